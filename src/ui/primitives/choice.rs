//! One of a few, each with a name and a sentence.

use leptos::prelude::*;

use crate::ui::erased::{on, row};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChoiceOption {
    pub id: &'static str,
    pub title: &'static str,
    pub summary: &'static str,
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
    /// What there is to choose from. If there is nothing, nothing is shown.
    options: Vec<ChoiceOption>,
    /// Whether an option is taken.
    #[prop(into)]
    chosen: Callback<(&'static str,), bool>,
    /// An option was taken, or given up.
    #[prop(into)]
    choose: Callback<(&'static str, bool)>,
) -> impl IntoView {
    if options.is_empty() {
        return None;
    }
    let option = move |option: ChoiceOption| {
        let ChoiceOption { id, title, summary } = option;
        let summary_id = format!("choice-{name}-{id}");
        view! {
            <label class="choice__option">
                <input
                    id=format!("{name}-{id}")
                    type=if several { "checkbox" } else { "radio" }
                    class="choice__input"
                    name=name
                    value=id
                    aria-describedby=summary_id.clone()
                    checked=untrack(|| chosen.run((id,)))
                    prop:checked=move || chosen.run((id,))
                    on:change=on(move |event| choose.run((id, event_target_checked(&event))))
                />
                <span class="choice__title">{title}</span>
                <span class="choice__summary" id=summary_id>{summary}</span>
            </label>
        }
    };
    let class = if legend_only_heard { "choice__legend only-heard" } else { "choice__legend" };
    Some(view! {
        <fieldset class="choice">
            <legend class=class>{legend}</legend>
            {row(options.into_iter().map(option))}
        </fieldset>
    })
}
