//! What the stacks' real programs read, need and answer, by their own sources: `tests/facts/<stack>.yaml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    pub commit: String,
    pub services: BTreeMap<String, Program>,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Program {
    pub requires: Vec<String>,
    /// What it requires in some profiles only.
    pub requires_in: BTreeMap<String, Vec<String>>,
    /// Unless `ASPNETCORE_ENVIRONMENT` is `Development`.
    pub requires_in_production: Vec<String>,
    /// Where secrets are files, the entry point makes them of what is given beside.
    pub requires_unless_files: Vec<String>,
    pub reads: Vec<String>,
    pub never_reads: Vec<String>,
    /// What it reads and nobody may give it: it would do harm.
    pub leave_unset: Vec<String>,
    /// What it is given though it reads it not, and why.
    pub given: BTreeMap<String, String>,
    pub builds_in: Vec<String>,
    /// The last words of its command.
    pub command: Vec<String>,
    /// The port on which its probe asks it.
    pub port: u16,
    /// The file that says that it has started. Empty: none does.
    pub ready_file: String,
    /// As many as keep no state apart. 0: any number.
    pub copies: u16,
    pub answers: Vec<Answer>,
    /// What it does at its start, which a stand-in does in its place. None: the bundle brings a real program.
    pub starts: Option<Start>,
}

/// What it answers to a request. The first line that fits holds; what none fits has the status 404.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Answer {
    /// The methods, `|` between them, a space, and the path; `:name` stands for one part of a path, `*` for the rest. A call
    /// by gRPC has the method `GRPC`, and the status 0 where it succeeds.
    pub ask: String,
    pub status: u16,
    /// What the request's body holds.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub holds: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub says: String,
    /// A stream of events.
    pub events: bool,
    /// The status without a header `Authorization`. 0: the same.
    #[serde(skip_serializing_if = "is_none")]
    pub unsigned: u16,
    /// What it must reach for that: a kind of server, and the settings that say where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub needs: Option<(String, Vec<String>)>,
    /// What it answers where it does not reach it. None: the status 503.
    #[serde(rename = "else", skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<Otherwise>,
}

#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Otherwise {
    pub status: u16,
    pub says: String,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_none(status: &u16) -> bool {
    *status == 0
}

#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Start {
    pub refuses: Vec<Refusal>,
    /// Kinds of server that it connects to before it listens, each with the settings that say where.
    pub connects: Vec<(String, Vec<String>)>,
    /// Files that it writes.
    pub writes: Vec<String>,
    pub listens: Option<Listens>,
}

/// What ends the program.
#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Refusal {
    /// The variable. It must be there, unless a form is named: then it must have that form where it is there.
    pub of: String,
    /// The fewest characters that it takes.
    pub least: usize,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub form: String,
    /// Only in these profiles. Empty: in all.
    #[serde(skip_serializing)]
    pub profiles: Vec<String>,
    /// Only with these values of other variables.
    pub when: BTreeMap<String, String>,
    /// Not with these.
    pub unless: BTreeMap<String, String>,
    /// What the program says.
    pub says: String,
}

#[derive(Clone, Default, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case", default, deny_unknown_fields)]
pub struct Listens {
    pub port: u16,
    /// The variable that moves it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub port_from: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub host_from: String,
    /// The port for calls by gRPC. 0: it takes none.
    pub calls: u16,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub calls_from: String,
}

/// The facts of each stack.
pub fn all() -> Vec<(&'static str, Facts)> {
    [
        ("campaign", include_str!("../../facts/campaign.yaml")),
        ("kyros", include_str!("../../facts/kyros.yaml")),
        ("tamma", include_str!("../../facts/tamma.yaml")),
    ]
    .map(|(stack, text)| {
        let facts = berth_core::yaml::parse(text)
            .unwrap_or_else(|error| panic!("{stack}:{}: {}", error.line, error.message));
        (stack, facts)
    })
    .into()
}
