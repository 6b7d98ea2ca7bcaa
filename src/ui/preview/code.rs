//! A file's text, or what differs in it, row by row as the engine colours them. A row that stays the same keeps its element,
//! so that a key press touches what it changes and nothing else.

use std::vec::IntoIter;

use leptos::ev;
use leptos::prelude::*;

use crate::browser::{document, lines};
use crate::message::{Code, Rows};
use crate::ui::erased::{either, given, on, once_shown};
use crate::ui::session::{Session, session};

const CODE_ID: &str = "preview-code";

pub fn code() -> impl IntoView {
    let session = session();
    let busy = RwSignal::new(false);
    keep_up(session, busy);
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
            aria-busy=move || given(busy.get(), "true")
            on:click=on(unfold)
        >
            {text(session)}
        </pre>
    }
}

#[cfg(not(feature = "landing"))]
fn text(_: Session) -> impl IntoView {
    view! { <code class="code__text"></code> }
}

/// A screenful, as no effect will show it.
#[cfg(feature = "landing")]
fn text(session: Session) -> impl IntoView {
    let Rows::All(blocks) = session.shown().code.rows.clone() else {
        unreachable!("it is the first that is shown")
    };
    view! { <code class="code__text" inner_html=blocks.into_iter().next()></code> }
}

/// `busy`: not all of the first file is shown yet.
fn keep_up(session: Session, busy: RwSignal<bool>) {
    let mut before = Code::default();
    Effect::new(move |_| {
        let shown = session.shown();
        if shown.code.number == before.number {
            return;
        }
        let code = shown.code.clone();
        match code.rows.clone() {
            // The frame that comes next has the rest of the preview to lay out: from the one after it on, a block each.
            Rows::All(blocks) if before.number == 0 => {
                busy.set(true);
                request_animation_frame(move || show_next(blocks.into_iter(), busy));
            }
            Rows::All(blocks) => {
                busy.maybe_update(std::mem::take);
                with_the_frame(move || lines::fill(CODE_ID, &blocks.concat()));
            }
            Rows::Changed { since, ops } if since == before.number && !busy.get_untracked() => {
                with_the_frame(move || lines::patch(CODE_ID, ops));
            }
            Rows::Changed { .. } => return session.misses_rows(),
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

fn show_next(mut blocks: IntoIter<String>, busy: RwSignal<bool>) {
    request_animation_frame(move || match blocks.next() {
        // Another file takes its place meanwhile.
        _ if busy.try_get_untracked() != Some(true) => {}
        Some(block) => {
            lines::append(CODE_ID, &block);
            show_next(blocks, busy);
        }
        None => busy.set(false),
    });
}

/// So that the browser lays it out once: after a key it lays out at once what it is told at once.
fn with_the_frame(then: impl FnOnce() + 'static) {
    request_animation_frame(then);
}
