//! How a template is read. The build script of this crate reads the shared ones by it too.

use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error};

/// A line that holds nothing but a tag leaves nothing behind.
pub fn syntax() -> Result<SyntaxConfig, Error> {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build()
}

/// What a template reads of its input, as far as names alone tell: `answers.DOMAIN`. Err: a line, and what is wrong there.
pub fn reads(source: &str) -> Result<Vec<String>, (usize, String)> {
    let fault = |error: Error| {
        let what = error.detail().map_or_else(|| error.kind().to_string(), str::to_owned);
        (error.line().unwrap_or(1), what)
    };
    let mut engine = Environment::empty();
    engine.set_syntax(syntax().map_err(fault)?);
    let template = engine.template_from_str(source).map_err(fault)?;
    let mut reads: Vec<_> = template.undeclared_variables(true).into_iter().collect();
    reads.sort();
    Ok(reads)
}
