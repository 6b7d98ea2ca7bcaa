//! Any manifest, as the build script reads it: every problem stands in a line that there is, and what has no problem is
//! embedded, read back and planned.

#![no_main]

#[path = "../../build/check.rs"]
#[allow(dead_code)]
mod check;
#[path = "../../build/lower.rs"]
mod lower;
#[path = "../../build/manifest.rs"]
mod manifest;
#[path = "../../build/short.rs"]
mod short;
#[path = "../../build/source.rs"]
mod source;

use berth::answers::{Answers, Counting};
use berth::wire::{Reader, Wire, Writer};
// The build script's own names for the crate's modules.
use berth::{plan, render, stack, yaml};
use berth_fuzz::{assert_planned, fuzz_text, has_line};

fuzz_text!(check_manifest);

fn check_manifest(text: &str) {
    // It lies where it says.
    let folder = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("small");
    match manifest::read(text, folder, &|template| !template.contains("gone")) {
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                assert!(has_line(text, problem.line), "{problem}");
                assert!(!problem.message.is_empty());
            }
        }
        Ok(stack) => assert_good(Box::leak(Box::new(stack))),
    }
}

fn assert_good(stack: &'static stack::Stack) {
    let mut out = Writer::default();
    std::slice::from_ref(stack).put(&mut out);
    let (numbers, texts) = (out.numbers.leak(), out.texts.leak());
    let read = Reader::all(numbers, texts, <&[stack::Stack]>::take).expect("what was written can be read");
    assert_eq!(format!("{read:?}"), format!("{:?}", std::slice::from_ref(stack)));

    for profile in stack.profiles {
        let mut answers = Answers::new(stack);
        answers.choose_profile(stack, profile.id);
        answers.make_missing_secrets(&plan::asked(stack, &answers), &mut Counting::default());
        assert_planned(stack, &answers);
        if let Ok(plan) = plan::make(stack, &answers) {
            // A template that is not there is an error, and nothing worse.
            let _ = render::bundle(&plan);
        }
    }
}
