//! Templates are compiled when Berth is built: one that can't be parsed stops the build, and the page carries no parser
//! (35 KB of it less). What runs on the page is the engine's own machine, on the instructions written here.

use std::fmt::Write as _;

use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions, get_compiled_template};
use minijinja::syntax::SyntaxConfig;
use minijinja::{Environment, Error, ErrorKind};

/// The template as a list of `Op`s, in Rust.
pub fn program(name: &str, source: &str) -> Result<String, Error> {
    let mut engine = Environment::empty();
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    engine.set_syntax(syntax.build()?);
    engine.add_template(name, source)?;
    let template = engine.get_template(name)?;
    write(&get_compiled_template(&template).instructions)
}

fn write(instructions: &Instructions) -> Result<String, Error> {
    let mut out = String::from("&[");
    let mut line = 0;
    for (index, instruction) in (0..).map_while(|index| Some((index, instructions.get(index)?))) {
        let here = instructions.get_line(index).unwrap_or(line);
        if here != line {
            line = here;
            write!(out, "Op::Line({line}), ").map_err(|_| Error::from(ErrorKind::WriteFailure))?;
        }
        let op = op(instruction).ok_or_else(|| {
            let what = format!("line {here}: this is not known to src/render/program.rs");
            Error::new(ErrorKind::InvalidOperation, what)
        })?;
        write!(out, "Op::{op}, ").map_err(|_| Error::from(ErrorKind::WriteFailure))?;
    }
    out.push(']');
    Ok(out)
}

fn op(instruction: &Instruction) -> Option<String> {
    Some(match instruction {
        Instruction::EmitRaw(text) => format!("EmitRaw({text:?})"),
        Instruction::StoreLocal(name) => format!("StoreLocal({name:?})"),
        Instruction::Lookup(name) => format!("Lookup({name:?})"),
        Instruction::GetAttr(name) => format!("GetAttr({name:?})"),
        Instruction::LoadConst(value) => constant(value)?,
        Instruction::ApplyFilter(name, Some(arguments), local) => {
            format!("ApplyFilter({name:?}, {arguments}, {local})")
        }
        Instruction::PushLoop(flags) => format!("PushLoop({flags})"),
        Instruction::Iterate(to) => format!("Iterate({to})"),
        Instruction::Jump(to) => format!("Jump({to})"),
        Instruction::JumpIfFalse(to) => format!("JumpIfFalse({to})"),
        Instruction::JumpIfFalseOrPop(to) => format!("JumpIfFalseOrPop({to})"),
        Instruction::JumpIfTrueOrPop(to) => format!("JumpIfTrueOrPop({to})"),
        Instruction::Emit => "Emit".to_owned(),
        Instruction::PopLoopFrame => "PopLoopFrame".to_owned(),
        Instruction::PushDidNotIterate => "PushDidNotIterate".to_owned(),
        Instruction::Not => "Not".to_owned(),
        Instruction::In => "In".to_owned(),
        Instruction::Eq => "Eq".to_owned(),
        Instruction::Ne => "Ne".to_owned(),
        Instruction::Gt => "Gt".to_owned(),
        _ => return None,
    })
}

fn constant(value: &Value) -> Option<String> {
    match (value.as_str(), value.as_i64()) {
        (Some(text), _) => Some(format!("Text({text:?})")),
        (None, Some(number)) => Some(format!("Number({number})")),
        _ => None,
    }
}
