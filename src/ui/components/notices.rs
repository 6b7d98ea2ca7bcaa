//! What could not be used when the page came up, each part by name, until it is put away.

use leptos::prelude::*;

use super::{Button, Prose, Shape};
use crate::messages::page as say;
use crate::ui::erased::{live, when};
use crate::ui::session::session;

#[component]
pub fn Notices() -> impl IntoView {
    let notices = session().notices;
    view! {
        {when(move || notices.with(|notices| !notices.is_empty()), move || view! {
            <div class="notices" role="status">
                <ul class="notices__list">
                    {live(move || {
                        notices
                            .get()
                            .into_iter()
                            .map(|text| view! { <li><Prose text /></li> })
                            .collect_view()
                    })}
                </ul>
                <Button label=say::DISMISS icon=Shape::Close icon_only=true press=move || notices.update(Vec::clear) />
            </div>
        })}
    }
}
