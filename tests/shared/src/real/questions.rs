//! What a stack's programs are asked, as data: `tests/real/<stack>.yaml`.

use std::collections::BTreeMap;

use berth_core::yaml;
use serde::Deserialize;
use serde_json::Value;

/// The stacks that have questions.
pub const ALL: &[(&str, &str)] = &[
    ("campaign", include_str!("../../../real/campaign.yaml")),
    ("kyros", include_str!("../../../real/kyros.yaml")),
    ("tamma", include_str!("../../../real/tamma.yaml")),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Questions {
    /// In the order in which they are deployed.
    pub profiles: Vec<String>,
    /// What a person answers.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// What only a person has, in place of which nothing of worth is given.
    #[serde(default)]
    pub secrets: BTreeMap<String, String>,
    /// The services that don't become healthy without them, each with what it lacks.
    #[serde(default)]
    pub unready: BTreeMap<String, String>,
    /// Commands that the guide tells to run before the first start, in the bundle's folder.
    #[serde(default)]
    pub prepare: Vec<Vec<String>>,
    /// A repository of this name in a folder beside the Compose files, for what would be cloned.
    pub repository: Option<Repository>,
    /// What this proof has in place of what only a person has: a Compose file after the bundle's own.
    #[serde(default)]
    pub compose: Option<String>,
    /// What can't be had where something stands in for a base image.
    pub lacking: Option<Lacking>,
    pub ask: Vec<Question>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lacking {
    /// The base image whose substitute lacks it.
    pub base: String,
    pub what: String,
    /// The services that are not there without it.
    pub services: Vec<String>,
    /// Those that don't become healthy, each with what it lacks.
    #[serde(default)]
    pub unready: BTreeMap<String, String>,
    /// What goes in its place: a Compose file after the bundle's own.
    pub compose: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repository {
    pub folder: String,
    pub name: String,
}

/// One of `http`, `page`, `run` and `log`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub say: String,
    pub service: String,
    /// Left out: in each.
    #[serde(default)]
    pub profiles: Vec<String>,
    /// Services that it needs too.
    #[serde(default)]
    pub with: Vec<String>,
    #[serde(default)]
    pub round: Round,
    /// In seconds: how long another answer is none yet.
    #[serde(default = "soon")]
    pub within: u64,
    pub http: Option<Http>,
    pub page: Option<Page>,
    pub run: Option<Run>,
    pub log: Option<String>,
}

fn soon() -> u64 {
    20
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Round {
    #[default]
    Both,
    /// Before the restart.
    First,
    /// After it.
    Again,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// The container's own; left out where `published` names the field of a port of this machine.
    pub port: Option<u16>,
    pub published: Option<String>,
    #[serde(default = "get")]
    pub method: String,
    pub path: String,
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    pub body: Option<Value>,
    pub status: u16,
    /// Stands somewhere in the answer.
    pub text: Option<String>,
    /// Each place of the answer, as a JSON pointer, with what stands there; null: something does.
    #[serde(default)]
    pub json: BTreeMap<String, Value>,
    /// What later questions have as `${name}`: the place that it stands at.
    #[serde(default)]
    pub keep: BTreeMap<String, String>,
}

fn get() -> String {
    "GET".to_owned()
}

/// In a browser: what a person does there, one thing after the other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    pub port: Option<u16>,
    pub published: Option<String>,
    pub path: String,
    pub steps: Vec<Act>,
}

/// One of them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    /// An expression that becomes true.
    pub until: Option<String>,
    /// An expression of what is clicked, for what no selector tells apart.
    pub press: Option<String>,
    /// What a selector finds first.
    pub click: Option<String>,
    pub r#type: Option<Typed>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    pub into: String,
    pub text: String,
}

/// A command in the container.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    pub command: Vec<String>,
    pub text: String,
}

impl Questions {
    pub fn about(stack: &str) -> Result<Self, String> {
        let (_, text) = ALL
            .iter()
            .find(|(id, _)| *id == stack)
            .ok_or_else(|| format!("{stack} has no questions: expected tests/real/{stack}.yaml"))?;
        let questions: Self = yaml::parse(text)
            .map_err(|error| format!("tests/real/{stack}.yaml:{}: {}", error.line, error.message))?;
        for question in &questions.ask {
            question.is_one().map_err(|words| format!("tests/real/{stack}.yaml: {words}"))?;
        }
        Ok(questions)
    }
}

impl Question {
    fn is_one(&self) -> Result<(), String> {
        let kinds = [self.http.is_some(), self.page.is_some(), self.run.is_some(), self.log.is_some()];
        let given = kinds.into_iter().filter(|given| *given).count();
        if given != 1 {
            return Err(format!("`{}`: expected one of http, page, run and log, found {given}", self.say));
        }
        for act in self.page.iter().flat_map(|page| &page.steps) {
            let kinds = [act.until.is_some(), act.press.is_some(), act.click.is_some(), act.r#type.is_some()];
            let given = kinds.into_iter().filter(|given| *given).count();
            if given != 1 {
                return Err(format!(
                    "`{}`: expected one of until, press, click and type, found {given}",
                    self.say
                ));
            }
        }
        Ok(())
    }

    pub fn is_asked(&self, profile: &str, again: bool) -> bool {
        let round = match self.round {
            Round::Both => true,
            Round::First => !again,
            Round::Again => again,
        };
        round && (self.profiles.is_empty() || self.profiles.iter().any(|name| name == profile))
    }
}
