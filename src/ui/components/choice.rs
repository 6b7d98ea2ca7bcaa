//! One of a few, each with a name and a sentence.

use std::sync::Arc;

use leptos::prelude::*;

use crate::ui::erased::on;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    pub id: &'static str,
    pub title: &'static str,
    pub summary: &'static str,
}

/// Whether an option is taken.
pub struct Chosen(Arc<dyn Fn(&str) -> bool + Send + Sync>);

impl<F: Fn(&str) -> bool + Send + Sync + 'static> From<F> for Chosen {
    fn from(chosen: F) -> Self {
        Self(Arc::new(chosen))
    }
}

#[component]
pub fn Choice(
    /// What is chosen, in words.
    legend: &'static str,
    /// What is chosen, for the browser.
    name: &'static str,
    /// The heading above says the legend already.
    #[prop(optional)]
    legend_only_heard: bool,
    /// More than one may be taken.
    #[prop(optional)]
    several: bool,
    /// What there is to choose from.
    options: Vec<ChoiceOption>,
    /// Whether an option is taken.
    #[prop(into)]
    chosen: Chosen,
    /// An option was taken, or given up.
    #[prop(into)]
    choose: Callback<(&'static str, bool)>,
) -> impl IntoView {
    let option = move |option: ChoiceOption| {
        let ChoiceOption { id, title, summary } = option;
        let chosen = chosen.0.clone();
        let summary_id = format!("choice-{name}-{id}");
        view! {
            <label class="choice__option">
                <input
                    type=if several { "checkbox" } else { "radio" }
                    class="choice__input"
                    name=name
                    value=id
                    aria-describedby=summary_id.clone()
                    prop:checked=Signal::derive(move || chosen(id))
                    on:change=on(move |event| choose.run((id, event_target_checked(&event))))
                />
                <span class="choice__title">{title}</span>
                <span class="choice__summary" id=summary_id>{summary}</span>
            </label>
        }
    };
    view! {
        <fieldset class="choice">
            <legend class="choice__legend" class:only-heard=legend_only_heard>{legend}</legend>
            {options.into_iter().map(option).collect_view()}
        </fieldset>
    }
}
