//! What each container receives, variable by variable and file by file.

use leptos::prelude::*;

use super::table::table;
use crate::message::Container;
use crate::ui::erased::row;
use crate::ui::session::Session;
use crate::words::page::review as say;

pub fn view(session: Session, containers: &[Container]) -> impl IntoView + use<> {
    let container = |Container { id, count, receives }: &Container| {
        view! {
            <details class="section" data-receives=id.clone()>
                <summary class="section__head">
                    <h4 class="section__title"><code>{id.clone()}</code></h4>
                    <span class="section__folded">{count.clone()}</span>
                </summary>
                <div class="review__about">{table(session, receives)}</div>
            </details>
        }
    };
    view! { <p class="review__note">{say::MASKED}</p>{row(containers.iter().map(container))} }
}
