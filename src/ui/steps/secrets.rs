//! The secrets, and all that Berth can make at once.

use leptos::prelude::*;

use super::Fields;
use crate::browser::document;
use crate::messages::page::secret as say;
use crate::stack::Stage;
use crate::ui::components::{Icon, Shape};
use crate::ui::erased::{live, on};
use crate::ui::session::session;

#[component]
pub fn SecretsStep() -> impl IntoView {
    let session = session();
    let missing = Memo::new(move |_| session.misses_a_secret());
    let generate = move |_| {
        session.generate_all();
        document::focus("step-title");
    };
    let button = move || {
        view! {
            <button type="button" id="generate-all" class="button" on:click=on(generate)>
                <Icon shape=Shape::Spark />
                <span>{say::GENERATE_ALL}</span>
            </button>
        }
    };
    let all_made = || view! { <p class="secrets__made"><Icon shape=Shape::Check />{say::ALL_MADE}</p> };
    view! {
        <div class="secrets__all">
            {live(move || if missing.get() { button().into_any() } else { all_made().into_any() })}
        </div>
        <Fields stage=Stage::Secrets />
    }
}
