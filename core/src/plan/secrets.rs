//! How a service gets its secrets: as variables, or as files where it can read them from there.

use crate::stack::{Encoding, Image, Part, SecretMode, Stack, Text};

/// What does not come as a plain variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Delivery<'s> {
    /// Each is told by a variable of its own.
    pub files: Vec<SecretFile<'s>>,
    /// For a program that reads no files: these stand in a file of the service's own, apart from the other variables.
    pub environment: Vec<(&'s str, &'s Text)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretFile<'s> {
    /// `GITHUB_TOKEN_FILE`
    pub variable: String,
    /// The field whose secret the file holds.
    pub key: &'s str,
}

impl<'s> Delivery<'s> {
    /// The keys of what the service's own file of variables repeats.
    pub fn copied(&self) -> impl Iterator<Item = &'s str> {
        self.environment.iter().flat_map(|(_, text)| text.fields()).map(|(key, _)| key)
    }

    /// What stays a variable, and the rest.
    pub fn divide(
        stack: &Stack,
        mode: SecretMode,
        image: &Image,
        entries: impl Iterator<Item = (&'s str, &'s Text)>,
    ) -> (Vec<(&'s str, &'s Text)>, Self) {
        let (mut plain, mut delivery) = (Vec::new(), Self::default());
        for (name, text) in entries {
            if mode == SecretMode::Env || !text.fields().any(|(key, _)| stack.is_secret(key)) {
                plain.push((name, text));
                continue;
            }
            match (&text.0[..], &image.file_suffix) {
                ([Part::Field { key, encoding: Encoding::Plain }], Some(suffix)) => {
                    let variable = format!("{name}{suffix}");
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
    use crate::catalogue;
    use crate::plan::{Plan, make};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn by_files() -> Plan<'static> {
        let mut answers = Answers::new(catalogue::first());
        answers.secrets = SecretMode::Files;
        make(catalogue::first(), &answers).unwrap()
    }

    fn service<'a>(plan: &'a Plan, id: &str) -> &'a crate::plan::Service<'a> {
        plan.services.iter().find(|service| service.id == id).unwrap()
    }

    #[test]
    fn a_program_that_reads_files_is_told_of_them() {
        let plan = by_files();
        let told: Vec<&str> =
            service(&plan, "tamma-engine").secrets.files.iter().map(|file| &*file.variable).collect();
        assert_eq!(told, ["GITHUB_TOKEN_FILE", "ANTHROPIC_API_KEY_FILE"]);
        assert!(service(&plan, "tamma-engine").environment.iter().all(|(name, _)| *name != "GITHUB_TOKEN"));
    }

    #[test]
    fn a_program_that_reads_none_has_a_file_of_variables() {
        let plan = by_files();
        let own: Vec<&str> =
            service(&plan, "elsa-server").secrets.environment.iter().map(|(name, _)| *name).collect();
        assert_eq!(own, ["ConnectionStrings__DefaultConnection", "Elsa__Identity__SigningKey"]);
    }

    #[test]
    fn g14_the_broker_gets_no_variable_that_names_a_file() {
        let plan = by_files();
        let broker = service(&plan, "rabbitmq");
        assert_eq!((&broker.secrets, broker.environment.len()), (&Delivery::default(), 0));
    }

    #[test]
    fn as_variables_nothing_is_divided() {
        let plan = make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        assert!(plan.services.iter().all(|service| service.secrets == Delivery::default()));
    }
}
