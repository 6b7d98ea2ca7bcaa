//! How a plan's texts stand in a Compose file: each answer as a reference to its variable.

use crate::plan::{Plan, Port, Variable};
use crate::render::escape;
use crate::stack::{Encoding, Part, PortRule, Text};
use crate::words::en::bundle as say;

/// Where a text stands decides which default holds once its variable is taken out of `.env`.
#[derive(Clone, Copy)]
pub enum Layer<'a> {
    Base,
    Profile(&'a str),
}

pub fn text(plan: &Plan, text: &Text, layer: Layer) -> String {
    let part = |part: &Part| match part {
        Part::Literal(literal) => literal.replace('$', "$$"),
        Part::Field { key, encoding } => reference(plan, key, *encoding, layer),
    };
    text.0.iter().map(part).collect()
}

pub fn port(plan: &Plan, port: &Port) -> String {
    let PortRule { container, field, udp, open, loopback, .. } = port.rule;
    let number = reference(plan, field, Encoding::Plain, Layer::Base);
    let end = if *udp { "/udp" } else { "" };
    if *loopback {
        return format!("127.0.0.1:{number}:{container}{end}");
    }
    if *open {
        return format!("{number}:{container}{end}");
    }
    let address = reference(plan, &plan.stack.bind, Encoding::Plain, Layer::Base);
    format!("{address}:{number}:{container}{end}")
}

/// `${NAME:?what to do}` where there is nothing to fall back on, else `${NAME:-default}`; `${NAME-default}` where
/// nothing is a valid answer.
pub fn reference(plan: &Plan, key: &str, encoding: Encoding, layer: Layer) -> String {
    let Some(variable) = plan.variable(key) else { return String::new() };
    let fallback = match layer {
        Layer::Base => &variable.field.default,
        Layer::Profile(profile) => variable.field.default_in(profile),
    };
    let own = match (variable.required, fallback, &variable.field.default_from) {
        (_, _, Some(other)) => in_braces(&[key, ":-", &reference(plan, other, Encoding::Plain, layer)]),
        (true, "", _) => in_braces(&[key, ":?", say::WRITE_INTO_ENV]),
        (true, fallback, _) => in_braces(&[key, ":-", fallback]),
        (false, fallback, _) => in_braces(&[key, "-", fallback]),
    };
    match encoding {
        Encoding::Plain => own,
        encoded => in_braces(&[key, encoded.suffix(), ":-", &own]),
    }
}

fn in_braces(parts: &[&str]) -> String {
    ["${", &parts.concat(), "}"].concat()
}

/// A text in a service's own file of variables: the secrets as they are, the rest from `.env`.
pub fn private_value(plan: &Plan, text: &Text) -> String {
    let part = |part: &Part| match part {
        Part::Literal(literal) => escape::within_quotes(literal),
        Part::Field { key, encoding } => match plan.variable(key) {
            Some(variable) if variable.is_secret() => private_part(variable, *encoding),
            _ => reference(plan, key, *encoding, Layer::Base),
        },
    };
    format!("\"{}\"", text.0.iter().map(part).collect::<String>())
}

/// What is still to be supplied keeps Compose from starting.
fn private_part(variable: &Variable, encoding: Encoding) -> String {
    if variable.is_missing() {
        return format!("${{{}:?{}}}", variable.key, say::PUT_IT_HERE);
    }
    escape::within_quotes(&encoding.apply(variable.setting.expose()))
}
