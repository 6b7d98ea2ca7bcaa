//! The template engine: undefined names refused, values quoted by the file's kind.

use std::sync::Arc;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Serialize;

use super::{Error as Failure, Fault, escape};
use crate::stack::{ByName, FileKind, Stack};
use crate::templates;
use crate::values::registry_host;

/// What rendering one template may cost. A stack that does not ship is somebody else's text; one that does uses a hundredth.
/// The engine charges each instruction, and each 64 bytes that it makes.
const FUEL: u64 = 2_000_000;

/// How deep a template's parts may stand in one another.
const DEEPEST: usize = 100;

/// Of one file, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;

/// A template with the values in it.
pub fn render(stack: &Stack, name: &str, input: &impl Serialize) -> Result<String, Failure> {
    render_in(stack.templates.engine(environment), name, input)
}

pub fn render_in(engine: &Environment, name: &str, input: &impl Serialize) -> Result<String, Failure> {
    let fault = match engine.get_template(name).and_then(|template| template.render(Serde(input))) {
        Ok(text) if text.len() <= LARGEST => return Ok(text),
        Ok(text) => Fault::TooLarge { most: LARGEST, found: text.len() },
        Err(error) => Fault::Refused { line: error.line(), why: error.to_string() },
    };
    Err(Failure { template: name.to_owned(), fault })
}

/// Each template, the stack's own or one that all share, is parsed when it is first asked for.
pub fn environment(own: Arc<ByName>) -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_syntax(templates::syntax().expect("every template was parsed by it before"));
    engine.set_loader(move |name| {
        let own = own.get(name).map(|template| template.text.clone());
        Ok(own.or_else(|| templates::shared(name).map(|template| template.text.to_owned())))
    });
    engine.set_fuel(Some(FUEL));
    engine.set_recursion_limit(DEEPEST);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|name| AutoEscape::Custom(FileKind::by_name(name).id().into()));
    engine.set_formatter(format);
    engine.add_filter("comment", |text: String| safe(escape::comment(&text)));
    engine.add_filter("code", |text: String| safe(escape::markdown_code(&text)));
    engine.add_filter("registry_host", |text: String| registry_host(&text).to_owned());
    engine.add_filter("fenced", |text: String| safe(escape::markdown_block(&text)));
    engine
}

/// What an escape function made is not escaped again.
fn safe(text: String) -> Value {
    Value::from_safe_string(text)
}

fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let written = match (value.as_str(), state.auto_escape()) {
        (Some(raw), AutoEscape::Custom(kind)) if !value.is_safe() => {
            let text = escape::value(kind, raw).ok_or_else(|| {
                Error::new(ErrorKind::BadEscape, format!("no way to write this into {kind}"))
            })?;
            out.write_str(&text)
        }
        (Some(raw), _) => out.write_str(raw),
        (None, _) => out.write_str(&value.to_string()),
    };
    written.map_err(Error::from)
}
