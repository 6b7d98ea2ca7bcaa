//! Answers as the page hands them to its engine: the one message that holds secrets on purpose. Whoever writes it overwrites
//! its bytes, and so does whoever has read it.

use serde::de::Deserializer;
use serde::ser::Serializer;
use serde::{Deserialize, Serialize};

use super::Answers;
use super::map::Map;
use crate::stack::{SecretMode, Shape};
use crate::values::Secret;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithSecrets(pub Answers);

#[derive(Serialize, Deserialize)]
struct Parts<Text> {
    stack: Text,
    profile: Text,
    shape: Shape,
    secrets: SecretMode,
    addons: Vec<Text>,
    values: Vec<(Text, Text)>,
    secret_values: Vec<(Text, Text)>,
}

impl Serialize for WithSecrets {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Answers { stack, profile, shape, secrets, addons, values, secret_values } = &self.0;
        let parts: Parts<&str> = Parts {
            stack,
            profile,
            shape: *shape,
            secrets: *secrets,
            addons: addons.iter().map(String::as_str).collect(),
            values: values.iter().map(|(key, value)| (key, value.as_str())).collect(),
            secret_values: secret_values.iter().map(|(key, secret)| (key, secret.expose())).collect(),
        };
        parts.serialize(to)
    }
}

impl<'de> Deserialize<'de> for WithSecrets {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Parts::<String> { stack, profile, shape, secrets, addons, values, secret_values } =
            Parts::deserialize(from)?;
        let mut answers = Answers {
            stack,
            profile,
            shape,
            secrets,
            addons,
            values: Map::default(),
            secret_values: Map::default(),
        };
        for (key, value) in values {
            answers.set(key, value);
        }
        for (key, secret) in secret_values {
            answers.set_secret(key, Secret::new(secret));
        }
        Ok(Self(answers))
    }
}
