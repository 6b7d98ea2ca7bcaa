//! At the head: whose page this is, which stack, what leads everywhere, and the download.

use leptos::ev;
use leptos::prelude::*;

use super::requests::requests_badge;
use super::theme::ThemeToggle;
use crate::browser::{document, keys};
use crate::catalogue;
use crate::ui::erased::{given, on, row};
use crate::ui::panel::Panel;
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::{STEP_ID, Session, session};
use crate::words::page::{self as say, history, palette, take_away};

#[component]
pub fn Header() -> impl IntoView {
    let session = session();
    let skip = |_: ev::MouseEvent| document::focus(STEP_ID);
    view! {
        <header class="header">
            <button type="button" id="skip" class="header__skip" on:click=on(skip)>
                {say::TO_FORM}
            </button>
            <div class="header__brand">
                <Icon shape=Shape::Anchor />
                <h1 class="header__name">{say::NAME}</h1>
            </div>
            {stacks(session)}
            {requests_badge()}
            {history_buttons(session)}
            {palette_button(session)}
            {take_away_button(session)}
            <ThemeToggle />
            <div class="header__download">
                <button
                    type="button"
                    id="download"
                    class="button button--strong"
                    aria-disabled=move || given(session.tally().errors > 0, "true")
                    aria-describedby="findings-summary download-waits"
                    on:click=on(move |_| session.download())
                >
                    <Icon shape=Shape::Download />
                    <span>{say::DOWNLOAD}</span>
                </button>
            </div>
        </header>
    }
}

fn stacks(session: Session) -> impl IntoView {
    let option = move |stack: &'static crate::stack::Stack| {
        let chosen = untrack(|| session.stack()).id == stack.id;
        view! { <option value=stack.id.as_str() selected=chosen>{stack.name.as_str()}</option> }
    };
    let choose = move |event| {
        if let Some(stack) = catalogue::find(&event_target_value(&event)) {
            session.choose_stack(stack);
        }
    };
    view! {
        <span class="header__stack">
            <select
                id="stack-choice"
                class="input header__stacks"
                aria-label=say::choice::STACK
                prop:value=move || session.stack().id.clone()
                on:change=on(choose)
            >
                {row(catalogue::all().iter().map(option))}
            </select>
        </span>
    }
}

fn history_buttons(session: Session) -> impl IntoView {
    let undo = history_button(
        "undo",
        history::UNDO,
        Shape::Undo,
        move || session.can_undo(),
        move || session.undo(),
    );
    let redo = history_button(
        "redo",
        history::REDO,
        Shape::Redo,
        move || session.can_redo(),
        move || session.redo(),
    );
    view! { <span class="header__wide header__history">{undo}{redo}</span> }
}

fn history_button(
    id: &'static str,
    label: &'static str,
    shape: Shape,
    there: impl Fn() -> bool + Send + 'static,
    then: impl Fn() + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            id=id
            class="button button--icon"
            title=label
            aria-disabled=move || given(!there(), "true")
            on:click=on(move |_| then())
        >
            <Icon shape />
            <span class="only-heard">{label}</span>
        </button>
    }
}

fn take_away_button(session: Session) -> impl IntoView {
    view! {
        <button
            type="button"
            id="take-away"
            class="button button--icon header__wide"
            title=take_away::TITLE
            data-panel="take-away"
            on:click=on(move |_| session.open(Panel::TakeAway))
        >
            <Icon shape=Shape::Share />
            <span class="only-heard">{take_away::TITLE}</span>
        </button>
    }
}

/// On a narrow screen it is the menu: all that the header has no room for is in it.
fn palette_button(session: Session) -> impl IntoView {
    let key = if keys::is_apple() { "⌘K" } else { "Ctrl K" };
    view! {
        <button type="button" id="palette-button" class="button palette-button" on:click=on(move |_| session.open(Panel::Palette))>
            <span class="palette-button__search"><Icon shape=Shape::Search /></span>
            <span class="palette-button__menu"><Icon shape=Shape::Menu /></span>
            <span class="palette-button__words">{palette::OPEN}</span>
            <kbd class="palette-button__key" aria-hidden="true">{key}</kbd>
        </button>
    }
}
