//! What follows from a set of answers.

use std::sync::Arc;

use super::stack_of;
use crate::answers::Answers;
use crate::check::{Finding, Mend};
use crate::plan::{self, Plan, Setting};
use crate::stack::{Field, Stack};
use crate::target::compose;
use crate::ui::step::Step;
use crate::ui::tally::Tally;
use crate::values::{MASK, Secret};

pub struct Made {
    /// Of these answers, or of the last ones that a plan could be made of.
    pub plan: Arc<Plan<'static>>,
    /// The plan is of these answers.
    pub current: bool,
    pub findings: Vec<Finding>,
    /// By the step where they can be mended.
    pub tallies: [Tally; 7],
    /// The choices that these answers make.
    pub(super) choices: Answers,
    /// The plan is of these choices, and nothing else is answered.
    pub(super) bare: bool,
    /// What these choices make a person's concern, whatever the answers are.
    pub asked: Vec<&'static Field>,
    /// One of the secrets that Berth can make is not there yet.
    pub misses_a_secret: bool,
}

impl Made {
    /// As the bundle that is handed over has them.
    pub fn next_steps(&self) -> Vec<plan::Step<'static>> {
        compose::steps(&as_handed_over(&self.plan))
    }

    pub fn findings_about<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.is_about(key))
    }
}

pub fn make(answers: &Answers, last: Option<&Made>) -> Made {
    let stack = stack_of(&answers.stack);
    let (plan, findings) = match plan::make(stack, answers) {
        Ok(mut plan) => {
            let findings = std::mem::take(&mut plan.warnings);
            (Some(Arc::new(plan)), findings)
        }
        Err(findings) => (None, findings),
    };
    let current = plan.is_some();
    let last_plan = || last.map(|last| &last.plan).filter(|plan| plan.stack.id == stack.id).cloned();
    let plan = plan.or_else(last_plan).unwrap_or_else(|| bare_plan(&Answers::new(stack)));

    let asked = plan::asked(stack, answers);
    let findings = open(findings);
    let choices = only_choices(answers);
    Made {
        current,
        tallies: tallies(stack, &findings),
        findings,
        bare: current && *answers == choices,
        choices,
        misses_a_secret: !answers.missing_secrets(&asked).is_empty(),
        asked,
        plan,
    }
}

/// Of choices alone; of the stack's defaults where it does not offer them.
pub(super) fn bare_plan(choices: &Answers) -> Arc<Plan<'static>> {
    let stack = stack_of(&choices.stack);
    match plan::make(stack, choices).or_else(|_| plan::make(stack, &Answers::new(stack))) {
        Ok(plan) => Arc::new(plan),
        Err(_) => unreachable!("a stack's defaults make a plan: a test asks each"),
    }
}

/// A missing secret that Berth can make is none of a person's concern: the download makes it.
fn open(findings: Vec<Finding>) -> Vec<Finding> {
    let made_later =
        |finding: &Finding| !finding.is_error() && matches!(finding.mend, Some(Mend::Generate { .. }));
    findings.into_iter().filter(|finding| !made_later(finding)).collect()
}

/// The same choices, and nothing typed.
fn only_choices(answers: &Answers) -> Answers {
    let mut bare = Answers::new(stack_of(&answers.stack));
    bare.profile.clone_from(&answers.profile);
    bare.shape = answers.shape;
    bare.secrets = answers.secrets;
    bare.addons.clone_from(&answers.addons);
    bare
}

/// A mask stands for each secret that the download will make, so that the preview shows what is handed over.
pub(super) fn as_handed_over(plan: &Plan<'static>) -> Plan<'static> {
    plan.clone().changed(|variable| {
        if variable.field.recipe().is_some() && variable.setting.is_empty() {
            variable.setting = Setting::Secret(Secret::new(MASK));
        }
    })
}

fn tallies(stack: &Stack, findings: &[Finding]) -> [Tally; 7] {
    Step::ALL
        .map(|step| findings.iter().filter(|finding| Step::to_mend(&finding.place, stack) == step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    #[test]
    fn every_stack_s_defaults_make_a_plan() {
        for stack in catalogue::all() {
            assert!(make(&Answers::new(stack), None).current, "{}", stack.id);
        }
    }

    #[test]
    fn the_last_good_plan_stays_while_an_answer_is_wrong() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set("DASHBOARD_PORT", "8088");
        let good = make(&answers, None);
        answers.set("DASHBOARD_PORT", "80a");
        let wrong = make(&answers, Some(&good));
        assert!(!wrong.current && Arc::ptr_eq(&wrong.plan, &good.plan));
        assert_eq!(wrong.tallies[Step::Ports.index()].errors, 1);
    }

    #[test]
    fn a_secret_that_the_download_makes_is_no_finding_and_no_step() {
        let stack = catalogue::first();
        let made = make(&Answers::new(stack), None);
        assert!(!made.findings.iter().any(|finding| finding.is_about("POSTGRES_PASSWORD")));
        assert!(made.findings.iter().any(|finding| finding.is_about("GITHUB_TOKEN")));
        let steps = made.next_steps();
        assert!(steps.iter().any(|step| step.say.contains("GITHUB_TOKEN")));
        assert!(!steps.iter().any(|step| step.say.contains("POSTGRES_PASSWORD")));
    }
}
