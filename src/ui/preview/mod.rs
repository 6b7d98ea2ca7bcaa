//! The files as they would be handed over, or what differs in them.

mod code;
mod code_html;
mod code_marks;
mod code_rows;
mod files;
mod files_tree;
mod highlight;

use leptos::ev;
use leptos::prelude::*;

use crate::browser::document;
use crate::messages::page::{self, changes, preview as say};
use crate::ui::erased::{either, follow, live_of, nothing, on, once_drawn, row, when, words};
use crate::ui::frame::OPEN_FILES_ID;
use crate::ui::primitives::{Button, Icon, Shape, Tone, prose};
use crate::ui::session::{Entry, Session, session};
use code::{as_changes, code};
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
                <h2 class="preview__title" id=PREVIEW_ID tabindex="-1">{fold(tree)}</h2>
                {total()}
                {reveal(session)}
                <div class="preview__close">
                    <Button label=say::CLOSE icon=Shape::Close icon_only=true press=move || session.sheet.set(false) />
                </div>
            </div>
            {files(tree)}
            {when(move || !session.made().current, stale)}
            {live_of(
                move || session.files().shown.as_ref().err().cloned(),
                move |text| text.map_or_else(nothing, fault),
            )}
            {when(move || session.files().shown.is_ok(), move || row([title(session), about(session)].into_iter()))}
            {code(also)}
            {live_of(move || others(session, also), move |paths| also_changed(session, paths))}
        </aside>
    }
}

/// Folds the tree away, so that the file has the whole height.
fn fold(open: RwSignal<bool>) -> AnyView {
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
    .into_any()
}

fn reveal(session: Session) -> AnyView {
    let revealed = session.revealed;
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
    .into_any()
}

/// The file's name, the ways to see it, and the ways to take it along.
fn title(session: Session) -> AnyView {
    let path = move || session.shown_path();
    let gone = move || session.with_entry(|entry| entry.new.is_none()) == Some(true);
    let class = move || either(gone(), "preview__path preview__path--gone", "preview__path");
    let take = move || {
        view! {
            <Button label=page::COPY icon=Shape::Copy icon_only=true press=move || session.copy_file(untrack(path)) />
            <Button label=say::SAVE icon=Shape::Download icon_only=true press=move || session.save_file(untrack(path)) />
        }
        .into_any()
    };
    view! {
        <div class="preview__file">
            <h3 class=class>{words(move || path().to_owned())}</h3>
            <div class="preview__views" role="group" aria-label=changes::VIEW>
                {way(session, false)} {way(session, true)}
            </div>
            {when(move || !gone(), take)}
        </div>
    }
    .into_any()
}

/// One of the two ways to see a file.
fn way(session: Session, diff: bool) -> AnyView {
    let (id, label, icon) = if diff {
        ("view-changes", changes::CHANGES, view! { <Icon shape=Shape::Changes /> }.into_any())
    } else {
        ("view-file", changes::FILE, nothing())
    };
    view! {
        <button
            type="button"
            class="preview__view"
            id=id
            aria-pressed=move || either(as_changes(session) == diff, "true", "false")
            on:click=on(move |_| show_as(session, diff))
        >
            {icon} {label}
        </button>
    }
    .into_any()
}

/// The changes are those of a file that has some, if there is one.
fn show_as(session: Session, diff: bool) {
    session.diff.set(diff);
    let files = untrack(|| session.files());
    let path = untrack(|| session.shown_path());
    let mut changed = files.entries().filter(|entry| !entry.change.steps.is_empty()).map(|it| it.path());
    if diff
        && let Some(first) = changed.next()
        && first != path
        && !changed.any(|other| other == path)
    {
        session.file.set(first.to_owned());
    }
}

/// What is to be known about the file, and what it is compared with.
fn about(session: Session) -> AnyView {
    let change = move || {
        let numbers = |entry: Entry| [entry.change.added, entry.change.removed, 0];
        session.with_entry(numbers).unwrap_or_default()
    };
    let gone = move || session.with_entry(|entry| entry.new.is_none()) == Some(true);
    let differs = move |[added, removed, _]: [usize; 3]| {
        let said = move || changes::against(added, removed, &session.moment.get());
        view! {
            <p class="preview__differs" id="preview-differs">
                {words(move || if gone() { changes::GONE.to_owned() } else { said() })}
            </p>
        }
        .into_any()
    };
    let secrets = move || {
        session.with_entry(|entry| entry.new.is_some_and(crate::bundle::File::holds_secrets)) == Some(true)
    };
    let note = move || {
        let said = move || {
            let revealed = session.revealed.get();
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
                {when(move || !session.moment.get().is_empty(), back)}
            </div>
            {when(secrets, note)}
        </div>
    }
    .into_any()
}

/// The files that the last change touched, without the one that is shown.
fn others(session: Session, touched: RwSignal<Vec<String>>) -> Vec<String> {
    let shown = session.shown_path();
    touched.get().into_iter().filter(|path| path != shown).collect()
}

fn also_changed(session: Session, paths: Vec<String>) -> AnyView {
    if paths.is_empty() {
        return nothing();
    }
    let link = move |path: String| {
        let label = path.clone();
        view! { <Button label tone=Tone::Quiet press=move || session.file.set(path.clone()) /> }.into_any()
    };
    let more = paths.len().saturating_sub(MOST_LINKS);
    let links = row(paths.into_iter().take(MOST_LINKS).map(link));
    let more = if more > 0 { changes::more(more) } else { String::new() };
    view! { <p class="preview__also">{changes::ALSO} {links} {more}</p> }.into_any()
}

/// On a narrow screen: into the sheet that opens, and back to what opened it.
fn take_the_focus_along(session: Session) {
    let mut before = false;
    follow(move || {
        let open = session.sheet.get();
        if before != open {
            let id = if open { PREVIEW_ID } else { OPEN_FILES_ID };
            once_drawn(move || document::focus(id));
        }
        before = open;
    });
}
