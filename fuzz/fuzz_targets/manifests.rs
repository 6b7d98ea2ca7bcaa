//! Any manifest, as the build script and the command line read it: every problem stands in a line that there is, and what
//! has no problem is embedded, read back and planned.

#![no_main]

use std::collections::BTreeMap;

use berth::answers::{Answers, Counting};
use berth::stack::read::{self, Folder};
use berth::stack::{self, Stack};
use berth::{packed, plan, target, words};
use berth_fuzz::{assert_planned, fuzz_text, has_line};

fuzz_text!(check);

fn check(text: &str) {
    // It lies where it says.
    let name = text.lines().find_map(|line| line.strip_prefix("id: ")).unwrap_or("small").to_owned();
    let folder = Folder { templates: own_templates(text, &name), name, manifest: text.to_owned() };
    match read::stack(folder) {
        Err(problems) => {
            assert!(!problems.is_empty());
            for problem in problems {
                let said = words::stack_problem(&problem);
                assert_eq!(problem.file, read::MANIFEST, "{said}");
                assert!(has_line(text, problem.line), "{said}");
            }
        }
        Ok(stack) => assert_good(&stack),
    }
}

/// Those that are named are there, most of them.
fn own_templates(text: &str, folder: &str) -> BTreeMap<String, String> {
    let named = text.split("template: ").skip(1);
    let named =
        named.filter_map(|rest| rest.split([',', '}', '\n']).next()?.strip_prefix(folder)?.strip_prefix('/'));
    let there = named.filter(|path| !path.contains("gone"));
    there.map(|path| (path.to_owned(), "{{ stack.name }}\n".to_owned())).collect()
}

fn assert_good(stack: &Stack) {
    let embedded = postcard::to_allocvec(&[(stack, &stack.templates)][..]).expect("it can be written");
    let read = packed::read(&embedded).expect("what was written can be read");
    let [again] = &stack::with_templates(read)[..] else { panic!("one was written") };
    assert_eq!(format!("{again:?}"), format!("{stack:?}"));

    for profile in &again.profiles {
        let mut answers = Answers::new(again);
        answers.choose_profile(again, &profile.id);
        answers.make_missing_secrets(&plan::asked(again, &answers), &mut Counting::default());
        assert_planned(again, &answers);
        if let Ok(plan) = plan::make(again, &answers) {
            // What a template lacks or can't write is an error, and nothing worse.
            let _ = target::compose::bundle(&plan);
        }
    }
}
