//! One thing that is asked: its name, what it means, where it is answered, and what is wrong with the answer.

use leptos::prelude::*;

use super::asked::Asked;
use super::finding_line;
use super::secret::SecretInput;
use super::select::Select;
use super::switch::Switch;
use super::text_input::TextInput;
use crate::stack::Kind;
use crate::ui::erased::{live_of, row};
use crate::ui::primitives::{Button, Tone};
use crate::ui::session::focus_field;
use crate::words::page::field as say;

#[component]
pub fn Field(
    /// What is asked.
    asked: Asked,
) -> impl IntoView {
    let field = asked.field;
    let input = match field.kind() {
        Kind::Secret(rule) => view! { <SecretInput asked rule /> }.into_any(),
        Kind::Choice(options) => view! { <Select asked options /> }.into_any(),
        Kind::Switch => view! { <Switch asked /> }.into_any(),
        _ => view! { <TextInput asked /> }.into_any(),
    };
    let unit = |unit: &'static str| view! { <span class="field__unit">{unit}</span> };
    let optional = || view! { <span class="field__optional">{say::OPTIONAL}</span> };

    view! {
        <div class=format!("field field--{}", field.kind().id())>
            <div class="field__head">
                <label class="field__label" for=asked.id()>{field.label.as_str()}</label>
                {(!field.required).then(optional)}
                <code class="field__key">{field.key.as_str()}</code>
            </div>
            <p class="field__help" id=asked.help_id()>{field.help.as_str()}</p>
            <div class="field__answer">
                {input}
                {field.unit.as_deref().map(unit)}
                {live_of(move || asked.changed_from(), move |default| default.map(|default| reset(asked, default)))}
            </div>
            <div class="field__findings" id=asked.findings_id()>
                {live_of(move || asked.findings(), |findings| row(findings.into_iter().map(finding_line)))}
            </div>
        </div>
    }
}

/// Back to the default, which it names.
fn reset(asked: Asked, default: &'static str) -> impl IntoView {
    let press = move || {
        asked.session.reset(&asked.field.key);
        focus_field(&asked.field.key);
    };
    view! { <Button label=say::reset_to(default) tone=Tone::Quiet press /> }
}
