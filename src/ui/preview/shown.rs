//! What stands over the text of the file that is shown.

use leptos::prelude::*;

use crate::ui::erased::{either, live, live_of, on, when};
use crate::ui::primitives::{Button, Icon, Shape, Tone};
use crate::ui::session::Session;
use crate::words::page::{self, changes, preview as say};

/// The file's name, the ways to see it, and the ways to take it along.
pub fn title(session: Session) -> impl IntoView {
    let path = move || session.shown_path().unwrap_or_default();
    let gone = move || session.shows_a_gone_file();
    let class = move || either(gone(), "preview__path preview__path--gone", "preview__path");
    let take = move || {
        view! {
            <Button label=page::COPY icon=Shape::Copy icon_only=true press=move || session.copy_file(&untrack(path)) />
            <Button label=say::SAVE icon=Shape::Download icon_only=true press=move || session.save_file(&untrack(path)) />
        }
    };
    view! {
        <div class="preview__file">
            <h3 class=class>{live(move || path().clone())}</h3>
            <div class="preview__views" role="group" aria-label=changes::VIEW>
                {way(session, false)} {way(session, true)}
            </div>
            {when(move || !gone(), take)}
        </div>
    }
}

/// One of the two ways to see a file.
fn way(session: Session, as_changes: bool) -> impl IntoView {
    let (id, label, icon) = if as_changes {
        ("view-changes", changes::CHANGES, Some(view! { <Icon shape=Shape::Changes /> }))
    } else {
        ("view-file", changes::FILE, None)
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
}

/// The changes are those of a file that has some, if there is one.
fn show_as(session: Session, as_changes: bool) {
    session.show_changes(as_changes);
    let shown = untrack(|| session.shown());
    let path = shown.code.path.as_str();
    let mut changed = shown.files.iter().filter(|file| file.differs()).map(|file| file.path.as_str());
    if as_changes
        && let Some(first) = changed.next()
        && first != path
        && !changed.any(|other| other == path)
    {
        session.show_file(first);
    }
}

/// What is to be known about the file, and what it is compared with.
pub fn about(session: Session) -> impl IntoView {
    let change = move || session.shown_file().map_or((0, 0), |file| (file.added, file.removed));
    let gone = move || session.shows_a_gone_file();
    let differs = move |(added, removed): (usize, usize)| {
        let said = move || {
            let earlier = session.earlier().get();
            changes::against(added, removed, earlier.as_ref().map(|earlier| earlier.time.as_str()))
        };
        view! {
            <p class="preview__differs" id="preview-differs">
                {live(move || if gone() { changes::GONE.to_owned() } else { said() })}
            </p>
        }
    };
    let secrets = move || session.shown_file().is_some_and(|file| file.holds_secrets && !file.gone);
    let note = move || {
        let said = move || {
            let revealed = session.revealed().get();
            if revealed { changes::SHOWS_SECRETS } else { changes::HOLDS_SECRETS }.to_owned()
        };
        view! { <p class="preview__secrets">{live(said)}</p> }
    };
    let back = move || {
        let press = move || session.compare_with_defaults();
        view! { <Button label=changes::TO_DEFAULTS tone=Tone::Quiet press /> }
    };
    view! {
        <div class="preview__about">
            {live_of(change, differs)}
            <div class="preview__baseline">
                <Button label=changes::FROM_NOW tone=Tone::Quiet press=move || session.compare_from_now() />
                {when(move || session.earlier().with(Option::is_some), back)}
            </div>
            {when(secrets, note)}
        </div>
    }
}
