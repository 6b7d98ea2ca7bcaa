//! What this browser keeps between two visits: the choice of stack, and the answers without the secrets.

use std::iter;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use super::{Session, stack_of};
use crate::answers::{Answers, saved};
use crate::browser::storage;
use crate::catalogue;
use crate::stack::Stack;
use crate::ui::stored;
use crate::words::page::notice as say;

/// The answers of last time, and what is to be said about them.
pub fn restore() -> (Answers, Vec<String>) {
    let mut notices = Vec::new();
    let kept = storage::read(stored::STACK);
    let stack = kept.as_deref().map_or_else(catalogue::first, |id| {
        catalogue::find(id).unwrap_or_else(|| {
            notices.push(say::stored_no_such_stack(id, &catalogue::first().name));
            catalogue::first()
        })
    });
    let (answers, more) = recall(stack);
    notices.extend(more);
    (answers, notices)
}

pub fn recall(stack: &Stack) -> (Answers, Vec<String>) {
    let mut names = iter::once(&stack.id).chain(&stack.formerly);
    match names.find_map(|name| storage::read(&stored::key(name))) {
        Some(text) => match saved::read(stack, &text) {
            Some((answers, unusable)) => (answers, unusable.iter().map(say::stored_unusable).collect()),
            None => (Answers::new(stack), vec![say::stored_unreadable()]),
        },
        None => (Answers::new(stack), Vec::new()),
    }
}

/// Keeps the answers from now on. Says once if the browser does not.
pub fn keep(session: Session) {
    let kept = StoredValue::new(String::new());
    let refused = StoredValue::new(false);
    Effect::new(move |_| {
        session.answers.track();
        // What is typed is on show first.
        Timeout::new(0, move || write(session, kept, refused)).forget();
    });
}

fn write(session: Session, kept: StoredValue<String>, refused: StoredValue<bool>) {
    let answers = untrack(|| session.answers());
    let stack = stack_of(&answers.stack);
    let text = saved::write(stack, &answers);
    if refused.get_value() || kept.with_value(|kept| *kept == text) {
        return;
    }
    let written = storage::write(&stored::key(&stack.id), &text)
        .and_then(|()| storage::write(stored::STACK, &stack.id));
    kept.set_value(text);
    if let Err(why) = written {
        refused.set_value(true);
        session.notices.update(|notices| notices.push(say::not_stored(&why)));
    }
}
