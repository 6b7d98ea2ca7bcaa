//! What opens over the page: one dialog, for one thing at a time. The browser keeps the focus in it, and gives it back.

use leptos::prelude::*;

use super::{keys, palette, privacy, take_away};
use crate::browser::document;
use crate::ui::erased::{live, live_of, on};
use crate::ui::panel::Panel;
use crate::ui::primitives::{Button, Shape};
use crate::ui::session::session;
use crate::words::page::panel as say;

pub const PANEL_ID: &str = "panel";
const TITLE_ID: &str = "panel-title";

fn view(panel: Panel) -> AnyView {
    match panel {
        Panel::Keys => keys::view().into_any(),
        Panel::Palette => palette::view().into_any(),
        Panel::Privacy => privacy::view().into_any(),
        Panel::TakeAway => take_away::view().into_any(),
    }
}

#[component]
pub fn PanelHost() -> impl IntoView {
    let session = session();
    let mut before = None;
    Effect::new(move |_| {
        let now = session.panel().get();
        let another = before.is_some() && now.is_some();
        before = now;
        request_animation_frame(move || {
            document::show_modal(PANEL_ID, now.is_some());
            // What had the focus went with the panel before.
            if another {
                document::focus(TITLE_ID);
            }
        });
    });
    view! {
        <dialog
            class="panel"
            id=PANEL_ID
            aria-labelledby=TITLE_ID
            on:close=on(move |_| session.close_panel())
        >
            <div class="panel__top">
                <h2 class="panel__title" id=TITLE_ID tabindex="-1">{live(move || session.panel().get().map_or_else(String::new, |panel| panel.title().to_owned()))}</h2>
                <Button label=say::CLOSE icon=Shape::Close icon_only=true press=move || session.close_panel() />
            </div>
            <div class="panel__about">{live_of(move || session.panel().get(), |panel| panel.map(view))}</div>
        </dialog>
    }
}
