//! The list of files, one of which is shown.

use leptos::prelude::*;

use super::preview::changes;
use crate::bundle::File;
use crate::messages::page::preview as say;
use crate::ui::erased::{live, on};
use crate::ui::session::session;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    path: String,
    size: String,
    mode: String,
    changes: usize,
}

#[component]
pub fn Files(
    /// The file that is shown.
    file: Memo<Option<File>>,
    /// The path of the one to show.
    path: RwSignal<String>,
) -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| {
        let row = |file: &File| Row {
            path: file.path.clone(),
            size: say::size(file.text.len()),
            mode: say::mode(file.mode),
            changes: changes(session, file).iter().filter(|mark| **mark).count(),
        };
        let shown = session.shown();
        shown.with(|shown| {
            shown.as_ref().map_or_else(|_| Vec::new(), |bundle| bundle.files.iter().map(row).collect())
        })
    });
    let current = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| file.path.clone())));
    let button = move |Row { path: name, size, mode, changes }: Row| {
        let here = {
            let name = name.clone();
            move || current.with(|current| current.as_deref() == Some(&*name)).then_some("true")
        };
        let changed = (changes > 0).then(|| {
            view! {
                <span class="files__changed">
                    <span aria-hidden="true">{changes}</span>
                    <span class="only-heard">{say::changed(changes)}</span>
                </span>
            }
        });
        let chosen = name.clone();
        view! {
            <li>
                <button
                    type="button"
                    class="files__file"
                    data-file=name.clone()
                    aria-current=Signal::derive(here)
                    on:click=on(move |_| path.set(chosen.clone()))
                >
                    <span class="files__path">{name.clone()}</span>
                    {changed}
                    <span class="files__size">{size}</span>
                    <span class="files__mode">{mode}</span>
                </button>
            </li>
        }
    };
    view! {
        <ul class="files">
            {live(move || rows.get().into_iter().map(button).collect_view())}
        </ul>
    }
}
