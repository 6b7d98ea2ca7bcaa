//! What the user said, kept as typed even where it is wrong, so that nothing that was typed is ever lost.

mod entropy;
#[cfg(feature = "read")]
pub mod file;
mod generate;
pub mod link;
mod map;
pub mod saved;
mod with_secrets;

pub use entropy::{Counting, Entropy};

pub use with_secrets::WithSecrets;

use map::Map;

use crate::stack::{Field, SecretMode, Shape, Stack};
use crate::values::Secret;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    pub stack: String,
    pub profile: String,
    pub shape: Shape,
    pub secrets: SecretMode,
    pub addons: Vec<String>,
    values: Map<String>,
    secret_values: Map<Secret>,
}

impl Answers {
    /// The stack's defaults, and no secret.
    pub fn new(stack: &Stack) -> Self {
        Self {
            stack: stack.id.clone(),
            profile: stack.profiles[0].id.clone(),
            shape: stack.shapes[0],
            secrets: stack.secret_modes(&stack.profiles[0].id)[0],
            addons: Vec::new(),
            values: Map::default(),
            secret_values: Map::default(),
        }
    }

    /// Secrets then travel in a way that the profile knows.
    pub fn choose_profile(&mut self, stack: &Stack, id: &str) {
        id.clone_into(&mut self.profile);
        let modes = stack.secret_modes(id);
        if !modes.contains(&self.secrets) {
            self.secrets = modes[0];
        }
    }

    /// What was typed, if anything was.
    pub fn typed(&self, key: &str) -> Option<&str> {
        self.values.get(key).map(String::as_str)
    }

    /// What was typed, else the default in the chosen profile.
    pub fn value<'a>(&'a self, field: &'a Field) -> &'a str {
        self.typed(&field.key).unwrap_or_else(|| field.default_in(&self.profile))
    }

    /// What the field is asked for holds.
    pub fn asks(&self, stack: &Stack, field: &Field) -> bool {
        if field.asked_with.iter().any(|addon| self.addons.iter().any(|chosen| chosen == addon)) {
            return true;
        }
        let holds = |(key, wanted): &(String, String)| {
            stack.field(key).is_some_and(|field| self.value(field) == wanted)
        };
        field.asked_when.iter().all(holds)
    }

    pub fn set(&mut self, key: impl Into<String>, text: impl Into<String>) {
        self.values.insert(key.into(), text.into());
    }

    /// Back to the default.
    pub fn reset(&mut self, key: &str) {
        self.values.remove(key);
        self.secret_values.remove(key);
    }

    /// The keys of everything that was typed, secrets too.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.values.keys().chain(self.secret_values.keys())
    }

    pub fn secret(&self, key: &str) -> Option<&Secret> {
        self.secret_values.get(key).filter(|secret| !secret.is_empty())
    }

    pub fn set_secret(&mut self, key: impl Into<String>, secret: Secret) {
        self.secret_values.insert(key.into(), secret);
    }

    /// Other answers take the place of these. Secrets, which no link carries, stay.
    pub fn take(&mut self, others: Self) {
        *self = Self { secret_values: std::mem::take(&mut self.secret_values), ..others };
    }

    /// All else that was said.
    pub fn without_secrets(&self) -> Self {
        Self { secret_values: Map::default(), ..self.clone() }
    }

    /// Makes one secret anew.
    pub fn make_secret(&mut self, field: &Field, entropy: &mut dyn Entropy) {
        if let Some(recipe) = field.recipe() {
            self.set_secret(
                &field.key,
                generate::secret(field.prefix().unwrap_or_default(), recipe, entropy),
            );
        }
    }

    /// Those of the fields that Berth can make a secret for and that are not there yet.
    pub fn missing_secrets<'s>(&self, asked: &[&'s Field]) -> Vec<&'s Field> {
        let is_missing = |field: &&&Field| field.recipe().is_some() && self.secret(&field.key).is_none();
        asked.iter().filter(is_missing).copied().collect()
    }

    /// Makes them; gives back their keys.
    pub fn make_missing_secrets<'s>(
        &mut self,
        asked: &[&'s Field],
        entropy: &mut dyn Entropy,
    ) -> Vec<&'s str> {
        let missing = self.missing_secrets(asked);
        for field in &missing {
            self.make_secret(field, entropy);
        }
        missing.iter().map(|field| field.key.as_str()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalogue, plan};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_was_typed_is_kept_even_where_it_is_wrong() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set("DASHBOARD_PORT", "  80a ");
        assert_eq!(answers.value(stack.field("DASHBOARD_PORT").unwrap()), "  80a ");
        answers.reset("DASHBOARD_PORT");
        assert_eq!(answers.value(stack.field("DASHBOARD_PORT").unwrap()), "3001");
    }

    #[test]
    fn a_secret_is_made_once() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        let asked = plan::asked(stack, &answers);
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("mine, mine, mine"));
        let made = answers.make_missing_secrets(&asked, &mut Counting::default());
        assert_eq!(made, ["RABBITMQ_PASSWORD", "ELSA_SIGNING_KEY", "FRONT_DOOR_PASSWORD"]);
        assert_eq!(answers.secret("POSTGRES_PASSWORD").unwrap().expose(), "mine, mine, mine");
        assert!(answers.make_missing_secrets(&asked, &mut Counting::default()).is_empty());
    }

    #[test]
    fn what_is_made_is_of_the_form_that_is_asked() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        let asked = plan::asked(stack, &answers);
        for key in answers.make_missing_secrets(&asked, &mut Counting::default()) {
            let secret = answers.secret(key).unwrap();
            assert_eq!(stack.field(key).unwrap().kind().check(secret.expose()), Ok(()), "{key}");
        }
    }
}
