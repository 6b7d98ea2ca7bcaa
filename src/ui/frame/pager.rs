//! To the step before and the step after.

use leptos::prelude::*;

use crate::ui::erased::live_of;
use crate::ui::primitives::{Icon, Shape};
use crate::ui::session::session;
use crate::ui::step::Step;
use crate::words::page as say;

#[component]
pub fn Pager() -> impl IntoView {
    let session = session();
    let back = |step| link(step, "pager__link", "prev", Shape::Left);
    let on = |step| link(step, "pager__link pager__link--next", "next", Shape::Right);
    view! {
        <nav class="pager" aria-label=say::PAGER>
            {live_of(move || session.step().previous(), move |step| step.map(back))}
            {live_of(move || session.step().next(), move |step| step.map(on))}
        </nav>
    }
}

fn link(step: Step, class: &'static str, rel: &'static str, icon: Shape) -> impl IntoView {
    view! {
        <a id=rel class=class rel=rel href=step.link()>
            <Icon shape=icon />
            <span>{step.title()}</span>
        </a>
    }
}
