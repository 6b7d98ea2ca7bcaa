//! What is shown, what it is compared with, and what of it holds a secret.

use super::*;
use crate::catalogue;
use crate::stack::SecretMode;
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

/// With the plan that they are of.
struct WithPlan(Arc<Plan<'static>>, Files);

fn compared(answers: &Answers, moment: Option<Arc<Plan<'static>>>, last: Option<&WithPlan>) -> WithPlan {
    shown(answers, false, moment, last)
}

fn shown(
    answers: &Answers,
    revealed: bool,
    moment: Option<Arc<Plan<'static>>>,
    last: Option<&WithPlan>,
) -> WithPlan {
    let made = made::make(answers, None);
    let files = Files::make(&made, revealed, moment, last.map(|last| &last.1));
    WithPlan(made.plan, files)
}

fn changed(WithPlan(_, files): &WithPlan) -> Vec<(&str, usize, usize)> {
    let some = files.entries().filter(|entry| entry.change.differs());
    some.map(|entry| (entry.path(), entry.change.added, entry.change.removed)).collect()
}

#[test]
fn nothing_typed_is_no_change() {
    for stack in catalogue::all() {
        assert_eq!(changed(&compared(&Answers::new(stack), None, None)), [], "{}", stack.id);
    }
}

#[test]
fn a_changed_line_is_one_added_and_one_removed() {
    let mut answers = Answers::new(catalogue::first());
    let before = compared(&answers, None, None);
    answers.set("DASHBOARD_PORT", "3456");
    let after = compared(&answers, None, Some(&before));
    assert!(changed(&after).contains(&(".env", 1, 1)), "{:?}", changed(&after));
    let again = compared(&answers, None, Some(&after));
    assert_eq!(changed(&again), changed(&after));
}

#[test]
fn an_earlier_moment_is_the_baseline_and_what_is_gone_since_is_named() {
    let stack = catalogue::first();
    let mut answers = Answers::new(stack);
    answers.set("DASHBOARD_PORT", "3456");
    answers.secrets = SecretMode::Files;
    let before = compared(&answers, None, None);
    let moment = Some(before.0.clone());
    let same = compared(&answers, moment.clone(), Some(&before));
    assert_eq!(changed(&same), []);
    answers.secrets = SecretMode::Env;
    let after = compared(&answers, moment, Some(&same));
    let gone: Vec<_> = after.1.entries().filter(|entry| entry.new.is_none()).collect();
    assert!(!gone.is_empty());
    for entry in gone {
        let lines = entry.old.expect("it was there").text.lines().count();
        assert_eq!((entry.change.added, entry.change.removed), (0, lines));
    }
}

#[test]
fn g25_the_baseline_is_masked_as_the_preview_is() {
    let mut answers = Answers::new(catalogue::first());
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-before"));
    let before = compared(&answers, None, None);
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-now"));
    let after = compared(&answers, Some(before.0.clone()), Some(&before));
    assert_eq!(changed(&after), []);
    let holds = |entry: Entry| entry.old.is_some_and(|old| old.text.contains("canary"));
    assert!(!after.1.entries().any(holds));
    let revealed = shown(&answers, true, Some(before.0.clone()), Some(&after));
    assert!(revealed.1.entries().any(holds));
}
