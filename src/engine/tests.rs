//! The engine as the page uses it: bytes in, bytes out.

use super::*;
use crate::answers::{Answers, WithSecrets};
use crate::catalogue;
use crate::message::{Code, HandOver, HandedOver, Op, Rows, What};
use crate::values::Secret;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

fn ask(engine: &mut Engine, request: &Request) -> Reply {
    message::read(&engine.reply(message::write(request))).expect("a reply")
}

fn show(answers: &Answers, path: &str, has: u32) -> Request {
    let baseline = Answers::new(catalogue::find(&answers.stack).unwrap());
    Request::Show(Box::new(Show {
        answers: WithSecrets(answers.clone()),
        baseline: WithSecrets(baseline),
        revealed: false,
        path: Some(path.to_owned()),
        as_changes: false,
        unfolded: Vec::new(),
        review: false,
        has,
    }))
}

fn shown(engine: &mut Engine, answers: &Answers, path: &str, has: u32) -> Shown {
    match ask(engine, &show(answers, path, has)) {
        Reply::Shown(Ok(shown)) => shown,
        _ => panic!("expected files"),
    }
}

fn handed_over(answers: &Answers, what: What) -> Result<HandedOver, String> {
    let request = Request::HandOver(HandOver { answers: WithSecrets(answers.clone()), what });
    match ask(&mut Engine::default(), &request) {
        Reply::HandedOver(handed_over) => handed_over,
        _ => panic!("expected something to hand over"),
    }
}

#[test]
fn what_cannot_be_read_is_said_to_be_so() {
    let mut engine = Engine::default();
    for bytes in [vec![], vec![0xff; 40], vec![0; 3]] {
        assert!(matches!(message::read(&engine.reply(bytes)), Ok(Reply::Unreadable)));
    }
}

#[test]
fn rows_that_the_page_has_are_changed_and_others_are_given_whole() {
    let (mut engine, mut answers) = (Engine::default(), Answers::new(catalogue::first()));
    let first = shown(&mut engine, &answers, ".env", 0).code;
    assert!(matches!(&first.rows, Rows::All(blocks) if blocks.concat().contains("DASHBOARD_PORT")));
    answers.set("DASHBOARD_PORT", "3456");
    let Code { rows: Rows::Changed { ops, .. }, number, .. } =
        shown(&mut engine, &answers, ".env", first.number).code
    else {
        panic!("expected changes")
    };
    assert!(ops.iter().any(|op| matches!(op, Op::Add(html) if html.contains("3456"))), "{ops:?}");
    // The page missed it, or an engine that knows nothing of it was started.
    let missed = shown(&mut engine, &answers, ".env", first.number).code;
    assert_eq!(number, missed.number);
    assert!(matches!(missed.rows, Rows::All(_)));
    let anew = shown(&mut Engine::default(), &answers, ".env", missed.number).code;
    assert!(anew.number == missed.number + 1 && matches!(anew.rows, Rows::All(_)));
}

#[test]
fn a_change_brings_a_file_that_it_touches_into_view() {
    let (mut engine, mut answers) = (Engine::default(), Answers::new(catalogue::first()));
    let guide = shown(&mut engine, &answers, "README.md", 0);
    assert_eq!((guide.code.path.as_str(), guide.code.reveal), ("README.md", None));
    assert!(guide.touched.is_empty());
    answers.set("POSTGRES_PORT", "5499");
    let followed = shown(&mut engine, &answers, ".gitignore", guide.code.number);
    assert!(followed.touched.contains(&followed.code.path) && followed.code.reveal.is_some());
    assert!(!followed.touched.contains(&".gitignore".to_owned()));
    // Asked for by hand, with nothing changed, it is shown.
    assert_eq!(shown(&mut engine, &answers, ".gitignore", 0).code.path, ".gitignore");
}

#[test]
fn what_is_kept_is_what_would_be_made_anew() {
    let (mut engine, mut answers) = (Engine::default(), Answers::new(catalogue::first()));
    for port in 3400..3420 {
        answers.set("DASHBOARD_PORT", port.to_string());
        let kept = shown(&mut engine, &answers, ".env", 0);
        let anew = shown(&mut Engine::default(), &answers, ".env", 0);
        assert_eq!(kept.files, anew.files);
    }
}

#[test]
fn what_is_handed_over_holds_the_secrets_and_the_script_none() {
    let stack = catalogue::first();
    let mut answers = Answers::new(stack);
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary-of-32-characters-or-more-"));
    let holds = |handed: &HandedOver| handed.bytes.windows(6).any(|bytes| bytes == b"canary");
    let zip = handed_over(&answers, What::Zip).unwrap();
    assert!(holds(&zip) && zip.bytes.starts_with(b"PK") && zip.files > 5 && zip.name == "tamma.zip");
    let file = handed_over(&answers, What::File(".env".to_owned())).unwrap();
    assert!(holds(&file) && file.holds_secrets && file.files == 1);
    let script = handed_over(&answers, What::Script).unwrap();
    assert!(!holds(&script) && !script.holds_secrets && script.name.ends_with(".sh"));
    assert!(handed_over(&answers, What::File("nothing".to_owned())).is_err());
}

#[test]
fn a_request_carries_the_answers_with_their_secrets() {
    let mut answers = Answers::new(catalogue::first());
    answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary"));
    let request = message::write(&show(&answers, ".env", 0));
    assert!(request.windows(6).any(|bytes| bytes == b"canary"));
    let back: Request = message::read(&request).unwrap();
    let Request::Show(back) = back else { panic!("expected the same") };
    assert_eq!(back.answers.0, answers);
}
