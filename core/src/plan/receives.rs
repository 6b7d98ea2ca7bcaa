//! What each container is given: every variable and every file, where it comes from, and what it is.

use super::{Plan, Service, Variable};
use crate::stack::{Mount, Part, Source, Text};
use crate::values::MASK;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Received<'s> {
    /// The variable, or the path, as the container has it.
    pub name: String,
    /// Secrets are masked. Empty: nothing is said there yet.
    pub value: String,
    pub from: From,
    /// The fields that it is made of.
    pub keys: Vec<&'s str>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum From {
    /// The manifest says so, whatever the answers are.
    Fixed,
    /// An answer as it is.
    Answer,
    /// Made of answers.
    Derived,
    /// Told by a variable: where the secret's file is.
    SecretPath,
    /// A variable in the service's own file of secrets.
    OwnFile,
    /// A file with one secret.
    Secret,
    /// A file or a folder of the bundle.
    File,
    Volume,
    /// Memory of its own, empty at each start.
    Memory,
    /// A file or a folder of the machine.
    Host,
}

impl From {
    /// A plain variable, which stands with the service.
    pub fn is_variable(self) -> bool {
        matches!(self, Self::Fixed | Self::Answer | Self::Derived | Self::SecretPath)
    }
}

/// Variables first, then what is mounted.
pub fn received<'s>(plan: &Plan<'s>, service: &Service<'s>) -> Vec<Received<'s>> {
    let mut found = Vec::new();
    for (name, text) in &service.environment {
        found.push(variable(plan, name, text, None));
    }
    for file in &service.secrets.files {
        let value = format!("/run/secrets/{}", file.key.to_ascii_lowercase());
        found.push(Received {
            name: file.variable.clone(),
            value,
            from: From::SecretPath,
            keys: vec![file.key],
        });
    }
    for (name, text) in &service.secrets.environment {
        found.push(variable(plan, name, text, Some(From::OwnFile)));
    }
    for file in &service.secrets.files {
        let name = format!("/run/secrets/{}", file.key.to_ascii_lowercase());
        let home = plan.stack.secret_paths(file.key);
        found.push(Received {
            name,
            value: home.in_shape(plan.shape).to_owned(),
            from: From::Secret,
            keys: vec![file.key],
        });
    }
    found.extend(service.mounts.iter().map(|mount| mounted(plan, mount)));
    found
}

fn variable<'s>(plan: &Plan, name: &str, text: &'s Text, from: Option<From>) -> Received<'s> {
    let own = match &text.0[..] {
        [Part::Field { .. }] => From::Answer,
        parts if parts.iter().any(|part| matches!(part, Part::Field { .. })) => From::Derived,
        _ => From::Fixed,
    };
    let mut keys = Vec::new();
    for (key, _) in text.fields() {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let part = |part: &Part| match part {
        Part::Literal(literal) => literal.clone(),
        Part::Field { key, encoding } => match plan.variable(key) {
            Some(variable) if variable.is_secret() => shown(plan, variable),
            Some(variable) => encoding.apply(&shown(plan, variable)),
            None => String::new(),
        },
    };
    let value = text.0.iter().map(part).collect();
    Received { name: name.to_owned(), value, from: from.unwrap_or(own), keys }
}

/// A secret that nobody has given yet is masked too, where Berth makes it.
fn shown(plan: &Plan, variable: &Variable) -> String {
    if variable.is_secret() {
        let there = !variable.setting.is_empty() || (variable.asked && variable.field.recipe().is_some());
        return if there { MASK.to_owned() } else { String::new() };
    }
    match &variable.field.default_from {
        Some(other) if variable.setting.is_empty() => plan.said(other).unwrap_or_default(),
        _ => variable.setting.to_string(),
    }
}

fn mounted<'s>(plan: &Plan, mount: &'s Mount) -> Received<'s> {
    let (value, from, keys) = match &mount.source {
        Source::Volume(name) => (name.clone(), From::Volume, Vec::new()),
        Source::File(path) => (path.clone(), From::File, Vec::new()),
        Source::Memory => (String::new(), From::Memory, Vec::new()),
        Source::Host { field, volume } => {
            let there = plan.said(field).map(|path| (path, From::Host));
            let (value, from) = there.unwrap_or_else(|| (volume.clone().unwrap_or_default(), From::Volume));
            (value, from, vec![field.as_str()])
        }
    };
    Received { name: mount.target.clone(), value, from, keys }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan::make;
    use crate::stack::SecretMode;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn given(change: impl FnOnce(&mut Answers), service: &str, name: &str) -> Received<'static> {
        let mut answers = Answers::new(catalogue::first());
        change(&mut answers);
        let plan = make(catalogue::first(), &answers).unwrap();
        let service = plan.services.iter().find(|other| other.id == service).unwrap();
        received(&plan, service).into_iter().find(|given| given.name == name).unwrap()
    }

    #[test]
    fn each_says_what_it_is_made_of() {
        let folder = given(|_| {}, "tamma-engine", "TAMMA_WORKING_DIRECTORY");
        assert_eq!((folder.from, folder.value.as_str(), folder.keys.len()), (From::Fixed, "/workspace", 0));
        let merge = given(|_| {}, "tamma-engine", "TAMMA_MERGE_STRATEGY");
        assert_eq!(
            (merge.from, merge.value.as_str(), merge.keys),
            (From::Answer, "squash", vec!["TAMMA_MERGE_STRATEGY"])
        );
        let database = given(|_| {}, "elsa-server", "ConnectionStrings__DefaultConnection");
        assert_eq!(database.keys, ["POSTGRES_DB", "POSTGRES_USER", "POSTGRES_PASSWORD"]);
        let work =
            given(|answers| answers.set("TAMMA_WORKSPACE_DIR", "/srv/work"), "tamma-engine", "/workspace");
        assert_eq!((work.from, work.value.as_str()), (From::Host, "/srv/work"));
    }

    #[test]
    fn g25_a_secret_is_masked_in_whatever_it_is_part_of() {
        for mode in [SecretMode::Env, SecretMode::Files] {
            let database = given(
                |answers| {
                    answers.secrets = mode;
                    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary; 'canary'"));
                },
                "elsa-server",
                "ConnectionStrings__DefaultConnection",
            );
            assert!(
                database.value.contains(MASK) && !database.value.contains("canary"),
                "{}",
                database.value
            );
        }
    }
}
