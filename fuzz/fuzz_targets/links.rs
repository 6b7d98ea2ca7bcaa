//! A pasted link, and what a browser kept: whatever the text is, the answers in it can be written and read again, no
//! secret is among them, and what is said of the rest repeats no value.

#![no_main]

use berth::answers::{link, saved};
use berth::values::Secret;
use berth::{answers, catalogue, stack};
use berth_fuzz::{assert_planned, assert_without_secrets, fuzz_text, secrets};

const CANARY: &str = "c4n4ry-0123456789-0123456789-0123456789-0123456789";

fuzz_text!(check);

fn check(text: &str) {
    let read = catalogue::read_link(text);
    assert!(text.contains(read.step));
    assert_notices(&read.notices);
    if let Some(answers) = read.answers {
        let stack = catalogue::find(&answers.stack).expect("a stack that ships");
        assert_without_secrets(stack, &answers);
        assert_planned(stack, &answers);
        assert_comes_back(stack, &answers, text);
    }
    for stack in catalogue::all() {
        let Some((answers, notices)) = saved::read(stack, text) else { continue };
        assert_eq!(answers.stack, stack.id);
        assert_notices(&notices);
        assert_without_secrets(stack, &answers);
        let kept = saved::write(stack, &answers);
        let (again, notices) = saved::read(stack, &kept).expect("what was written is read");
        assert_eq!((saved::write(stack, &again), notices.len()), (kept, 0));
    }
}

/// Few, short, and of what they name only the names.
fn assert_notices(notices: &[link::Notice]) {
    assert!(notices.len() <= 41, "{} notices", notices.len());
    for notice in notices.iter().map(berth::words::notice) {
        assert!(notice.len() <= 400, "{notice}");
        let is_name = |name: &str| {
            let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"_-=".contains(&byte);
            name.len() <= 40 && name.bytes().all(letter)
        };
        assert!(notice.split('`').skip(1).step_by(2).all(is_name), "{notice}");
    }
}

fn assert_comes_back(stack: &'static stack::Stack, answers: &answers::Answers, text: &str) {
    let written = link::write(stack, answers);
    let legible = |byte: u8| byte.is_ascii_graphic() && !b"#\"<>`".contains(&byte);
    assert!(written.bytes().all(legible), "{written}");
    assert!(written.len() <= 3 * text.len() + 4096, "{} bytes of {}", written.len(), text.len());

    let again = catalogue::read_link(&written);
    assert_eq!(again.notices, []);
    let again = again.answers.expect("what was written has answers");
    assert_eq!(link::write(stack, &again), written);

    let mut with_secrets = answers.clone();
    for field in secrets(stack) {
        with_secrets.set_secret(&field.key, Secret::new(CANARY));
        with_secrets.set(&field.key, CANARY);
    }
    assert_eq!(link::write(stack, &with_secrets), written);
}
