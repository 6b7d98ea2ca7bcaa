//! At the head: whose page this is, which stack, the theme, and the download.

use leptos::prelude::*;

use super::theme::ThemeToggle;
use super::{Icon, Shape};
use crate::browser::document;
use crate::messages::page as say;
use crate::ui::erased::on;
use crate::ui::session::session;

#[component]
pub fn Header() -> impl IntoView {
    let session = session();
    let errors = Memo::new(move |_| session.tally().errors);
    let why_not = move || (errors.get() > 0).then(|| say::status::cannot_hand_over(errors.get()));

    view! {
        <header class="header">
            <button type="button" class="header__skip" on:click=on(|_| document::focus("step-title"))>
                {say::TO_FORM}
            </button>
            <div class="header__brand">
                <Icon shape=Shape::Anchor />
                <h1 class="header__name">{say::NAME}</h1>
            </div>
            <p class="header__stack">{Signal::derive(move || session.stack().name)}</p>
            <p class="header__promise">{say::TAGLINE}</p>
            <ThemeToggle />
            <div class="header__download">
                <button
                    type="button"
                    id="download"
                    class="button button--strong"
                    aria-disabled=Signal::derive(move || why_not().map(|_| "true"))
                    aria-describedby="findings-summary"
                    title=Signal::derive(why_not)
                    on:click=on(move |_| session.download())
                >
                    <Icon shape=Shape::Download />
                    <span>{say::DOWNLOAD}</span>
                </button>
            </div>
        </header>
    }
}
