//! The template engine: undefined names refused, values quoted by the file's kind.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use minijinja::machinery::{self, Instructions};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::{escape, program};
use crate::stack::FileKind;
use crate::values::registry_host;

/// Of a file, in bytes: a text that begins with room for that need not be moved while it grows.
const COMMON_SIZE: usize = 8192;

/// A template with the values in it.
pub fn render(name: &str, values: Value) -> Result<String, Error> {
    static ENGINE: OnceLock<Environment> = OnceLock::new();
    let program = program::find(name).ok_or_else(|| Error::from(ErrorKind::TemplateNotFound))?;
    let kind = AutoEscape::Custom(FileKind::of(name).id().into());
    let no_blocks = BTreeMap::<_, Instructions>::new();
    let mut text = String::with_capacity(COMMON_SIZE);
    let mut out = machinery::make_string_output(&mut text);
    machinery::eval(ENGINE.get_or_init(environment), program, values, &no_blocks, &mut out, kind)?;
    Ok(text)
}

fn environment() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
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
