//! The files as they would be handed over, or what differs in them.

mod code;
mod files;
mod files_tree;
mod shown;

use leptos::ev;
use leptos::prelude::*;

use crate::browser::document;
use crate::ui::erased::{either, live_of, on, row, when};
use crate::ui::frame::OPEN_FILES_ID;
use crate::ui::primitives::{Button, Shape, Tone, prose};
use crate::ui::session::{Fault, Session, session};
use crate::words::page::{changes, engine, preview as say};
use code::code;
use files::{FILES_ID, files, total};

/// The tree shows the others.
const MOST_LINKS: usize = 3;
pub const PREVIEW_ID: &str = "preview-title";

#[component]
pub fn Preview() -> impl IntoView {
    let session = session();
    let tree = RwSignal::new(true);
    take_the_focus_along(session);

    let stale = || view! { <p class="preview__stale">{say::STALE}</p> };
    let fault = move |Fault { why, may_pass }: Fault| {
        let press = move || session.try_again();
        let again = may_pass.then(|| view! { <Button label=engine::TRY_AGAIN press /> });
        view! { <p class="preview__fault" role="alert">{prose(&why)} {again}</p> }
    };
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            session.show_sheet(false);
        }
    };

    let head = move || {
        view! {
            {total()}
            {reveal(session)}
            <div class="preview__close">
                <Button label=say::CLOSE icon=Shape::Close icon_only=true press=move || session.show_sheet(false) />
            </div>
        }
    };
    let body = move || {
        view! {
            {files(tree)}
            {when(move || !session.made().current, stale)}
            {live_of(move || session.fault().get(), move |found| found.map(fault))}
            {when(
                move || session.shown_file().is_some(),
                move || view! { {shown::title(session)} {shown::about(session)} },
            )}
            {code()}
        }
    };
    let there = move || session.has_files();
    // Its frame stands before the engine has made the first files.
    view! {
        <aside
            class=move || either(session.sheet().get(), "preview preview--open", "preview")
            aria-label=say::TITLE
            inert=move || cfg!(feature = "landing") || !there()
            on:keydown=on(escape)
        >
            <div class="preview__top">
                <h2 class="preview__title" id=PREVIEW_ID tabindex="-1">{fold(tree)}</h2>
                {when(there, head)}
            </div>
            {live_of(there, move |there| if there { body().into_any() } else { view! { <div class="code"></div> }.into_any() })}
            <Rendering />
            {live_of(move || others(session), move |paths| also_changed(session, paths))}
        </aside>
    }
}

/// That the files are being made, once it takes a while.
#[component]
pub fn Rendering() -> impl IntoView {
    let session = session();
    let note = || view! { <p class="preview__rendering" role="status">{engine::RENDERING}</p> };
    view! { <div id="rendering">{when(move || session.is_rendering().get(), note)}</div> }
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
fn others(session: Session) -> Vec<String> {
    let shown = session.shown();
    session.touched().get().into_iter().filter(|path| *path != shown.code.path).collect()
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
