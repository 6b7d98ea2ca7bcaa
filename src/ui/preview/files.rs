//! The files as a tree, one of which is shown. Arrow keys go through it, and Tab leaves it.

use leptos::attr::custom::custom_attribute;
use leptos::ev;
use leptos::prelude::*;

use super::files_tree::{Folder, Item, folders};
use crate::browser::{document, tree};
use crate::message::File;
use crate::ui::erased::{either, given, live_of, on, row};
use crate::ui::session::{Session, session};
use crate::words::page::{changes, preview as say};

pub const FILES_ID: &str = "files";

#[derive(Clone, Copy)]
struct Tree {
    session: Session,
    /// The folders that are folded.
    folded: RwSignal<Vec<String>>,
    /// The file or folder that Tab comes to.
    at: RwSignal<Option<String>>,
}

pub fn files(open: RwSignal<bool>) -> impl IntoView {
    let session = session();
    let tree = Tree { session, folded: RwSignal::new(Vec::new()), at: RwSignal::new(None) };
    tree.follow_the_file();
    let press = |event: ev::KeyboardEvent| {
        let plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        if plain && tree::press(FILES_ID, &event.key()) {
            event.prevent_default();
        }
    };
    let arrive = move |event: ev::FocusEvent| {
        if let Some(at) = document::attribute_at(&event, "data-at") {
            tree.at.set(Some(at));
        }
    };
    view! {
        <div
            class="files"
            id=FILES_ID
            role="tree"
            aria-label=changes::TREE
            hidden=move || !open.get()
            on:keydown=on(press)
            on:focusin=on(arrive)
        >
            {live_of(
                move || items(session),
                move |items| row(folders(&items).into_iter().map(move |folder| tree.folder(folder))),
            )}
        </div>
    }
}

fn items(session: Session) -> Vec<Item> {
    let item = |file: &File| Item { path: file.path.clone(), mode: file.mode, gone: file.gone };
    session.shown().files.iter().map(item).collect()
}

impl Tree {
    /// The folder of the file that is shown is open, and the file in sight.
    fn follow_the_file(self) {
        let mut before = None;
        Effect::new(move |_| {
            let now = self.session.shown_path();
            if before == now {
                return;
            }
            before.clone_from(&now);
            let Some(path) = now else { return };
            self.at.set(Some(path.clone()));
            let holds = |folder: &String| path.starts_with(folder.as_str());
            if self.folded.with_untracked(|folded| folded.iter().any(holds)) {
                self.folded.update(|folded| folded.retain(|folder| !holds(folder)));
            }
            request_animation_frame(|| tree::show_current(FILES_ID));
        });
    }

    fn is_folded(self, path: &str) -> bool {
        self.folded.with(|folded| folded.iter().any(|folder| folder == path))
    }

    fn tabindex(self, path: String) -> impl Fn() -> String {
        move || either(self.at.with(|at| at.as_ref() == Some(&path)), "0", "-1")
    }

    fn folder(self, Folder { path, items }: Folder) -> AnyView {
        let number = items.iter().filter(|item| !item.gone).count();
        let (level, above) = path.as_ref().map_or(("1", 0), |path| ("2", path.len()));
        let items = row(items.into_iter().map(move |item| self.file(item, above, level)));
        let Some(path) = path else {
            return view! { <div class="files__group" role="none">{items}</div> }.into_any();
        };
        let path = StoredValue::new(path);
        let is_folded = move || path.with_value(|path| self.is_folded(path));
        let turn = move || {
            let (path, fold) = (path.get_value(), !is_folded());
            self.folded.update(|folded| {
                folded.retain(|folder| *folder != path);
                if fold {
                    folded.push(path);
                }
            });
        };
        view! {
            <button
                type="button"
                class="files__file files__head"
                role="treeitem"
                data-at=path.get_value()
                aria-expanded=move || either(is_folded(), "false", "true")
                tabindex=self.tabindex(path.get_value())
                on:click=on(move |_| untrack(turn))
                {..custom_attribute("aria-level", "1")}
            >
                <span class="files__path">{path.get_value()}</span>
                <span class="files__size">{changes::files(number)}</span>
            </button>
            <div class="files__group" role="group" aria-label=path.get_value() hidden=is_folded>
                {items}
            </div>
        }
        .into_any()
    }

    /// `above`: how much of its path the folder says.
    fn file(self, Item { path, mode, gone }: Item, above: usize, level: &'static str) -> impl IntoView {
        let session = self.session;
        let name = &path[above..];
        let (within, own) = name.split_at(name.rfind('/').map_or(0, |at| at + 1));
        let (within, own) = (within.to_owned(), own.to_owned());
        let path = StoredValue::new(path);
        let numbers = move || {
            let (shown, path) = (session.shown(), path.get_value());
            let file = shown.files.iter().find(|file| file.path == path);
            file.map_or([0; 3], |file| [file.added, file.removed, file.size])
        };
        let facts = move |[added, removed, size]: [usize; 3]| {
            let size = (!gone).then(|| say::size(size));
            view! {
                {counts(added, removed)}
                <span class="files__size">{size}</span>
            }
        };
        view! {
            <button
                type="button"
                class=if gone { "files__file files__file--gone" } else { "files__file" }
                role="treeitem"
                data-file=path.get_value()
                data-at=path.get_value()
                aria-current=move || given(session.shown_path() == Some(path.get_value()), "true")
                tabindex=self.tabindex(path.get_value())
                on:click=on(move |_| session.show_file(&path.get_value()))
                {..custom_attribute("aria-level", level)}
            >
                <span class="files__path"><span class="files__within">{within}</span>{own}</span>
                {gone.then(|| view! { <span class="only-heard">{changes::GONE}</span> })}
                {live_of(numbers, facts)}
                <span class="files__mode">{say::mode(mode)}</span>
            </button>
        }
    }
}

/// `+3 −1`, and the same in words for who can't see it.
pub fn counts(added: usize, removed: usize) -> Option<impl IntoView> {
    let part = |class: &'static str, sign: &'static str, number: usize| {
        (number > 0).then(|| view! { <span class=class aria-hidden="true">{sign}{number}</span> })
    };
    (added + removed > 0).then(|| {
        view! {
            <span class="counts">
                {part("counts__added", "+", added)}
                {part("counts__removed", "−", removed)}
                <span class="only-heard">{changes::lines(added, removed)}</span>
            </span>
        }
    })
}

/// Of all files.
pub fn total() -> impl IntoView {
    let session = session();
    let sum = move || {
        session.shown().files.iter().fold([0; 3], |[changed, added, removed], file| {
            [changed + usize::from(file.differs()), added + file.added, removed + file.removed]
        })
    };
    let view = |[files, added, removed]: [usize; 3]| {
        (files > 0)
            .then(|| view! { <p class="preview__total">{changes::files(files)} {counts(added, removed)}</p> })
    };
    live_of(sum, view)
}
