//! What is wrong with a stack's folder.

use super::values;
use crate::stack::read::{Fault, Problem};

pub fn stack_problem(problem: &Problem) -> String {
    let Problem { file, line, place, fault } = problem;
    let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
    let message = match fault {
        Fault::Said(message) => message,
        Fault::Value(wrong) => &values::wrong(wrong),
    };
    format!("{file}:{line}: {place}{message}")
}
