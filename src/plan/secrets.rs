//! How a service gets its secrets: as variables, or as files where it can read them from there.

use crate::stack::{Encoding, Image, Part, SecretMode, Stack, Text};

/// What does not come as a plain variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// Each is told by a variable of its own.
    pub files: Vec<SecretFile>,
    /// For a program that reads no files: these stand in a file of the service's own, not in `.env`.
    pub environment: Vec<(&'static str, Text)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretFile {
    /// `GITHUB_TOKEN_FILE`
    pub variable: String,
    /// The field whose secret the file holds.
    pub key: &'static str,
}

impl Delivery {
    /// The keys of what the service's own file of variables repeats.
    pub fn copied(&self) -> impl Iterator<Item = &'static str> {
        self.environment.iter().flat_map(|(_, text)| text.fields()).map(|(key, _)| key)
    }

    /// What stays a variable, and the rest.
    pub fn divide(
        stack: &Stack,
        mode: SecretMode,
        image: &Image,
        entries: impl Iterator<Item = (&'static str, Text)>,
    ) -> (Vec<(&'static str, Text)>, Self) {
        let (mut plain, mut delivery) = (Vec::new(), Self::default());
        let is_secret = |key: &str| stack.field(key).is_some_and(|field| field.secret().is_some());
        for (name, text) in entries {
            if mode == SecretMode::Env || !text.fields().any(|(key, _)| is_secret(key)) {
                plain.push((name, text));
                continue;
            }
            match text.0 {
                [Part::Field { key, encoding: Encoding::Plain }] if !image.file_suffix.is_empty() => {
                    let variable = format!("{name}{}", image.file_suffix);
                    delivery.files.push(SecretFile { variable, key });
                }
                _ => delivery.environment.push((name, text)),
            }
        }
        (plain, delivery)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::plan::{Content, Plan, make};
    use crate::{catalogue, values::Secret};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn by_files(change: impl FnOnce(&mut Answers)) -> Plan {
        let mut answers = Answers::new(catalogue::first());
        answers.secrets = SecretMode::Files;
        change(&mut answers);
        make(catalogue::first(), &answers).unwrap()
    }

    fn service<'a>(plan: &'a Plan, id: &str) -> &'a crate::plan::Service {
        plan.services.iter().find(|service| service.id == id).unwrap()
    }

    #[test]
    fn a_program_that_reads_files_is_told_of_them() {
        let plan = by_files(|_| {});
        let told: Vec<&str> =
            service(&plan, "tamma-engine").secrets.files.iter().map(|file| &*file.variable).collect();
        assert_eq!(told, ["GITHUB_TOKEN_FILE", "ANTHROPIC_API_KEY_FILE"]);
        assert!(service(&plan, "tamma-engine").environment.iter().all(|(name, _)| *name != "GITHUB_TOKEN"));
    }

    #[test]
    fn a_program_that_reads_none_has_a_file_of_variables() {
        let plan = by_files(|_| {});
        let own: Vec<&str> =
            service(&plan, "elsa-server").secrets.environment.iter().map(|(name, _)| *name).collect();
        assert_eq!(own, ["ConnectionStrings__DefaultConnection", "Elsa__Identity__SigningKey"]);
        assert!(plan.files.iter().any(|file| file.path == "secrets/elsa-server.env" && file.mode == 0o600));
    }

    #[test]
    fn g14_the_broker_gets_no_variable_that_names_a_file() {
        let plan = by_files(|_| {});
        let broker = service(&plan, "rabbitmq");
        assert_eq!((&broker.secrets, broker.environment.len()), (&Delivery::default(), 0));
    }

    #[test]
    fn nothing_starts_without_what_only_its_owner_has() {
        let there = |plan: &Plan| {
            plan.files.iter().any(|file| file.content == Content::Secret { key: "GITHUB_TOKEN" })
        };
        assert!(!there(&by_files(|_| {})));
        let token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        assert!(there(&by_files(|answers| answers.set_secret("GITHUB_TOKEN", Secret::new(token)))));
    }

    #[test]
    fn as_variables_nothing_is_divided() {
        let plan = make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        assert!(plan.services.iter().all(|service| service.secrets == Delivery::default()));
    }
}
