//! The files as they would be handed over, or what differs in them.

mod code;
mod code_html;
mod code_rows;
mod files;
mod files_tree;
mod highlight;
mod shown;

use leptos::ev;
use leptos::prelude::*;

use crate::browser::document;
use crate::ui::erased::{either, live_of, on, row, when};
use crate::ui::frame::OPEN_FILES_ID;
use crate::ui::primitives::{Button, Shape, Tone, prose};
use crate::ui::session::{Session, session};
use crate::words::page::{changes, preview as say};
use code::code;
use files::{FILES_ID, files, total};

/// The tree shows the others.
const MOST_LINKS: usize = 3;
pub const PREVIEW_ID: &str = "preview-title";

#[component]
pub fn Preview() -> impl IntoView {
    let session = session();
    let also = RwSignal::new(Vec::new());
    let tree = RwSignal::new(true);
    take_the_focus_along(session);

    let stale = || view! { <p class="preview__stale">{say::STALE}</p> };
    let fault = |text: String| view! { <p class="preview__fault">{prose(&text)}</p> };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            session.show_sheet(false);
        }
    };

    view! {
        <aside class="preview" aria-label=say::TITLE on:keydown=on(escape)>
            <div class="preview__top">
                <h2 class="preview__title" id=PREVIEW_ID tabindex="-1">{fold(tree)}</h2>
                {total()}
                {reveal(session)}
                <div class="preview__close">
                    <Button label=say::CLOSE icon=Shape::Close icon_only=true press=move || session.show_sheet(false) />
                </div>
            </div>
            {files(tree)}
            {when(move || !session.made().current, stale)}
            {live_of(
                move || session.files().shown.as_ref().err().cloned(),
                move |text| text.map(fault),
            )}
            {when(move || session.files().shown.is_ok(), move || view! { {shown::title(session)} {shown::about(session)} })}
            {code(also)}
            {live_of(move || others(session, also), move |paths| also_changed(session, paths))}
        </aside>
    }
}

/// Folds the tree away, so that the file has the whole height.
fn fold(open: RwSignal<bool>) -> impl IntoView {
    view! {
        <button
            type="button"
            class="preview__fold"
            aria-expanded=move || either(open.get(), "true", "false")
            aria-controls=FILES_ID
            on:click=on(move |_| open.update(|open| *open = !*open))
        >
            {say::TITLE}
        </button>
    }
}

fn reveal(session: Session) -> impl IntoView {
    view! {
        <label class="preview__reveal">
            <input
                type="checkbox"
                id="show-secrets"
                prop:checked=move || session.revealed().get()
                on:change=on(move |event| session.reveal_secrets(event_target_checked(&event)))
            />
            {say::SHOW_SECRETS}
        </label>
    }
}

/// The files that the last change touched, without the one that is shown.
fn others(session: Session, touched: RwSignal<Vec<String>>) -> Vec<String> {
    let shown = session.shown_path();
    touched.get().into_iter().filter(|path| Some(path) != shown.as_ref()).collect()
}

fn also_changed(session: Session, paths: Vec<String>) -> Option<impl IntoView> {
    if paths.is_empty() {
        return None;
    }
    let link = move |path: String| {
        let label = path.clone();
        view! { <Button label tone=Tone::Quiet press=move || session.show_file(&path) /> }
    };
    let more = paths.len().saturating_sub(MOST_LINKS);
    let links = row(paths.into_iter().take(MOST_LINKS).map(link));
    let more = (more > 0).then(|| changes::more(more));
    Some(view! { <p class="preview__also">{changes::ALSO} {links} {more}</p> })
}

/// On a narrow screen: into the sheet that opens, and back to what opened it.
fn take_the_focus_along(session: Session) {
    let mut before = false;
    Effect::new(move |_| {
        let open = session.sheet().get();
        if before != open {
            let id = if open { PREVIEW_ID } else { OPEN_FILES_ID };
            request_animation_frame(move || document::focus(id));
        }
        before = open;
    });
}
