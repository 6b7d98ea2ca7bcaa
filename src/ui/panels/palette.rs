//! A few words, and one is there: every step, field, file and action of the page.

use leptos::ev;
use leptos::prelude::*;

use super::find::{Goal, find, goals};
use crate::browser::document;
use crate::ui::erased::{either, given, live, live_of, on, row, when};
use crate::ui::primitives::kbd;
use crate::ui::session::{Session, session};
use crate::words::page::palette as say;

const LIST_ID: &str = "palette-list";

/// What is typed, what that finds, and which of it Enter would take.
#[derive(Clone, Copy)]
struct Palette {
    session: Session,
    goals: StoredValue<Vec<Goal>>,
    typed: RwSignal<String>,
    /// The id of the option.
    active: RwSignal<Option<String>>,
}

pub fn view() -> impl IntoView {
    let session = session();
    let palette = Palette {
        session,
        goals: StoredValue::new(untrack(|| goals(session))),
        typed: RwSignal::new(String::new()),
        active: RwSignal::new(Some(option_id(0))),
    };
    view! {
        <div class="palette">
            <input
                id="palette-input"
                class="input"
                type="text"
                role="combobox"
                aria-label=say::INPUT
                placeholder=say::INPUT
                aria-expanded="true"
                aria-controls=LIST_ID
                aria-autocomplete="list"
                aria-activedescendant=move || palette.active.get()
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                autofocus=!document::is_touched()
                on:input=on(move |event| palette.look_for(event_target_value(&event)))
                on:keydown=on(move |event| palette.press(&event))
            />
            <p class="palette__count" role="status">{live(move || say::found(palette.found().len()))}</p>
            <ul class="palette__list" id=LIST_ID role="listbox" aria-label=say::TITLE>
                {live_of(move || palette.typed.get(), move |_| palette.options())}
            </ul>
            {when(move || palette.active.with(Option::is_none), || view! { <p class="palette__none">{say::NONE}</p> })}
        </div>
    }
}

fn option_id(at: usize) -> String {
    format!("goal-{at}")
}

impl Palette {
    fn found(self) -> Vec<usize> {
        self.typed.with(|typed| self.goals.with_value(|goals| find(goals, typed)))
    }

    fn look_for(self, typed: String) {
        self.typed.set(typed);
        self.make_active(self.found().first().copied());
    }

    fn make_active(self, at: Option<usize>) {
        let id = at.map(option_id);
        self.active.set(id.clone());
        if let Some(id) = id {
            request_animation_frame(move || document::scroll_to(LIST_ID, &id));
        }
    }

    fn press(self, event: &ev::KeyboardEvent) {
        let found = self.found();
        let active = self.active.get_untracked();
        let Some(at) = found.iter().position(|at| Some(option_id(*at)) == active) else { return };
        let last = found.len() - 1;
        let to = match &*event.key() {
            "ArrowDown" => {
                if at == last {
                    0
                } else {
                    at + 1
                }
            }
            "ArrowUp" => at.checked_sub(1).unwrap_or(last),
            "Enter" => return self.take(found[at]),
            _ => return,
        };
        event.prevent_default();
        self.make_active(Some(found[to]));
    }

    /// The panel closes first, unless the goal is another panel.
    fn take(self, at: usize) {
        self.session.close_panel();
        if let Some(goal) = self.goals.with_value(|goals| goals.get(at).cloned()) {
            goal.reach(self.session);
        }
    }

    fn options(self) -> impl IntoView {
        let found = untrack(|| self.found());
        self.goals.with_value(|goals| row(found.into_iter().map(|at| self.option(at, &goals[at]))))
    }

    fn option(self, at: usize, goal: &Goal) -> impl IntoView + use<> {
        let id = option_id(at);
        let (own, seen) = (Some(id.clone()), Some(id.clone()));
        let key = goal.key.map(|key| {
            if goal.is_act() {
                kbd(key).into_any()
            } else {
                view! { <code class="palette__key">{key}</code> }.into_any()
            }
        });
        view! {
            <li
                class=move || self.active.with(|active| either(*active == own, "palette__goal palette__goal--active", "palette__goal"))
                id=id
                role="option"
                aria-selected=move || given(true, if self.active.with(|active| *active == seen) { "true" } else { "false" })
                on:click=on(move |_: ev::MouseEvent| self.take(at))
            >
                <span class="palette__name">{goal.name.clone()}</span>
                {key}
                <span class="palette__kind">{goal.kind}</span>
            </li>
        }
    }
}
