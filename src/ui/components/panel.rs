//! What opens over the page: one dialog, for one thing at a time. The browser keeps the focus in it, and gives it back.

use leptos::prelude::*;

use super::{Button, Shape};
use crate::browser::document;
use crate::messages::page::panel as say;
use crate::ui::erased::{follow, live_of, nothing, on, once_drawn, words};
use crate::ui::session::session;

pub const PANEL_ID: &str = "panel";

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Panel {
    #[default]
    None,
}

impl Panel {
    fn title(self) -> &'static str {
        match self {
            Self::None => "",
        }
    }

    fn view(self) -> AnyView {
        match self {
            Self::None => nothing(),
        }
    }
}

#[component]
pub fn PanelHost() -> impl IntoView {
    let session = session();
    follow(move || {
        let open = session.panel() != Panel::None;
        once_drawn(move || document::show_modal(PANEL_ID, open));
    });
    view! {
        <dialog
            class="panel"
            id=PANEL_ID
            aria-labelledby="panel-title"
            on:close=on(move |_| session.open(Panel::None))
        >
            <div class="panel__top">
                <h2 class="panel__title" id="panel-title">{words(move || session.panel().title().to_owned())}</h2>
                <Button label=say::CLOSE icon=Shape::Close icon_only=true press=move || session.open(Panel::None) />
            </div>
            <div class="panel__about">{live_of(move || session.panel(), Panel::view)}</div>
        </dialog>
    }
}
