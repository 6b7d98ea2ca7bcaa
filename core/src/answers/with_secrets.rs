//! Answers as the page hands them to its engine: the one message that holds secrets on purpose. Whoever writes it overwrites
//! its bytes, and so does whoever has read it.

use serde::Serialize;
use serde::ser::Serializer;

use super::Answers;
use super::map::Map;
use crate::packed::{Packed, Reader};
use crate::stack::{SecretMode, Shape};
use crate::values::Secret;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithSecrets(pub Answers);

#[derive(Serialize)]
struct Parts<'a> {
    stack: &'a str,
    profile: &'a str,
    shape: Shape,
    secrets: SecretMode,
    addons: &'a [String],
    values: Vec<(&'a str, &'a str)>,
    secret_values: Vec<(&'a str, &'a str)>,
}

impl Serialize for WithSecrets {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Answers { stack, profile, shape, secrets, addons, values, secret_values } = &self.0;
        let parts = Parts {
            stack,
            profile,
            shape: *shape,
            secrets: *secrets,
            addons,
            values: values.iter().map(|(key, value)| (key, value.as_str())).collect(),
            secret_values: secret_values.iter().map(|(key, secret)| (key, secret.expose())).collect(),
        };
        parts.serialize(to)
    }
}

impl Packed for WithSecrets {
    fn unpack(from: &mut Reader) -> Self {
        let mut answers = Answers {
            stack: Packed::unpack(from),
            profile: Packed::unpack(from),
            shape: Packed::unpack(from),
            secrets: Packed::unpack(from),
            addons: Packed::unpack(from),
            values: Map::default(),
            secret_values: Map::default(),
        };
        for (key, value) in Vec::<(String, String)>::unpack(from) {
            answers.set(key, value);
        }
        for (key, secret) in Vec::<(String, String)>::unpack(from) {
            answers.set_secret(key, Secret::new(secret));
        }
        Self(answers)
    }
}
