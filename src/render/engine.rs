//! The template engine: undefined names refused, values quoted by the file's kind.

use std::sync::OnceLock;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::input::Input;
use super::syntax::syntax;
use super::{escape, templates};
use crate::stack::FileKind;
use crate::values::registry_host;

/// A template with the values in it.
pub fn render(name: &str, input: &Input) -> Result<String, Error> {
    static ENGINE: OnceLock<Environment> = OnceLock::new();
    render_in(ENGINE.get_or_init(environment), name, input)
}

pub(super) fn render_in(engine: &Environment, name: &str, input: &Input) -> Result<String, Error> {
    engine.get_template(name)?.render(Serde(input))
}

/// Each template is parsed when it is first asked for.
pub(super) fn environment() -> Environment<'static> {
    let mut engine = Environment::empty();
    engine.set_syntax(syntax().expect("the build script has parsed every template by it"));
    engine.set_loader(|name| Ok(templates::find(name).map(|template| template.text)));
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|name| AutoEscape::Custom(FileKind::of(name).id().into()));
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
