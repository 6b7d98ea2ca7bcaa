//! The template engine: all templates parsed once, undefined names refused, values quoted by the file's kind.

use std::sync::OnceLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};

use super::escape;
use crate::stack::FileKind;

pub static TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

pub fn get() -> &'static Environment<'static> {
    static ENGINE: OnceLock<Environment<'static>> = OnceLock::new();
    ENGINE.get_or_init(|| new().expect("a test parses every template"))
}

fn new() -> Result<Environment<'static>, Error> {
    let mut engine = Environment::empty();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    engine.set_syntax(syntax.build()?);
    engine.set_undefined_behavior(UndefinedBehavior::Strict);
    engine.set_auto_escape_callback(|name| AutoEscape::Custom(FileKind::of(name).id().into()));
    engine.set_formatter(format);
    engine.add_filter("comment", |text: String| safe(escape::comment(&text)));
    engine.add_filter("code", |text: String| safe(escape::markdown_code(&text)));
    engine.add_filter("fenced", |text: String| safe(escape::markdown_block(&text)));
    for (name, source) in TEMPLATES {
        engine.add_template(name, source)?;
    }
    Ok(engine)
}

/// What an escape function made is not escaped again.
fn safe(text: String) -> Value {
    Value::from_safe_string(text)
}

fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let text = value.to_string();
    let text = match (value.as_str(), state.auto_escape()) {
        (Some(raw), AutoEscape::Custom(kind)) if !value.is_safe() => escape::value(kind, raw)
            .ok_or_else(|| Error::new(ErrorKind::BadEscape, format!("no way to write this into {kind}")))?,
        _ => text,
    };
    out.write_str(&text).map_err(Error::from)
}
