//! What is shown, what it is compared with, and what of it holds a secret.

use super::*;
use crate::answers::WithSecrets;
use crate::stack::SecretMode;
use crate::values::Secret;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn show(answers: &Answers, baseline: &Answers, revealed: bool) -> Show {
    Show {
        answers: WithSecrets(answers.clone()),
        baseline: WithSecrets(baseline.clone()),
        revealed,
        path: None,
        as_changes: false,
        unfolded: Vec::new(),
        review: false,
        has: 0,
    }
}

fn compared(answers: &Answers, baseline: &Answers, last: Option<&Files>) -> Files {
    Files::make(&show(answers, baseline, false), last).unwrap()
}

fn defaults() -> Answers {
    Answers::new(catalogue::first())
}

fn changed(files: &Files) -> Vec<(String, usize, usize)> {
    let some = files.listed().into_iter().filter(message::File::differs);
    some.map(|file| (file.path, file.added, file.removed)).collect()
}

fn any_text(files: &Files, text: &str) -> bool {
    let holds = |file: &File| file.text.contains(text);
    files.entries().any(|entry| entry.new.is_some_and(holds) || entry.old.is_some_and(holds))
}

#[test]
fn choices_that_make_no_plan_have_the_stack_s_defaults() {
    let mut choices = defaults();
    choices.addons = ["https", "own-proxy"].map(str::to_owned).to_vec();
    assert!(plan::make(catalogue::first(), &choices).is_err());
    let files = compared(&choices, &choices, None);
    assert_eq!(files.listed(), compared(&defaults(), &defaults(), None).listed());
}

#[test]
fn g25_what_is_shown_holds_no_secret_until_it_is_revealed() {
    let mut answers = defaults();
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary';canary"));
    let holds =
        |revealed| any_text(&Files::make(&show(&answers, &defaults(), revealed), None).unwrap(), "canary");
    assert!(!holds(false));
    assert!(holds(true));
}

#[test]
fn nothing_typed_is_no_change() {
    for stack in catalogue::all() {
        let answers = Answers::new(stack);
        assert_eq!(changed(&compared(&answers, &answers, None)), [], "{}", stack.id);
    }
}

#[test]
fn a_changed_line_is_one_added_and_one_removed() {
    let mut answers = defaults();
    let before = compared(&answers, &defaults(), None);
    answers.set("DASHBOARD_PORT", "3456");
    let after = compared(&answers, &defaults(), Some(&before));
    assert!(changed(&after).contains(&(".env".to_owned(), 1, 1)), "{:?}", changed(&after));
    let again = compared(&answers, &defaults(), Some(&after));
    assert_eq!(changed(&again), changed(&after));
    assert_eq!(changed(&compared(&answers, &defaults(), None)), changed(&after));
}

#[test]
fn an_earlier_moment_is_the_baseline_and_what_is_gone_since_is_named() {
    let mut answers = defaults();
    answers.set("DASHBOARD_PORT", "3456");
    answers.secrets = SecretMode::Files;
    let moment = answers.clone();
    let same = compared(&answers, &moment, None);
    assert_eq!(changed(&same), []);
    answers.secrets = SecretMode::Env;
    let after = compared(&answers, &moment, Some(&same));
    let gone: Vec<_> = after.listed().into_iter().filter(|file| file.gone).collect();
    assert!(!gone.is_empty());
    for file in gone {
        let old = after.entries().find(|entry| entry.path() == file.path).unwrap().old.unwrap();
        assert_eq!((file.added, file.removed), (0, old.text.lines().count()));
    }
}

#[test]
fn g25_the_baseline_is_masked_as_the_preview_is() {
    let mut answers = defaults();
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-before"));
    let moment = answers.clone();
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-now"));
    let after = compared(&answers, &moment, None);
    assert_eq!(changed(&after), []);
    assert!(!any_text(&after, "canary"));
    let revealed = Files::make(&show(&answers, &moment, true), Some(&after)).unwrap();
    assert!(any_text(&revealed, "canary-of-before") && any_text(&revealed, "canary-of-now"));
}

#[test]
fn what_a_change_touches_is_named_and_to_reveal_is_no_change() {
    let mut answers = defaults();
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("a password of some length"));
    let before = compared(&answers, &defaults(), None);
    let revealed = Files::make(&show(&answers, &defaults(), true), Some(&before)).unwrap();
    assert!(revealed.touched_since(&before).is_empty());
    answers.set("DASHBOARD_PORT", "3456");
    let after = compared(&answers, &defaults(), Some(&before));
    let touched = after.touched_since(&before);
    assert!(touched.iter().any(|touched| touched.path == ".env" && touched.was.is_some()));
    assert!(!touched.iter().any(|touched| touched.path == ".gitignore"));
}
