//! What each key does, and the switch for those that are letters alone.

use leptos::prelude::*;

use crate::browser::{keys, storage};
use crate::messages::page::keys as say;
use crate::ui::actions::ACTIONS;
use crate::ui::erased::{on, row};
use crate::ui::saved;
use crate::ui::session::{Session, session};

pub fn view() -> AnyView {
    let line = |[key, what]: [&'static str; 2]| {
        view! {
            <div class="keys__line">
                <dt>{kbd(key)}</dt>
                <dd>{what}</dd>
            </div>
        }
        .into_any()
    };
    let keyed = ACTIONS.iter().filter(|action| !action.key.is_empty());
    let lines = keyed.map(|action| [action.key, action.what]).chain([[say::ESCAPE, say::CLOSES]]);
    view! {
        {letters(session())}
        <dl class="keys">{row(lines.map(line))}</dl>
    }
    .into_any()
}

fn letters(session: Session) -> AnyView {
    let switch = move |event| {
        let on = event_target_checked(&event);
        session.letters.set(on);
        // A browser that keeps nothing has them again after a reload.
        let _ = if on { storage::remove(saved::LETTERS) } else { storage::write(saved::LETTERS, "off") };
    };
    view! {
        <label class="keys__switch">
            <input
                id="letters"
                class="switch__input"
                type="checkbox"
                role="switch"
                aria-describedby="letters-help"
                prop:checked=move || session.letters.get()
                on:change=on(switch)
            />
            <span>{say::LETTERS}</span>
        </label>
        <p class="keys__help" id="letters-help">{say::LETTERS_HELP}</p>
    }
    .into_any()
}

/// As this machine's keyboard has it.
pub fn kbd(key: &str) -> AnyView {
    let text = if keys::is_apple() { key.replace("Ctrl+", "⌘") } else { key.replace('+', " ") };
    view! { <kbd class="kbd">{text}</kbd> }.into_any()
}
