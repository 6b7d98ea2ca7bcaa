//! Builds answers and bundles so that a test reads as one sentence.

use berth::answers::{Answers, Counting};
use berth::bundle::Bundle;
use berth::check::{Finding, Mend, OfAnswers, Problem};
use berth::plan::{self, Plan};
use berth::stack::{Form, Kind, Stack};
use berth::values::Secret;
use berth::{catalogue, target, words};

/// Keys that only an owner has, of the right form and of no use.
pub const GITHUB_TOKEN: &str = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
pub const ANTHROPIC_API_KEY: &str = "sk-ant-0123456789abcdefghij";

#[derive(Clone)]
pub struct Scenario {
    pub stack: &'static Stack,
    pub answers: Answers,
}

/// Tamma with nothing answered.
pub fn tamma() -> Scenario {
    named("tamma")
}

/// Campaign with nothing answered.
pub fn campaign() -> Scenario {
    named("campaign")
}

/// Kyros with nothing answered.
pub fn kyros() -> Scenario {
    named("kyros")
}

fn named(id: &str) -> Scenario {
    unanswered(catalogue::find(id).expect("it ships"))
}

/// A stack with nothing answered.
pub fn unanswered(stack: &'static Stack) -> Scenario {
    Scenario { stack, answers: Answers::new(stack) }
}

impl Scenario {
    /// In a profile, with its way for secrets to travel.
    pub fn in_profile(mut self, id: &str) -> Self {
        self.answers.choose_profile(self.stack, id);
        self
    }

    pub fn set(mut self, key: &str, value: &str) -> Self {
        self.answers.set(key, value);
        self
    }

    pub fn secret(mut self, key: &str, value: &str) -> Self {
        self.answers.set_secret(key, Secret::new(value));
        self
    }

    /// Everything that only an owner can supply.
    pub fn owned(self) -> Self {
        self.secret("GITHUB_TOKEN", GITHUB_TOKEN)
            .secret("ANTHROPIC_API_KEY", ANTHROPIC_API_KEY)
            .set("GITHUB_OWNER", "octo-org")
            .set("GITHUB_REPO", "hello-world")
    }

    /// Everything that a stack asks for and only an owner can supply, optional secrets too.
    pub fn supplied(mut self) -> Self {
        for field in &self.stack.fields {
            if !self.answers.value(field).is_empty() || !self.answers.asks(self.stack, field) {
                continue;
            }
            match field.secret() {
                Some(_) if self.answers.secret(&field.key).is_some() => {}
                Some(rule) => self.answers.set_secret(
                    field.key.clone(),
                    Secret::new(of_form(rule.form, prefix(rule.form), &field.key)),
                ),
                None if field.required => self.answers.set(field.key.clone(), "stack.example.org"),
                None => {}
            }
        }
        // What only a person can confirm is confirmed.
        self.answers = without_refusals(self.stack, self.answers);
        self
    }

    /// Every secret that Berth makes, the same each time.
    pub fn generated(mut self) -> Self {
        let asked = plan::asked(self.stack, &self.answers);
        self.answers.make_missing_secrets(&asked, &mut Counting::default());
        self
    }

    /// Into every field and every secret that takes any text, one text after the other.
    pub fn everywhere(mut self, texts: &[String]) -> Self {
        let mut texts = texts.iter().filter(|text| !text.is_empty()).cycle();
        for field in &self.stack.fields {
            let text = texts.next().expect("there is always another");
            match field.secret() {
                None if matches!(field.kind(), Kind::Text | Kind::List) => {
                    let begin = field.begins.first().map_or("", String::as_str);
                    self.answers.set(&field.key, [begin, text].concat());
                }
                Some(rule) if rule.form.prefixes.is_empty() && rule.form.base64_bytes == 0 => {
                    self.answers.set_secret(&field.key, Secret::new(long_enough(text)));
                }
                _ => {}
            }
        }
        self
    }

    pub fn findings(&self) -> Vec<Finding> {
        match plan::make(self.stack, &self.answers) {
            Ok(plan) => plan.warnings,
            Err(findings) => findings,
        }
    }

    #[track_caller]
    pub fn plan(&self) -> Plan<'static> {
        plan::make(self.stack, &self.answers).unwrap_or_else(|findings| panic!("{}", lines(&findings)))
    }

    #[track_caller]
    pub fn bundle(&self) -> Bundle {
        target::compose::bundle(&self.plan()).unwrap_or_else(|error| panic!("{error:?}"))
    }
}

/// Answers with what a manifest's caution refuses mended as it offers: nobody gets a bundle otherwise.
pub fn without_refusals(stack: &Stack, mut answers: Answers) -> Answers {
    while let Some((key, value)) = refusal(stack, &answers) {
        answers.set(key, value);
    }
    answers
}

fn refusal(stack: &Stack, answers: &Answers) -> Option<(String, String)> {
    let errors = plan::make(stack, answers).err()?;
    errors.into_iter().filter(Finding::is_error).find_map(|finding| {
        let is_caution = matches!(finding.problem, Problem::Answers(OfAnswers::Caution { .. }));
        if let Some(Mend::Set { key, value }) = finding.mend {
            return is_caution.then_some((key, value));
        }
        // Nothing is offered in place of a default: a person has to choose something else.
        let field = stack.fields.iter().find(|field| finding.is_about(&field.key))?;
        let Kind::Choice(options) = field.kind() else { return None };
        let refused =
            |value: &str| field.cautions.iter().any(|caution| caution.refuse && caution.is_met_by(value));
        let (other, _) = options.iter().find(|(value, _)| !refused(value))?;
        (answers.value(field) != other).then(|| (field.key.clone(), other.clone()))
    })
}

/// A text that is too short for a secret is put twice and more: both its ends stay ends.
pub fn long_enough(text: &str) -> String {
    let times = 64_usize.div_ceil(text.chars().count().max(1));
    text.repeat(times)
}

fn prefix(form: &Form) -> &str {
    form.prefixes.first().map_or("", String::as_str)
}

/// A text of this form, another one for each name.
pub fn of_form(form: &Form, prefix: &str, name: &str) -> String {
    let letters: String = name.bytes().cycle().take(form.min_length.max(24)).map(char::from).collect();
    let word = letters.replace('_', "-").to_lowercase();
    format!("{prefix}{word}")
}

/// All that a scenario comes to: the findings, then each file with its mode.
#[track_caller]
pub fn picture(scenario: &Scenario) -> String {
    let mut text = format!("findings\n{}", lines(&scenario.findings()));
    for file in scenario.bundle().files {
        text += &format!("\n======== {} {:04o}\n{}", file.path, file.mode, file.text);
    }
    text
}

pub fn lines(findings: &[Finding]) -> String {
    findings.iter().map(|finding| words::finding(finding) + "\n").collect()
}
