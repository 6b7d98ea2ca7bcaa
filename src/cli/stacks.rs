//! `berth stacks`

use serde_json::{Value, json};

use super::{Stop, json as output, print};
use crate::catalogue;

pub fn run(json: bool) -> Result<(), Stop> {
    if json {
        let stack = |stack: &crate::stack::Stack| json!({ "id": stack.id, "name": stack.name, "summary": stack.summary, "home": stack.home });
        return output::print(&Value::from_iter(catalogue::all().iter().map(stack)));
    }
    for stack in catalogue::all() {
        print::line(&format!("{:<10} {}", stack.id, stack.summary))?;
    }
    Ok(())
}
