//! Templates as they are written into the program: what the engine's own machine runs. The build script compiles this
//! module too.

use minijinja::Value;
use minijinja::machinery::{Instruction, Instructions};
use minijinja::value::ValueKind;

use crate::wire::{Reader, Wire, Writer};

/// The instructions that templates use. The build script refuses a template that needs another one.
macro_rules! known {
    ($($name:ident $(($($operand:ident),+))?),+ $(,)?) => {
        fn put(instruction: Instruction<'static>, out: &mut Writer) -> bool {
            match instruction {
                $(Instruction::$name $(($($operand),+))? => {
                    out.variant(NAMES, stringify!($name));
                    $($( $operand.put(out); )+)?
                })+
                _ => return false,
            }
            true
        }

        const NAMES: &[&str] = &[END, LINE, $(stringify!($name)),+];

        fn take(from: &mut Reader) -> Entry {
            let mut variant = from.variant(NAMES.len());
            if variant == 1 {
                return Entry::Line;
            }
            $(
                variant = variant.wrapping_sub(1);
                if variant == 1 {
                    $($( let $operand = Wire::take(from); )+)?
                    return Entry::Instruction(Instruction::$name $(($($operand),+))?);
                }
            )+
            Entry::End
        }
    };
}

/// The template ends. A reader behind the end finds this, too.
const END: &str = "end";
/// What follows stands in another line of the template.
const LINE: &str = "line";

enum Entry {
    End,
    Line,
    Instruction(Instruction<'static>),
}

known! {
    EmitRaw(text), StoreLocal(name), Lookup(name), GetAttr(name), LoadConst(value), ApplyFilter(name, arguments, local),
    PushLoop(flags), Iterate(to), Jump(to), JumpIfFalse(to), JumpIfFalseOrPop(to), JumpIfTrueOrPop(to), Emit,
    PopLoopFrame, PushDidNotIterate, Not, In, Eq, Ne, Gt,
}

impl Wire for Value {
    fn put(&self, out: &mut Writer) {
        self.as_i64().put(out);
        if let Some(text) = self.as_str() {
            out.text(text);
        }
    }

    fn take(from: &mut Reader) -> Self {
        match <Option<i64> as Wire>::take(from) {
            Some(number) => Self::from(number),
            None => Self::from(<&str>::take(from)),
        }
    }
}

/// A constant of another kind would be read as one of these.
fn is_known(instruction: &Instruction) -> bool {
    match instruction {
        Instruction::LoadConst(value) => matches!(value.kind(), ValueKind::String) || value.is_integer(),
        _ => true,
    }
}

/// Says where an instruction goes on from how far that is: in many programs that is alike.
fn with_target(mut instruction: Instruction<'static>, target: impl Fn(u32) -> u32) -> Instruction<'static> {
    if let Instruction::Iterate(to)
    | Instruction::Jump(to)
    | Instruction::JumpIfFalse(to)
    | Instruction::JumpIfFalseOrPop(to)
    | Instruction::JumpIfTrueOrPop(to) = &mut instruction
    {
        *to = target(*to);
    }
    instruction
}

/// A small number, forwards as well as back.
fn how_far(from: u32, to: u32) -> u32 {
    let far = to.wrapping_sub(from).cast_signed();
    ((far << 1) ^ (far >> 31)).cast_unsigned()
}

fn so_far(from: u32, far: u32) -> u32 {
    from.wrapping_add((far >> 1) ^ (far & 1).wrapping_neg())
}

/// Err: the line with what is not known here.
#[allow(dead_code)] // in the program
pub fn write(programs: &[Instructions<'static>], out: &mut Writer) -> Result<(), (&'static str, u16)> {
    out.number(programs.len() as u64);
    for program in programs {
        out.text(program.name());
        let line_of = |at| program.get_line(at).and_then(|line| u16::try_from(line).ok()).unwrap_or_default();
        let mut line = 0;
        for (at, instruction) in (0..).map_while(|at| Some((at, program.get(at)?))) {
            let here = line_of(at);
            if here != line {
                out.variant(NAMES, LINE);
                how_far(line.into(), here.into()).put(out);
                line = here;
            }
            let instruction = with_target(instruction.clone(), |to| how_far(at, to));
            if !is_known(&instruction) || !put(instruction, out) {
                return Err((program.name(), line));
            }
        }
        out.variant(NAMES, END);
    }
    Ok(())
}

pub fn read(from: &mut Reader) -> Vec<Instructions<'static>> {
    (0..from.count()).map_while(|_| (!from.is_damaged()).then(|| program(from))).collect()
}

fn program(from: &mut Reader) -> Instructions<'static> {
    let mut program = Instructions::new(Wire::take(from), "");
    let mut line = 0;
    let mut at = 0;
    loop {
        match take(from) {
            Entry::End => return program,
            Entry::Line => line = so_far(line, Wire::take(from)),
            Entry::Instruction(instruction) => {
                let instruction = with_target(instruction, |far| so_far(at, far));
                at = 1 + program.add_with_line(instruction, u16::try_from(line).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_target_is_found_again_on_either_side() {
        for (from, to) in [(0, 0), (5, 9), (9, 5), (0, u32::MAX), (u32::MAX, 0)] {
            assert_eq!(so_far(from, how_far(from, to)), to);
        }
        assert_eq!((how_far(5, 9), how_far(9, 5)), (8, 7));
    }

    #[test]
    fn what_templates_do_not_use_is_refused() {
        for instruction in [
            Instruction::Swap,
            Instruction::LoadConst(Value::from(0.5)),
            Instruction::LoadConst(Value::from(true)),
        ] {
            let mut program = Instructions::new("name", "");
            program.add_with_line(instruction, 7);
            assert_eq!(write(&[program], &mut Writer::default()), Err(("name", 7)));
        }
    }
}
