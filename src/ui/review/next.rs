//! What to do next, as commands.

use leptos::prelude::*;

use super::{Rows, command};
use crate::messages::page::{review as say, status};
use crate::stack;
use crate::ui::erased::{nothing, row};
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::Session;

pub fn rows(session: Session) -> Rows {
    let row = |say: &str, run: &str| [say.to_owned(), run.to_owned(), String::new(), String::new()];
    let unpack = match session.answers().shape {
        stack::Shape::Deploy => say::UNPACK,
        stack::Shape::Repository => say::UNPACK_IN_REPOSITORY,
    };
    let mut rows = vec![row(unpack, "")];
    for step in session.made().next_steps() {
        rows.push(row(&step.say, &step.run));
    }
    rows
}

pub fn view(session: Session, rows: Rows) -> AnyView {
    let commands: Vec<&str> =
        rows.iter().map(|[_, run, ..]| run.as_str()).filter(|run| !run.is_empty()).collect();
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
    let step = |[say, run, ..]: [String; 4]| {
        let command = if run.is_empty() { nothing() } else { command(session, run, status::THE_COMMAND) };
        view! { <li class="review__step">{say}{command}</li> }.into_any()
    };
    view! {
        <ol class="review__steps">{row(rows.into_iter().map(step))}</ol>
        {all}
    }
    .into_any()
}
