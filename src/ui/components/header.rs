//! At the head: whose page this is, which stack, the theme, and the download.

use leptos::prelude::*;

use super::theme::ThemeToggle;
use super::{Icon, Shape};
use crate::browser::document;
use crate::messages::page as say;
use crate::ui::erased::{given, on, words};
use crate::ui::session::session;

#[component]
pub fn Header() -> impl IntoView {
    let session = session();
    let errors = move || session.tally().errors;

    view! {
        <header class="header">
            <button type="button" class="header__skip" on:click=on(|_| document::focus("step-title"))>
                {say::TO_FORM}
            </button>
            <div class="header__brand">
                <Icon shape=Shape::Anchor />
                <h1 class="header__name">{say::NAME}</h1>
            </div>
            <p class="header__stack">{words(move || session.stack().name.to_owned())}</p>
            <p class="header__promise">{say::TAGLINE}</p>
            <ThemeToggle />
            <div class="header__download">
                <button
                    type="button"
                    id="download"
                    class="button button--strong"
                    aria-disabled=move || given(errors() > 0, "true")
                    aria-describedby="findings-summary"
                    title=move || Some(errors()).filter(|errors| *errors > 0).map(say::status::cannot_hand_over)
                    on:click=on(move |_| session.download())
                >
                    <Icon shape=Shape::Download />
                    <span>{say::DOWNLOAD}</span>
                </button>
            </div>
        </header>
    }
}
