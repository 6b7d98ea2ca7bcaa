//! What stands over the text of the file that is shown.

use leptos::prelude::*;

use crate::bundle::File;
use crate::ui::erased::{either, live_of, nothing, on, when, words};
use crate::ui::primitives::{Button, Icon, Shape, Tone};
use crate::ui::session::{Entry, Session};
use crate::words::page::{self, changes, preview as say};

/// The file's name, the ways to see it, and the ways to take it along.
pub fn title(session: Session) -> AnyView {
    let path = move || session.shown_path().unwrap_or_default();
    let gone = move || session.shows_a_gone_file();
    let class = move || either(gone(), "preview__path preview__path--gone", "preview__path");
    let take = move || {
        view! {
            <Button label=page::COPY icon=Shape::Copy icon_only=true press=move || session.copy_file(&untrack(path)) />
            <Button label=say::SAVE icon=Shape::Download icon_only=true press=move || session.save_file(&untrack(path)) />
        }
        .into_any()
    };
    view! {
        <div class="preview__file">
            <h3 class=class>{words(move || path().clone())}</h3>
            <div class="preview__views" role="group" aria-label=changes::VIEW>
                {way(session, false)} {way(session, true)}
            </div>
            {when(move || !gone(), take)}
        </div>
    }
    .into_any()
}

/// One of the two ways to see a file.
fn way(session: Session, as_changes: bool) -> AnyView {
    let (id, label, icon) = if as_changes {
        ("view-changes", changes::CHANGES, view! { <Icon shape=Shape::Changes /> }.into_any())
    } else {
        ("view-file", changes::FILE, nothing())
    };
    view! {
        <button
            type="button"
            class="preview__view"
            id=id
            aria-pressed=move || either(session.shows_changes() == as_changes, "true", "false")
            on:click=on(move |_| show_as(session, as_changes))
        >
            {icon} {label}
        </button>
    }
    .into_any()
}

/// The changes are those of a file that has some, if there is one.
fn show_as(session: Session, as_changes: bool) {
    session.show_changes(as_changes);
    let files = untrack(|| session.files());
    let shown = untrack(|| session.shown_path());
    let path = shown.as_deref();
    let mut changed = files.entries().filter(|entry| entry.change.differs()).map(|entry| entry.path());
    if as_changes
        && let Some(first) = changed.next()
        && Some(first) != path
        && !changed.any(|other| Some(other) == path)
    {
        session.show_file(first);
    }
}

/// What is to be known about the file, and what it is compared with.
pub fn about(session: Session) -> AnyView {
    let change = move || {
        let numbers = |entry: Entry| (entry.change.added, entry.change.removed);
        session.with_entry(numbers).unwrap_or_default()
    };
    let gone = move || session.shows_a_gone_file();
    let differs = move |(added, removed): (usize, usize)| {
        let said = move || changes::against(added, removed, session.moment().as_deref());
        view! {
            <p class="preview__differs" id="preview-differs">
                {words(move || if gone() { changes::GONE.to_owned() } else { said() })}
            </p>
        }
        .into_any()
    };
    let secrets =
        move || session.with_entry(|entry| entry.new.is_some_and(File::holds_secrets)) == Some(true);
    let note = move || {
        let said = move || {
            let revealed = session.reveals_secrets();
            if revealed { changes::SHOWS_SECRETS } else { changes::HOLDS_SECRETS }.to_owned()
        };
        view! { <p class="preview__secrets">{words(said)}</p> }.into_any()
    };
    let back = move || {
        let press = move || session.compare_with_defaults();
        view! { <Button label=changes::TO_DEFAULTS tone=Tone::Quiet press /> }.into_any()
    };
    view! {
        <div class="preview__about">
            {live_of(change, differs)}
            <div class="preview__baseline">
                <Button label=changes::FROM_NOW tone=Tone::Quiet press=move || session.compare_from_now() />
                {when(move || session.moment().is_some(), back)}
            </div>
            {when(secrets, note)}
        </div>
    }
    .into_any()
}
