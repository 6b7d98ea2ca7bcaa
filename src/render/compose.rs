//! The target Docker Compose: how a plan's texts stand in a Compose file. The file stays the same whatever the answers
//! are; they are in `.env`, which can be edited.

use crate::messages;
use crate::plan::{Plan, Port, Variable};
use crate::stack::{Encoding, Part, Text};

/// Where a text stands decides which default holds once its variable is taken out of `.env`.
#[derive(Clone, Copy)]
pub enum Layer {
    Base,
    Profile,
}

pub fn text(plan: &Plan, text: Text, layer: Layer) -> String {
    let part = |part: &Part| match part {
        Part::Literal(literal) => literal.replace('$', "$$"),
        Part::Field { key, encoding } => {
            plan.variable(key).map(|variable| reference(variable, *encoding, layer)).unwrap_or_default()
        }
    };
    text.0.iter().map(part).collect()
}

pub fn port(plan: &Plan, port: &Port) -> String {
    let number = |key: &str| {
        let variable = plan.variable(key);
        variable.map(|variable| reference(variable, Encoding::Plain, Layer::Base)).unwrap_or_default()
    };
    format!("{}:{}:{}", number(plan.stack.bind), number(port.field), port.container)
}

/// `${NAME:?what to do}` where there is nothing to fall back on, else `${NAME:-default}`; `${NAME-default}` where
/// nothing is a valid answer.
fn reference(variable: &Variable, encoding: Encoding, layer: Layer) -> String {
    let key = variable.key;
    let fallback = match layer {
        Layer::Base => variable.fallback,
        Layer::Profile => variable.profile_fallback,
    };
    let plain = match (variable.required, fallback) {
        (true, "") => format!("${{{key}:?{}}}", messages::WRITE_INTO_ENV),
        (true, fallback) => format!("${{{key}:-{fallback}}}"),
        (false, fallback) => format!("${{{key}-{fallback}}}"),
    };
    match encoding {
        Encoding::Plain => plain,
        encoded => format!("${{{key}{}:-{plain}}}", encoded.suffix()),
    }
}

/// The Compose files of the plan, the base first.
pub fn files(plan: &Plan) -> Vec<&'static str> {
    let is_compose =
        |path: &&str| path.rsplit('/').next().is_some_and(|name| name.starts_with("docker-compose."));
    plan.files.iter().map(|file| file.path).filter(is_compose).collect()
}
