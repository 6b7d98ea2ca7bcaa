//! The files of a plan as they would be handed over, beside those of a baseline.

use std::sync::Arc;

use super::compared::Compared;
use super::made::{Made, as_handed_over, bare_plan};
use crate::answers::Answers;
use crate::plan::Plan;
use crate::render::{self, Rendering};

/// A bundle, or the fault that kept it from being rendered.
pub type Shown = Result<Arc<Rendering>, String>;

pub struct Files {
    /// With a mask for each secret unless they are revealed.
    pub shown: Shown,
    /// Beside the baseline.
    pub(super) compared: Compared,
    /// The choices, and the files that they stand for while nothing is typed.
    choices: Answers,
    pub(super) defaults: Shown,
}

impl Files {
    /// `moment`: the plan to compare with, if it is not the defaults. `last`: what was made before.
    pub fn make(made: &Made, revealed: bool, moment: Option<Arc<Plan>>, last: Option<&Self>) -> Self {
        let before = last.and_then(|last| last.shown.as_ref().ok());
        let shown = render(&made.plan, revealed, before);
        let defaults = match last {
            Some(last) if last.choices == made.choices => last.defaults.clone(),
            _ if made.bare => shown.clone(),
            _ => render(&bare_plan(&made.choices), false, None),
        };
        let mut files =
            Self { shown, compared: Compared::default(), choices: made.choices.clone(), defaults };
        files.compare(made.plan.stack, moment, revealed, last);
        files
    }
}

pub(super) fn render(plan: &Plan, revealed: bool, before: Option<&Arc<Rendering>>) -> Shown {
    let plan = as_handed_over(plan);
    let plan = if revealed { plan } else { plan.masked() };
    render::rendering(plan, before.map(|before| &**before)).map(Arc::new).map_err(|fault| fault.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    use crate::ui::session::made;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    /// The files of a plan that was good stay on show; they are not what the choices stand for.
    #[test]
    fn choices_that_make_no_plan_have_the_stack_s_defaults() {
        let mut answers = Answers::new(catalogue::first());
        answers.set("DASHBOARD_PORT", "3456");
        let good = made::make(&answers, None);
        answers = Answers::new(catalogue::first());
        answers.addons = ["https", "own-proxy"].map(str::to_owned).to_vec();
        let made = made::make(&answers, Some(&good));
        assert!(!made.current);
        let files = Files::make(&made, false, None, None);
        let port = |shown: &Shown| shown.as_ref().unwrap().file(".env").unwrap().text.contains("=3456");
        assert!(port(&files.shown) && !port(&files.defaults));
    }

    #[test]
    fn g25_what_is_shown_holds_no_secret_until_it_is_revealed() {
        let mut answers = Answers::new(catalogue::first());
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary';canary"));
        let made = made::make(&answers, None);
        let holds = |revealed| {
            let shown = Files::make(&made, revealed, None, None).shown.unwrap();
            shown.bundle.files.iter().any(|file| file.text.contains("canary"))
        };
        assert!(!holds(false));
        assert!(holds(true));
    }
}
