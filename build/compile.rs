//! Templates are compiled when Berth is built: one that can't be parsed stops the build, and the page carries no parser
//! (35 KB of it less). What runs on the page is the engine's own machine, on the instructions written here.

use minijinja::machinery::{Instructions, get_compiled_template};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error};

/// The template as the engine's instructions. What they borrow is leaked: a build script lives for a moment.
pub fn program(name: &str, source: String) -> Result<Instructions<'static>, Error> {
    let (name, source): (&'static str, &'static str) = (name.to_owned().leak(), source.leak());
    let mut engine = Environment::empty();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    engine.set_syntax(syntax.build()?);
    engine.add_template(name, source)?;
    let engine: &'static Environment = Box::leak(Box::new(engine));
    let template = Box::leak(Box::new(engine.get_template(name)?));
    let compiled = &get_compiled_template(template).instructions;
    let mut program = Instructions::new(name, source);
    for (at, instruction) in (0..).map_while(|at| Some((at, compiled.get(at)?))) {
        match compiled.get_line(at).and_then(|line| u16::try_from(line).ok()) {
            Some(line) => program.add_with_line(instruction.clone(), line),
            None => program.add(instruction.clone()),
        };
    }
    Ok(program)
}
