//! Templates as the build script compiled them.

use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions};

use super::view;

/// One instruction of the template engine's machine. Only those that templates use are here; the build script refuses
/// a template that needs another one.
#[allow(dead_code)] // each is made by a template, and not every one by today's
pub enum Op {
    /// What follows stands in this line of the template.
    Line(u16),
    EmitRaw(&'static str),
    StoreLocal(&'static str),
    Lookup(&'static str),
    GetAttr(&'static str),
    Text(&'static str),
    Number(i32),
    ApplyFilter(&'static str, u16, u8),
    PushLoop(u8),
    Iterate(u32),
    Jump(u32),
    JumpIfFalse(u32),
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),
    Emit,
    PopLoopFrame,
    PushDidNotIterate,
    Not,
    In,
    Eq,
    Ne,
    Gt,
}

struct Program {
    name: &'static str,
    ops: &'static [Op],
}

static PROGRAMS: &[Program] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

#[cfg(all(test, not(target_arch = "wasm32")))]
pub fn names() -> impl Iterator<Item = &'static str> {
    PROGRAMS.iter().map(|program| program.name)
}

/// Every template, as the engine's machine takes it.
pub fn all() -> Vec<Instructions<'static>> {
    PROGRAMS.iter().map(instructions).collect()
}

/// Whether a template finds the same in both: it reads a few names only, and of some of them one attribute.
pub fn reads_the_same(template: &str, one: &Value, other: &Value) -> bool {
    let Some(program) = PROGRAMS.iter().find(|program| program.name == template) else { return false };
    program.ops.iter().enumerate().all(|(at, op)| {
        let Op::Lookup(name) = op else { return true };
        let attribute = match program.ops.get(at + 1) {
            Some(Op::GetAttr(attribute)) => Some(*attribute),
            _ => None,
        };
        view::same(view::read(one, name, attribute), view::read(other, name, attribute))
    })
}

fn instructions(program: &Program) -> Instructions<'static> {
    let mut instructions = Instructions::new(program.name, "");
    let mut line = 0;
    for op in program.ops {
        match instruction(op) {
            Ok(instruction) => drop(instructions.add_with_line(instruction, line)),
            Err(next) => line = next,
        }
    }
    instructions
}

/// The instruction, or the line that is entered.
fn instruction(op: &Op) -> Result<Instruction<'static>, u16> {
    Ok(match *op {
        Op::Line(line) => return Err(line),
        Op::EmitRaw(text) => Instruction::EmitRaw(text),
        Op::StoreLocal(name) => Instruction::StoreLocal(name),
        Op::Lookup(name) => Instruction::Lookup(name),
        Op::GetAttr(name) => Instruction::GetAttr(name),
        Op::Text(text) => Instruction::LoadConst(Value::from(text)),
        Op::Number(number) => Instruction::LoadConst(Value::from(number)),
        Op::ApplyFilter(name, arguments, local) => Instruction::ApplyFilter(name, Some(arguments), local),
        Op::PushLoop(flags) => Instruction::PushLoop(flags),
        Op::Iterate(to) => Instruction::Iterate(to),
        Op::Jump(to) => Instruction::Jump(to),
        Op::JumpIfFalse(to) => Instruction::JumpIfFalse(to),
        Op::JumpIfFalseOrPop(to) => Instruction::JumpIfFalseOrPop(to),
        Op::JumpIfTrueOrPop(to) => Instruction::JumpIfTrueOrPop(to),
        Op::Emit => Instruction::Emit,
        Op::PopLoopFrame => Instruction::PopLoopFrame,
        Op::PushDidNotIterate => Instruction::PushDidNotIterate,
        Op::Not => Instruction::Not,
        Op::In => Instruction::In,
        Op::Eq => Instruction::Eq,
        Op::Ne => Instruction::Ne,
        Op::Gt => Instruction::Gt,
    })
}
