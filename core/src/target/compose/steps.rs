//! What a person does with the files.

use super::private_variables;
use crate::plan::{Plan, Step, Variable};
use crate::stack::{Paths, SecretMode};
use crate::words::en::bundle as say;

/// First what must be supplied, and in which file; then what the stack says.
pub fn steps<'s>(plan: &Plan<'s>) -> Vec<Step<'s>> {
    let copies = copies(plan);
    let mut steps: Vec<Step<'s>> =
        plan.missing().map(|variable| to_supply(plan, variable, &copies[variable.place])).collect();
    steps.extend(plan.steps.iter().cloned());
    steps
}

/// For each field of the stack, the services' own files that repeat its secret, for programs that read no files.
fn copies(plan: &Plan) -> Vec<Vec<String>> {
    let mut copies = vec![Vec::new(); plan.stack.fields.len()];
    for service in &plan.services {
        for place in service.secrets.copied().filter_map(|key| plan.stack.fields.place(key)) {
            let file = private_variables(plan.stack, service.id).in_shape(plan.shape).to_owned();
            let files: &mut Vec<String> = &mut copies[place];
            if files.last() != Some(&file) {
                files.push(file);
            }
        }
    }
    copies
}

fn to_supply<'s>(plan: &Plan<'s>, variable: &Variable<'s>, copies: &[String]) -> Step<'s> {
    let home = if variable.is_secret() && plan.secrets == SecretMode::Files {
        plan.stack.secret_paths(variable.key)
    } else {
        Paths::below(&plan.stack.folder, ".env")
    };
    let mut file = home.in_shape(plan.shape).to_owned();
    for copy in copies {
        file = say::and(&file, copy);
    }
    let say = say::to_supply(variable.key, variable.field.owner(), &file);
    Step { say, run: None, supplies: Some(variable.key) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan::make;
    use crate::stack::Shape;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn what_is_missing_is_a_step() {
        let plan = make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        let steps = steps(&plan);
        for variable in plan.missing() {
            let of_it = |step: &Step| step.supplies == Some(variable.key) && step.say.contains(variable.key);
            assert!(steps.iter().any(of_it), "{}", variable.key);
        }
        assert_eq!(steps.len(), plan.missing().count() + plan.steps.len());
    }

    #[test]
    fn what_is_missing_goes_into_the_env_file_beside_the_compose_files() {
        let said = |id: &str, shape| {
            let stack = catalogue::find(id).unwrap();
            let mut answers = Answers::new(stack);
            answers.shape = shape;
            steps(&make(stack, &answers).unwrap())[0].say.clone()
        };
        assert!(said("tamma", Shape::Repository).contains(" docker/.env"));
        assert!(said("tamma", Shape::Deploy).contains(" .env"));
        assert!(said("kyros", Shape::Repository).contains(" .env"));
    }
}
