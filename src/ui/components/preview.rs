//! The files as they would be handed over. It follows the person: what a change touches comes into view.

use leptos::ev;
use leptos::prelude::*;

use super::bar::OPEN_ID;
use super::code::{CODE_ID, Code};
use super::files::Files;
use super::{Button, Shape, prose};
use crate::browser::document;
use crate::bundle::{Bundle, File};
use crate::messages::page::{self, preview as say};
use crate::ui::diff;
use crate::ui::erased::{either, follow, live_of, nothing, on, once_drawn, when, words};
use crate::ui::session::{Session, Shown, session};

pub const TITLE_ID: &str = "preview-title";

#[component]
pub fn Preview() -> impl IntoView {
    let session = session();
    follow_the_change(session);
    take_the_focus_along(session);

    let stale = || view! { <p class="preview__stale">{say::STALE}</p> }.into_any();
    let fault = |text: String| view! { <p class="preview__fault">{prose(&text)}</p> }.into_any();
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
            <Files />
            {when(move || !session.made().current, stale)}
            {live_of(
                move || session.made().shown.as_ref().err().cloned(),
                move |text| text.map_or_else(nothing, fault),
            )}
            <Title />
            <Code />
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
                prop:checked=move || revealed.get()
                on:change=on(move |event| revealed.set(event_target_checked(&event)))
            />
            {say::SHOW_SECRETS}
        </label>
    }
}

/// The file's name, what is to be known about it, and the ways to take it along.
#[component]
fn Title() -> impl IntoView {
    let session = session();
    let path = move || session.with_file(|file, _| file.path).unwrap_or_default();
    let differing = move || {
        let count = |_: &File, marks: &[bool]| marks.iter().filter(|mark| **mark).count();
        session.with_file(count).unwrap_or_default()
    };
    let class = |some: bool| either(some, "preview__differs preview__differs--some", "preview__differs");
    view! {
        <div class="preview__file">
            <h3 class="preview__path">{words(move || path().to_owned())}</h3>
            <p class=move || class(differing() != 0) id="preview-differs">{words(move || say::differs(differing()))}</p>
            <Button
                label=page::COPY
                icon=Shape::Copy
                icon_only=true
                press=move || session.copy_file(untrack(path))
            />
            <Button
                label=say::SAVE
                icon=Shape::Download
                icon_only=true
                press=move || session.save_file(untrack(path))
            />
        </div>
    }
}

/// On a narrow screen: into the sheet that opens, and back to what opened it.
fn take_the_focus_along(session: Session) {
    let mut before = false;
    follow(move || {
        let open = session.sheet.get();
        if before != open {
            let id = if open { TITLE_ID } else { OPEN_ID };
            once_drawn(move || document::focus(id));
        }
        before = open;
    });
}

/// When a change touches the file that is shown, it scrolls to the first line of it; when it touches other files only,
/// the first of these is shown.
fn follow_the_change(session: Session) {
    let mut before: Option<(Shown, bool)> = None;
    follow(move || {
        let now = (session.made().shown.clone(), session.revealed.get());
        if let Some((Ok(old), revealed)) = &before
            && let Ok(new) = &now.0
            && *revealed == now.1
        {
            let current = untrack(|| session.with_file(|file, _| file.path)).unwrap_or_default();
            if let Some((touched, line, lines)) = first_change(&old.bundle, &new.bundle, current) {
                session.file.set(touched.to_owned());
                once_drawn(move || document::reveal(CODE_ID, line, lines));
            }
        }
        before = Some(now);
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
