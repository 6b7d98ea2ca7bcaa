//! The secrets, and all that Berth can make at once.

use leptos::prelude::*;

use super::Fields;
use crate::browser::document;
use crate::stack::Stage;
use crate::ui::erased::{on, when};
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::{STEP_ID, session};
use crate::words::page::secret as say;

#[component]
pub fn SecretsStep() -> impl IntoView {
    let session = session();
    let generate = move |_| {
        session.generate_all();
        document::focus(STEP_ID);
    };
    let button = move || {
        view! {
            <button type="button" id="generate-all" class="button" on:click=on(generate)>
                <Icon shape=Shape::Spark />
                <span>{say::GENERATE_ALL}</span>
            </button>
        }
    };
    let misses = move || session.made().misses_a_secret;
    view! {
        <div class="secrets__all">
            {when(misses, button)}
            {when(move || !misses(), || view! { <p class="secrets__made"><Icon shape=Shape::Check />{say::ALL_MADE}</p> })}
        </div>
        <Fields stage=Stage::Secrets />
    }
}
