//! To the step before and the step after.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::ui::erased::live;
use crate::ui::session::session;
use crate::ui::step::Step;

#[component]
pub fn Pager() -> impl IntoView {
    let session = session();
    let link = |step: Step, class: &'static str, rel: &'static str, icon: Shape| {
        view! {
            <a class=class rel=rel href=step.link()>
                <Icon shape=icon />
                <span>{step.title()}</span>
            </a>
        }
    };
    view! {
        <div class="pager">
            {live(move || {
                session.step().previous().map(|step| link(step, "pager__link", "prev", Shape::Left))
            })}
            {live(move || {
                session
                    .step()
                    .next()
                    .map(|step| link(step, "pager__link pager__link--next", "next", Shape::Right))
            })}
        </div>
    }
}
