//! What each key does, and the switch for those that are letters alone.

use leptos::prelude::*;

use crate::ui::actions::ACTIONS;
use crate::ui::erased::{on, row};
use crate::ui::primitives::kbd;
use crate::ui::session::{Session, session};
use crate::words::page::keys as say;

pub fn view() -> impl IntoView {
    let line = |[key, what]: [&'static str; 2]| {
        view! {
            <div class="keys__line">
                <dt>{kbd(key)}</dt>
                <dd>{what}</dd>
            </div>
        }
    };
    let keyed = ACTIONS.iter().filter_map(|action| Some([action.key?, action.what]));
    let lines = keyed.chain([[say::ESCAPE, say::CLOSES]]);
    view! {
        {letters(session())}
        <dl class="keys">{row(lines.map(line))}</dl>
    }
}

fn letters(session: Session) -> impl IntoView {
    let switch = move |event| session.make_letters_shortcuts(event_target_checked(&event));
    view! {
        <label class="keys__switch">
            <input
                id="letters"
                class="switch__input"
                type="checkbox"
                role="switch"
                aria-describedby="letters-help"
                prop:checked=move || session.letters().get()
                on:change=on(switch)
            />
            <span>{say::LETTERS}</span>
        </label>
        <p class="keys__help" id="letters-help">{say::LETTERS_HELP}</p>
    }
}
