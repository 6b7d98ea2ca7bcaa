//! Any answers file: what is wrong stands in a line that there is, no secret is taken from it, and what was taken goes
//! into a link and into another such file as it is.

#![no_main]

use berth::answers::{Answers, file, link};
use berth::render::escape;
use berth::stack::Stack;
use berth::{catalogue, words, yaml};
use berth_fuzz::{assert_planned, assert_without_secrets, fuzz_text, has_line, secrets};

fuzz_text!(check);

fn check(text: &str) {
    let file = match file::read(text) {
        Ok(file) => file,
        Err(yaml::Error { line, message }) => {
            assert!(has_line(text, line) && !message.is_empty(), "{line}: {message}");
            return;
        }
    };
    for stack in catalogue::all() {
        let Some(answers) = answers(&file, stack) else { continue };
        assert_without_secrets(stack, &answers);
        assert_planned(stack, &answers);
        let again = file::read(&written(&answers)).expect("what was written can be read");
        assert!(self::answers(&again, stack).as_ref() == Some(&answers), "{}", written(&answers));
        assert_linked(stack, &answers);
    }
}

/// As the command line puts them together.
fn answers(file: &file::File, stack: &Stack) -> Option<Answers> {
    let mut answers = Answers::new(stack);
    answers.shape = file.shape.unwrap_or(answers.shape);
    if let Some(profile) = &file.profile {
        answers.choose_profile(stack, profile);
    }
    answers.secrets = file.secrets.unwrap_or(answers.secrets);
    answers.addons.clone_from(&file.addons);
    match file.answer(stack, &mut answers) {
        Ok(()) => Some(answers),
        Err(unfit) => {
            let message = words::terminal::unfit(&unfit);
            assert!(message.len() > 20, "{message}");
            None
        }
    }
}

fn written(answers: &Answers) -> String {
    let list = |items: Vec<String>| items.join(", ");
    let text = |text: &str| escape::value("yaml", text).expect("YAML takes any text");
    let values =
        answers.keys().map(|key| format!("{}: {}", text(key), text(answers.typed(key).unwrap_or_default())));
    format!(
        "stack: {}\nprofile: {}\nshape: {}\nsecrets: {}\naddons: [{}]\nvalues: {{{}}}\n",
        answers.stack,
        text(&answers.profile),
        answers.shape.id(),
        answers.secrets.id(),
        list(answers.addons.iter().map(|addon| text(addon)).collect()),
        list(values.collect()),
    )
}

/// A link holds all that is offered, and nothing of what is not.
fn assert_linked(stack: &Stack, answers: &Answers) {
    if stack.profile(&answers.profile).is_none() {
        return;
    }
    let written = link::write(stack, answers);
    let read = catalogue::read_link(&written).answers.expect("what was written has answers");
    for field in &stack.fields {
        assert_eq!(read.value(field), answers.value(field), "{}", field.key);
    }
    assert!(secrets(stack).all(|field| !written.contains(&format!("&{}=", field.key))), "{written}");
}
