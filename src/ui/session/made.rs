//! What follows from a set of answers.

use std::sync::Arc;

use super::stack_of;
use crate::answers::Answers;
use crate::check::{Finding, Mend};
use crate::plan::{self, Draft};
use crate::stack::{Field, Stack};
use crate::ui::step::Step;
use crate::ui::tally::Tally;

pub struct Made {
    /// The last answers that a plan can be made of.
    pub of: Arc<Answers>,
    pub draft: Arc<Draft<'static>>,
    /// They are the answers as they are now.
    pub current: bool,
    pub findings: Vec<Finding>,
    /// By the step where they can be mended.
    pub tallies: [Tally; 7],
    /// The choices that the answers make, and nothing typed.
    pub choices: Answers,
    /// What these choices make a person's concern, whatever the answers are.
    pub asked: Vec<&'static Field>,
    /// One of the secrets that Berth can make is not there yet.
    pub misses_a_secret: bool,
}

impl Made {
    pub fn findings_about<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Finding> {
        self.findings.iter().filter(move |finding| finding.is_about(key))
    }
}

pub fn make(answers: &Arc<Answers>, last: Option<&Made>) -> Made {
    let stack = stack_of(&answers.stack);
    let (draft, asked, findings) = match plan::draft(stack, answers) {
        Ok(mut draft) => {
            let good = !draft.has_errors();
            let (asked, findings) = (std::mem::take(&mut draft.asked), std::mem::take(&mut draft.findings));
            (good.then(|| (answers.clone(), Arc::new(draft))), asked, findings)
        }
        Err(findings) => (None, Vec::new(), findings),
    };
    let current = draft.is_some();
    let last_draft = || {
        let last = last.filter(|last| last.of.stack == answers.stack)?;
        Some((last.of.clone(), last.draft.clone()))
    };
    let (of, draft) = draft.or_else(last_draft).unwrap_or_else(|| draft_of_defaults(stack));

    let findings = open(findings);
    Made {
        of,
        draft,
        current,
        tallies: tallies(stack, &findings),
        findings,
        choices: only_choices(answers),
        misses_a_secret: !answers.missing_secrets(&asked).is_empty(),
        asked,
    }
}

fn draft_of_defaults(stack: &'static Stack) -> (Arc<Answers>, Arc<Draft<'static>>) {
    let defaults = Answers::new(stack);
    match plan::draft(stack, &defaults) {
        Ok(draft) => (Arc::new(defaults), Arc::new(draft)),
        Err(_) => unreachable!("the choices of a stack's defaults hold: a test asks each"),
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
            assert!(make(&Arc::new(Answers::new(stack)), None).current, "{}", stack.id);
        }
    }

    #[test]
    fn the_last_good_plan_stays_while_an_answer_is_wrong() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set("DASHBOARD_PORT", "8088");
        let good = make(&Arc::new(answers.clone()), None);
        answers.set("DASHBOARD_PORT", "80a");
        let wrong = make(&Arc::new(answers), Some(&good));
        assert!(!wrong.current && Arc::ptr_eq(&wrong.draft, &good.draft) && Arc::ptr_eq(&wrong.of, &good.of));
        assert_eq!(wrong.tallies[Step::Ports.index()].errors, 1);
    }

    #[test]
    fn a_secret_that_the_download_makes_is_no_finding() {
        let stack = catalogue::first();
        let made = make(&Arc::new(Answers::new(stack)), None);
        assert!(!made.findings.iter().any(|finding| finding.is_about("POSTGRES_PASSWORD")));
        assert!(made.findings.iter().any(|finding| finding.is_about("GITHUB_TOKEN")));
    }
}
