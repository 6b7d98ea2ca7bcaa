//! Which stacks there are: those that ship, or the one of a folder. And `berth stacks`.

use std::path::Path;

use serde_json::{Value, json};

use super::{Stop, json as output, print};
use crate::stack::{self, Stack, read};
use crate::words::terminal as say;
use crate::{catalogue, stack_folder, words};

pub struct Stacks<'s> {
    /// The first is meant where none is named.
    all: &'s [Stack],
    /// Somebody else's: what it says and does is not Berth's.
    pub foreign: bool,
}

/// The stack of a folder.
pub struct Foreign(Stack);

impl Foreign {
    pub fn read(path: &Path) -> Result<Self, Stop> {
        let found = stack_folder::read(path).map_err(|error| Stop::Usage(error.to_string()))?;
        let refused = |problems: Vec<read::Problem>| {
            let lines: Vec<_> = problems
                .iter()
                .map(words::stack_problem)
                .map(|problem| path.join(problem).display().to_string())
                .collect();
            Stop::Refused(say::no_stack(&lines))
        };
        read::stack(found).map(Self).map_err(refused)
    }

    pub fn stacks(&self) -> Stacks<'_> {
        Stacks { all: std::slice::from_ref(&self.0), foreign: true }
    }
}

impl<'s> Stacks<'s> {
    pub fn shipped() -> Self {
        Self { all: catalogue::all(), foreign: false }
    }

    pub fn all(&self) -> &'s [Stack] {
        self.all
    }

    /// By its name; without one, the first.
    pub fn find(&self, id: Option<&str>) -> Result<&'s Stack, Stop> {
        let Some(id) = id else { return Ok(&self.all[0]) };
        let known: Vec<&str> = self.all.iter().map(|stack| stack.id.as_str()).collect();
        stack::find(self.all, id).ok_or_else(|| Stop::Usage(say::no_such_stack(id, &known)))
    }

    pub fn list(&self, json: bool) -> Result<(), Stop> {
        if json {
            let stack = |stack: &Stack| json!({ "id": stack.id, "name": stack.name, "summary": stack.summary, "home": stack.home });
            return output::print(&Value::from_iter(self.all.iter().map(stack)));
        }
        for stack in self.all {
            print::line(&format!("{:<10} {}", stack.id, stack.summary))?;
        }
        Ok(())
    }
}
