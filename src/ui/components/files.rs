//! The list of files, one of which is shown.

use leptos::prelude::*;

use crate::messages::page::preview as say;
use crate::ui::erased::{given, live_of, nothing, on, row};
use crate::ui::session::{Session, session};

/// What is said of a file.
#[derive(Clone, PartialEq)]
struct File {
    path: &'static str,
    size: String,
    mode: String,
    /// How many of its lines differ from the defaults.
    differing: usize,
}

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

fn files(session: Session) -> Vec<File> {
    let made = session.made();
    let files = made.files().map(|(file, marks)| {
        let differing = marks.iter().filter(|mark| **mark).count();
        File { path: file.path, size: say::size(file.text.len()), mode: say::mode(file.mode), differing }
    });
    files.collect()
}

fn button(session: Session, File { path, size, mode, differing }: File) -> AnyView {
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
                data-file=path
                aria-current=move || given(session.with_file(|file, _| file.path == path) == Some(true), "true")
                on:click=on(move |_| session.file.set(path.to_owned()))
            >
                <span class="files__path">{path}</span>
                {if differing > 0 { changed() } else { nothing() }}
                <span class="files__size">{size}</span>
                <span class="files__mode">{mode}</span>
            </button>
        </li>
    }
    .into_any()
}
