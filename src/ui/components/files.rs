//! The list of files, one of which is shown.

use leptos::prelude::*;

use crate::messages::page::preview as say;
use crate::ui::erased::{given, live_of, nothing, on, row};
use crate::ui::session::{Session, session};

#[component]
pub fn Files() -> impl IntoView {
    let session = session();
    view! {
        <ul class="files">
            {live_of(
                move || files(session),
                move |files| row(files.into_iter().map(move |file| button(session, file))),
            )}
        </ul>
    }
}

/// Of each file its path, its size, its mode, and how many of its lines differ from the defaults.
fn files(session: Session) -> Vec<([String; 3], usize)> {
    let made = session.made();
    let files = made.files().map(|(file, marks)| {
        let differing = marks.iter().filter(|mark| **mark).count();
        ([file.path.clone(), say::size(file.text.len()), say::mode(file.mode)], differing)
    });
    files.collect()
}

fn button(session: Session, ([path, size, mode], differing): ([String; 3], usize)) -> AnyView {
    let (name, chosen) = (path.clone(), path.clone());
    let changed = || {
        view! {
            <span class="files__changed">
                <span aria-hidden="true">{differing.to_string()}</span>
                <span class="only-heard">{say::changed(differing)}</span>
            </span>
        }
        .into_any()
    };
    view! {
        <li>
            <button
                type="button"
                class="files__file"
                data-file=path.clone()
                aria-current=move || given(session.with_file(|file, _| file.path == name) == Some(true), "true")
                on:click=on(move |_| session.file.set(chosen.clone()))
            >
                <span class="files__path">{path.clone()}</span>
                {if differing > 0 { changed() } else { nothing() }}
                <span class="files__size">{size}</span>
                <span class="files__mode">{mode}</span>
            </button>
        </li>
    }
    .into_any()
}
