//! What follows from a set of answers.

use std::sync::Arc;

use super::stack_of;
use crate::answers::Answers;
use crate::bundle::Bundle;
use crate::check::{Finding, Mend, Severity};
use crate::messages::findings::to_supply;
use crate::plan::{self, Plan, Setting};
use crate::render;
use crate::ui::step::Step;
use crate::values::{MASK, Secret};

#[derive(Clone)]
pub struct Made {
    /// Of these answers, or of the last ones that a plan could be made of.
    pub plan: Arc<Plan>,
    /// The plan is of these answers.
    pub current: bool,
    pub findings: Arc<Vec<Finding>>,
}

impl Made {
    /// As the bundle that is handed over has them.
    pub fn next_steps(&self) -> Vec<plan::Step> {
        as_handed_over(&self.plan).steps
    }
}

/// How many findings there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub errors: usize,
    pub warnings: usize,
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |one, other| Self {
            errors: one.errors + other.errors,
            warnings: one.warnings + other.warnings,
        })
    }
}

impl<'a> FromIterator<&'a Finding> for Tally {
    fn from_iter<I: IntoIterator<Item = &'a Finding>>(findings: I) -> Self {
        findings.into_iter().fold(Self::default(), |tally, finding| match finding.severity {
            Severity::Error => Self { errors: tally.errors + 1, ..tally },
            Severity::Warning => Self { warnings: tally.warnings + 1, ..tally },
        })
    }
}

pub fn make(answers: &Answers, last: Option<&Made>) -> Made {
    let stack = stack_of(answers.stack);
    match plan::make(stack, answers) {
        Ok(mut plan) => {
            let findings = std::mem::take(&mut plan.warnings);
            Made { plan: Arc::new(plan), current: true, findings: Arc::new(open(findings)) }
        }
        Err(findings) => {
            let last = last.map(|last| &last.plan).filter(|plan| plan.stack.id == stack.id).cloned();
            let plan = last.unwrap_or_else(|| match plan::make(stack, &Answers::new(stack)) {
                Ok(plan) => Arc::new(plan),
                Err(_) => unreachable!("a stack's defaults make a plan: a test asks each"),
            });
            Made { plan, current: false, findings: Arc::new(open(findings)) }
        }
    }
}

/// A missing secret that Berth can make is none of a person's concern: the download makes it.
fn open(findings: Vec<Finding>) -> Vec<Finding> {
    let made_later = |it: &Finding| !it.is_error() && matches!(it.mend, Some(Mend::Generate { .. }));
    findings.into_iter().filter(|finding| !made_later(finding)).collect()
}

/// The same choices, and nothing typed.
pub fn only_choices(answers: &Answers) -> Answers {
    let mut bare = Answers::new(stack_of(answers.stack));
    bare.profile.clone_from(&answers.profile);
    bare.shape = answers.shape;
    bare.secrets = answers.secrets;
    bare.addons.clone_from(&answers.addons);
    bare
}

pub fn render(plan: &Plan, revealed: bool) -> Result<Arc<Bundle>, String> {
    let plan = as_handed_over(plan);
    let plan = if revealed { plan } else { plan.masked() };
    render::bundle(&plan).map(Arc::new).map_err(|fault| fault.to_string())
}

/// A mask stands for each secret that the download will make, so that the preview shows what is handed over.
fn as_handed_over(plan: &Plan) -> Plan {
    let mut plan = plan.clone();
    for variable in plan.variables.iter_mut().filter(|it| it.recipe.is_some() && it.setting.is_empty()) {
        variable.setting = Setting::Secret(Secret::new(MASK));
        let made_later = to_supply(variable.key, variable.owner);
        plan.steps.retain(|step| step.say != made_later);
    }
    plan
}

pub fn tallies(made: &Made) -> [Tally; 7] {
    let stack = made.plan.stack;
    Step::ALL.map(|step| made.findings.iter().filter(|finding| Step::of(finding, stack) == step).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue;

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
        assert_eq!(tallies(&wrong)[Step::Ports.index()].errors, 1);
    }

    #[test]
    fn a_secret_that_the_download_makes_is_no_finding_and_no_step() {
        let stack = catalogue::first();
        let made = make(&Answers::new(stack), None);
        assert!(!made.findings.iter().any(|finding| finding.is_about("POSTGRES_PASSWORD")));
        assert!(made.findings.iter().any(|finding| finding.is_about("GITHUB_TOKEN")));
        let plan = as_handed_over(&made.plan);
        assert!(plan.steps.iter().any(|step| step.say.contains("GITHUB_TOKEN")));
        assert!(!plan.steps.iter().any(|step| step.say.contains("POSTGRES_PASSWORD")));
    }

    #[test]
    fn g25_what_is_shown_holds_no_secret_until_it_is_revealed() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary';canary"));
        let plan = make(&answers, None).plan;
        let holds =
            |revealed| render(&plan, revealed).unwrap().files.iter().any(|file| file.text.contains("canary"));
        assert!(!holds(false));
        assert!(holds(true));
    }
}
