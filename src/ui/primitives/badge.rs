//! How many findings there are somewhere: nothing, a number with a mark, and the same in words for who can't see it.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::ui::erased::live_of;
use crate::ui::tally::Tally;
use crate::words::page::findings as say;

pub fn badge(tally: impl Fn() -> Tally + Send + Sync + 'static) -> AnyView {
    live_of(tally, view)
}

fn view(Tally { errors, warnings }: Tally) -> Option<impl IntoView> {
    let (class, shape, number) = match (errors, warnings) {
        (0, 0) => return None,
        (0, _) => ("badge badge--warning", Shape::Warning, warnings),
        (_, _) => ("badge badge--error", Shape::Error, errors),
    };
    Some(view! {
        <span class=class>
            <Icon shape />
            <span aria-hidden="true">{number.to_string()}</span>
            <span class="only-heard">{say::summary(errors, warnings)}</span>
        </span>
    })
}
