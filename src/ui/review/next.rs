//! What to do next, as commands.

use leptos::prelude::*;

use super::parts::command;
use crate::stack;
use crate::ui::erased::{nothing, row};
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::Session;
use crate::words::page::{review as say, status};

#[derive(PartialEq)]
pub struct NextStep {
    say: String,
    /// What does it, where a command does.
    command: Option<String>,
}

pub fn steps(session: Session) -> Vec<NextStep> {
    let unpack = match session.answers().shape {
        stack::Shape::Deploy => say::UNPACK,
        stack::Shape::Repository => say::UNPACK_IN_REPOSITORY,
    };
    let mut steps = vec![NextStep { say: unpack.to_owned(), command: None }];
    for step in session.made().next_steps() {
        steps.push(NextStep { say: step.say, command: step.run });
    }
    steps
}

pub fn view(session: Session, steps: &[NextStep]) -> AnyView {
    let commands: Vec<&str> = steps.iter().filter_map(|step| step.command.as_deref()).collect();
    // Each only where the one before it went well.
    let all = commands.join(" &&\n");
    let all = if commands.len() > 1 {
        view! {
            <div class="review__all">
                <Button
                    label=say::COPY_ALL
                    icon=Shape::Copy
                    press=move || session.copy(all.clone(), status::THE_COMMANDS.to_owned())
                />
            </div>
        }
        .into_any()
    } else {
        nothing()
    };
    let step = |NextStep { say, command: run }: &NextStep| {
        let run = run.clone();
        let command = run.map_or_else(nothing, |run| command(session, run, status::THE_COMMAND));
        view! { <li class="review__step">{say.clone()}{command}</li> }.into_any()
    };
    view! {
        <ol class="review__steps">{row(steps.iter().map(step))}</ol>
        {all}
    }
    .into_any()
}
