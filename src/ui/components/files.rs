//! The list of files, one of which is shown.

use leptos::prelude::*;

use super::preview::changes;
use crate::bundle::File;
use crate::messages::page::preview as say;
use crate::ui::erased::{live, on};
use crate::ui::session::session;

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    path: &'static str,
    size: String,
    mode: String,
    changes: usize,
}

#[component]
pub fn Files(
    /// The file that is shown.
    file: Memo<Option<File>>,
    /// The path of the one to show.
    path: RwSignal<&'static str>,
) -> impl IntoView {
    let session = session();
    let rows = Memo::new(move |_| {
        let row = |file: &File| Row {
            path: file.path,
            size: say::size(file.text.len()),
            mode: say::mode(file.mode),
            changes: changes(session, file).iter().filter(|mark| **mark).count(),
        };
        let shown = session.shown();
        shown.with(|shown| {
            shown.as_ref().map_or_else(|_| Vec::new(), |bundle| bundle.files.iter().map(row).collect())
        })
    });
    let current = Memo::new(move |_| file.with(|file| file.as_ref().map(|file| file.path)));
    let button = move |Row { path: name, size, mode, changes }: Row| {
        let here = move || (current.get() == Some(name)).then_some("true");
        let changed = (changes > 0).then(|| {
            view! {
                <span class="files__changed">
                    <span aria-hidden="true">{changes}</span>
                    <span class="only-heard">{say::changed(changes)}</span>
                </span>
            }
        });
        view! {
            <li>
                <button
                    type="button"
                    class="files__file"
                    data-file=name
                    aria-current=Signal::derive(here)
                    on:click=on(move |_| path.set(name))
                >
                    <span class="files__path">{name}</span>
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
