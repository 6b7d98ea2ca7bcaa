//! A file's text, or what differs in it, row by row as the engine colours them. A row that stays the same keeps its element,
//! so that a key press touches what it changes and nothing else.

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{document, lines};
use crate::message::{Code, Rows};
use crate::ui::erased::{either, on, once_shown};
use crate::ui::session::{Session, session};

const CODE_ID: &str = "preview-code";

pub fn code() -> impl IntoView {
    let session = session();
    keep_up(session);
    let unfold = move |event: ev::MouseEvent| {
        let gap = document::attribute_at(&event, "data-gap").and_then(|gap| gap.parse().ok());
        if let Some(gap) = gap {
            session.unfold(gap);
            document::focus(CODE_ID);
        }
    };
    view! {
        <pre
            class=move || either(session.shows_changes(), "code code--changes", "code")
            id=CODE_ID
            tabindex="0"
            role="region"
            aria-label=move || session.shown_path()
            on:click=on(unfold)
        >
            <code class="code__text"></code>
        </pre>
    }
}

fn keep_up(session: Session) {
    let mut before = Code::default();
    Effect::new(move |_| {
        let shown = session.shown();
        if shown.code.number == before.number {
            return;
        }
        let code = shown.code.clone();
        if !show(&code.rows, before.number) {
            return session.misses_rows();
        }
        let same_view = code.path == before.path && code.as_changes == before.as_changes;
        // The first text of all is there from its beginning, and to say so would have it laid out twice.
        if !same_view && before.number > 0 {
            request_animation_frame(|| lines::rewind(CODE_ID));
        }
        if let Some(row) = code.reveal {
            once_shown(move || lines::reveal(CODE_ID, row));
        }
        before = Code { rows: Rows::default(), ..code };
    });
}

/// With the frame, so that the browser lays it out once: after a key it lays out at once what it is told at once. False: the
/// rows that are to be changed are not those of this number.
fn show(rows: &Rows, number: u32) -> bool {
    match rows.clone() {
        Rows::All(html) => request_animation_frame(move || lines::fill(CODE_ID, &html)),
        Rows::Changed { since, ops } if since == number => {
            request_animation_frame(move || lines::patch(CODE_ID, ops));
        }
        Rows::Changed { .. } => return false,
    }
    true
}
