//! How many findings there are somewhere: nothing, a number with a mark, and the same in words for who can't see it.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::messages::page::findings as say;
use crate::ui::erased::live;
use crate::ui::session::Tally;

#[component]
pub fn Badge(
    /// What is counted.
    #[prop(into)]
    tally: Signal<Tally>,
) -> impl IntoView {
    live(move || {
        let Tally { errors, warnings } = tally.get();
        let (class, shape, number) = match (errors, warnings) {
            (0, 0) => return None,
            (0, _) => ("badge badge--warning", Shape::Warning, warnings),
            (_, _) => ("badge badge--error", Shape::Error, errors),
        };
        Some(view! {
            <span class=class>
                <Icon shape />
                <span aria-hidden="true">{number}</span>
                <span class="only-heard">{say::summary(errors, warnings)}</span>
            </span>
        })
    })
}
