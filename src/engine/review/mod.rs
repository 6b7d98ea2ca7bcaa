//! What is to be known of a plan before it is handed over: one file a part.

mod exposure;
mod graph;
mod layout;
mod needs;
mod order;
mod receives;

use crate::message::{Cell, Review, Step};
use crate::plan::Plan;
use crate::target::compose;

pub fn review(plan: &Plan<'static>) -> Review {
    Review {
        steps: steps(plan),
        order: order::order(plan),
        needs: needs::needs(plan),
        rings: exposure::rings(plan),
        containers: receives::containers(plan),
    }
}

/// As the bundle that is handed over has them.
fn steps(plan: &Plan<'static>) -> Vec<Step> {
    let steps = compose::steps(&plan.clone().as_handed_over());
    steps.into_iter().map(|step| Step { say: step.say, run: step.run }).collect()
}

fn words(text: &str) -> Cell {
    Cell::Words(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::{catalogue, plan};
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn a_secret_that_the_download_makes_is_no_step() {
        let stack = catalogue::first();
        let steps = review(&plan::make(stack, &Answers::new(stack)).unwrap()).steps;
        assert!(steps.iter().any(|step| step.say.contains("GITHUB_TOKEN")));
        assert!(!steps.iter().any(|step| step.say.contains("POSTGRES_PASSWORD")));
    }
}
