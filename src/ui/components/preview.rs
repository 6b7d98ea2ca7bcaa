//! The files as they would be handed over. It follows the person: what a change touches comes into view.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;

use super::bar::OPEN_ID;
use super::code::{CODE_ID, Code};
use super::files::Files;
use super::{Button, Prose, Shape};
use crate::browser::document;
use crate::bundle::{Bundle, File};
use crate::messages::page::{self, preview as say};
use crate::ui::diff;
use crate::ui::erased::{live, on, when};
use crate::ui::session::{Session, session};

const TITLE_ID: &str = "preview-title";

type Shown = Result<Arc<Bundle>, String>;

#[component]
pub fn Preview() -> impl IntoView {
    let session = session();
    let path = RwSignal::new("");
    let file = Memo::new(move |_| {
        session.shown().with(|shown| {
            let bundle = shown.as_ref().ok()?;
            bundle.file(path.get()).or_else(|| bundle.files.first()).cloned()
        })
    });
    follow(session, path, file);
    take_the_focus_along(session);

    let fault = move || session.shown().with(|shown| shown.as_ref().err().cloned());
    let stale = move || session.made().with(|made| !made.current);
    let escape = move |event: ev::KeyboardEvent| {
        if event.key() == "Escape" {
            session.sheet.set(false);
        }
    };

    view! {
        <aside class="preview" aria-label=say::TITLE on:keydown=on(escape)>
            <div class="preview__top">
                <h2 class="preview__title" id=TITLE_ID tabindex="-1">{say::TITLE}</h2>
                <Reveal />
                <div class="preview__close">
                    <Button label=say::CLOSE icon=Shape::Close icon_only=true press=move || session.sheet.set(false) />
                </div>
            </div>
            <Files file path />
            {when(stale, || view! { <p class="preview__stale">{say::STALE}</p> })}
            {live(move || fault().map(|text| view! { <p class="preview__fault"><Prose text /></p> }))}
            <Title file />
            <Code file />
        </aside>
    }
}

#[component]
fn Reveal() -> impl IntoView {
    let revealed = session().revealed;
    view! {
        <label class="preview__reveal">
            <input
                type="checkbox"
                id="show-secrets"
                prop:checked=Signal::derive(move || revealed.get())
                on:change=on(move |event| revealed.set(event_target_checked(&event)))
            />
            {say::SHOW_SECRETS}
        </label>
    }
}

/// The file's name, what is to be known about it, and the ways to take it along.
#[component]
fn Title(
    /// The file that is shown.
    file: Memo<Option<File>>,
) -> impl IntoView {
    let session = session();
    let path = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| file.path).unwrap_or_default()));
    let changes = Memo::new(move |_| {
        file.with(|file| {
            file.as_ref().map_or(0, |file| changes(session, file).iter().filter(|mark| **mark).count())
        })
    });
    view! {
        <div class="preview__file">
            <h3 class="preview__path">{Signal::derive(move || path.get())}</h3>
            <p class="preview__differs" class:preview__differs--some=Signal::derive(move || changes.get() != 0) id="preview-differs">
                {Signal::derive(move || say::differs(changes.get()))}
            </p>
            <Button label=page::COPY icon=Shape::Copy icon_only=true press=move || session.copy_file(path.get_untracked()) />
            <Button
                label=say::SAVE
                icon=Shape::Download
                icon_only=true
                press=move || session.save_file(path.get_untracked())
            />
        </div>
    }
}

/// Which lines of a file differ from the defaults.
pub fn changes(session: Session, file: &File) -> Vec<bool> {
    session.defaults().with(|defaults| {
        let default = defaults.as_ref().ok().and_then(|bundle| bundle.file(file.path));
        default.map_or_else(Vec::new, |default| diff::marks(&default.text, &file.text))
    })
}

/// On a narrow screen: into the sheet that opens, and back to what opened it.
fn take_the_focus_along(session: Session) {
    Effect::new(move |before: Option<bool>| {
        let open = session.sheet.get();
        if before.is_some_and(|before| before != open) {
            let id = if open { TITLE_ID } else { OPEN_ID };
            request_animation_frame(move || document::focus(id));
        }
        open
    });
}

/// When a change touches the file that is shown, it scrolls to the first line of it; when it touches other files only,
/// the first of these is shown.
fn follow(session: Session, path: RwSignal<&'static str>, file: Memo<Option<File>>) {
    Effect::new(move |before: Option<(Shown, bool)>| {
        let now = (session.shown().get(), session.revealed.get());
        if let Some((Ok(old), revealed)) = &before
            && let Ok(new) = &now.0
            && *revealed == now.1
        {
            let current = file.with_untracked(|file| file.as_ref().map(|file| file.path).unwrap_or_default());
            if let Some((touched, line, lines)) = first_change(old, new, current) {
                path.set(touched);
                request_animation_frame(move || document::reveal(CODE_ID, line, lines));
            }
        }
        now
    });
}

/// The path, the line, and how many lines there are.
fn first_change(old: &Bundle, new: &Bundle, current: &str) -> Option<(&'static str, usize, usize)> {
    let touched = |file: &&File| old.file(file.path).is_none_or(|before| before.text != file.text);
    let file = new.file(current).filter(touched).or_else(|| new.files.iter().find(touched))?;
    let before = old.file(file.path).map(|file| file.text.as_str()).unwrap_or_default();
    let line = diff::marks(before, &file.text).iter().position(|mark| *mark)?;
    Some((file.path, line, file.text.lines().count()))
}
