//! What to do next, as commands.

use leptos::prelude::*;

use super::parts::command;
use crate::message::Step;
use crate::stack;
use crate::ui::erased::{live_from, row};
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::Session;
use crate::words::page::{review as say, status};

pub fn view(session: Session) -> AnyView {
    live_from(
        move || {
            (session.answers().shape, session.reviewed(|review| review.steps.clone()).unwrap_or_default())
        },
        move |(shape, steps)| list(session, *shape, steps),
    )
}

fn list(session: Session, shape: stack::Shape, steps: &[Step]) -> impl IntoView + use<> {
    let unpack = match shape {
        stack::Shape::Deploy => say::UNPACK,
        stack::Shape::Repository => say::UNPACK_IN_REPOSITORY,
    };
    let commands: Vec<&str> = steps.iter().filter_map(|step| step.run.as_deref()).collect();
    // Each only where the one before it went well.
    let all = commands.join(" &&\n");
    let copy_all = (commands.len() > 1).then(|| {
        let press = move || session.copy(all.clone(), status::THE_COMMANDS.to_owned());
        view! { <div class="review__all"><Button label=say::COPY_ALL icon=Shape::Copy press /></div> }
    });
    let step = |step: &Step| {
        let command = step.run.clone().map(|run| command(session, run, status::THE_COMMAND));
        view! { <li class="review__step">{step.say.clone()}{command}</li> }
    };
    view! {
        <ol class="review__steps">
            <li class="review__step">{unpack}</li>
            {row(steps.iter().map(step))}
        </ol>
        {copy_all}
    }
}
