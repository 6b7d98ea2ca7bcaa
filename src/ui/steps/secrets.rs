//! The secrets, and all that Berth can make at once.

use leptos::prelude::*;

use super::Fields;
use crate::browser::document;
use crate::stack::Stage;
use crate::ui::erased::{live_of, on};
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
        .into_any()
    };
    let all_made =
        || view! { <p class="secrets__made"><Icon shape=Shape::Check />{say::ALL_MADE}</p> }.into_any();
    view! {
        <div class="secrets__all">
            {live_of(move || session.made().misses_a_secret, move |missing| if missing { button() } else { all_made() })}
        </div>
        <Fields stage=Stage::Secrets />
    }
}
