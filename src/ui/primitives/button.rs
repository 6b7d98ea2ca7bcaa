//! A button with an icon and words.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::ui::erased::on;

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
    label: String,
    /// Shown before the words.
    #[prop(optional, into)]
    icon: Option<Shape>,
    /// How much it asks for attention.
    #[prop(optional)]
    tone: Tone,
    /// The words are heard only; the icon must be enough for the eye.
    #[prop(optional)]
    icon_only: bool,
    /// What is done.
    #[prop(into)]
    press: Callback<()>,
) -> impl IntoView {
    let (class, title, words) = if icon_only {
        ("button button--icon", Some(label.clone()), "only-heard")
    } else {
        (tone.class(), None, "")
    };
    view! {
        <button type="button" class=class title=title on:click=on(move |_| press.run(()))>
            {icon.map(|shape| view! { <Icon shape /> })}
            <span class=words>{label}</span>
        </button>
    }
}
