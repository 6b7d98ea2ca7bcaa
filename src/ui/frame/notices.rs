//! What could not be used when the page came up, each part by name, until it is put away.

use leptos::prelude::*;

use crate::browser::document;
use crate::ui::erased::{live, row, when};
use crate::ui::primitives::{Button, Shape, prose};
use crate::ui::session::{STEP_ID, session};
use crate::words::page as say;

#[component]
pub fn Notices() -> impl IntoView {
    let session = session();
    let lines =
        move || row(session.notices().get().into_iter().map(|text| view! { <li>{prose(&text)}</li> }));
    let dismiss = move || {
        session.dismiss_notices();
        document::focus(STEP_ID);
    };
    let view = move || {
        view! {
            <div class="notices" role="status">
                <ul class="notices__list">{live(lines)}</ul>
                <Button label=say::DISMISS icon=Shape::Close icon_only=true press=dismiss />
            </div>
        }
    };
    when(move || !session.notices().get().is_empty(), view)
}
