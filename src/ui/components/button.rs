//! A button with an icon and words.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::ui::erased::{Press, on};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Plain,
    /// Among words, as a link is.
    Quiet,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Quiet => "button button--quiet",
        }
    }
}

#[component]
pub fn Button(
    /// What it does, in words.
    #[prop(into)]
    label: Signal<String>,
    /// Shown before the words.
    #[prop(optional, into)]
    icon: Option<Signal<Shape>>,
    /// How much it asks for attention.
    #[prop(optional)]
    tone: Tone,
    /// The words are heard only; the icon must be enough for the eye.
    #[prop(optional)]
    icon_only: bool,
    /// What is done.
    #[prop(into)]
    press: Press,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=tone.class()
            class:button--icon=icon_only
            title=Signal::derive(move || icon_only.then(|| label.get()))
            on:click=on(move |_| press.0())
        >
            {icon.map(|shape| view! { <Icon shape /> })}
            <span class:only-heard=icon_only>{label}</span>
        </button>
    }
}
