//! One thing that is asked: its name, what it means, where it is answered, and what is wrong with the answer.

use leptos::prelude::*;

use super::secret::SecretInput;
use super::select::Select;
use super::switch::Switch;
use super::text_input::TextInput;
use super::{Button, FindingLine, Tone};
use crate::check::Finding;
use crate::messages::page::field as say;
use crate::stack::{self, Kind};
use crate::ui::erased::{live, when};
use crate::ui::session::{Session, focus_field, session};

/// What every kind of input needs to know of its field.
#[derive(Clone, Copy)]
pub struct Asked {
    pub field: &'static stack::Field,
    session: StoredValue<Session>,
    findings: Memo<Vec<Finding>>,
}

impl Asked {
    pub fn session(self) -> Session {
        self.session.get_value()
    }

    pub fn id(self) -> String {
        format!("field-{}", self.field.key)
    }

    pub fn value(self) -> String {
        self.session().with_answers(|answers| answers.value(self.field).to_owned())
    }

    pub fn set(self, text: String) {
        self.session().set(self.field.key, text);
    }

    /// The ids of the help and of the findings, which are always there.
    pub fn described_by(self) -> String {
        format!("{} {}", self.help_id(), self.findings_id())
    }

    pub fn invalid(self) -> Option<&'static str> {
        self.findings.with(|findings| findings.iter().any(Finding::is_error)).then_some("true")
    }

    fn help_id(self) -> String {
        format!("{}-help", self.id())
    }

    fn findings_id(self) -> String {
        format!("{}-findings", self.id())
    }

    fn default(self) -> &'static str {
        self.session().with_answers(|answers| self.field.default_in(&answers.profile))
    }

    fn is_changed(self) -> bool {
        self.session().with_answers(|answers| {
            answers
                .typed(self.field.key)
                .is_some_and(|typed| typed != self.field.default_in(&answers.profile))
        })
    }
}

#[component]
pub fn Field(
    /// What is asked.
    field: &'static stack::Field,
) -> impl IntoView {
    let session = session();
    let asked =
        Asked { field, session: StoredValue::new(session), findings: session.findings_about(field.key) };
    let input = match &field.kind {
        Kind::Secret(rule) => view! { <SecretInput asked rule /> }.into_any(),
        Kind::Choice(options) => view! { <Select asked options /> }.into_any(),
        Kind::Switch => view! { <Switch asked /> }.into_any(),
        _ => view! { <TextInput asked /> }.into_any(),
    };
    let unit = (!field.unit.is_empty()).then(|| view! { <span class="field__unit">{field.unit}</span> });
    let optional = (!field.required).then(|| view! { <span class="field__optional">{say::OPTIONAL}</span> });

    view! {
        <div class=format!("field field--{}", field.kind.id())>
            <div class="field__head">
                <label class="field__label" for=asked.id()>{field.label}</label>
                {optional}
                <code class="field__key">{field.key}</code>
            </div>
            <p class="field__help" id=asked.help_id()>{field.help}</p>
            <div class="field__answer">
                {input}
                {unit}
                {when(move || asked.is_changed(), move || view! { <Reset asked /> })}
            </div>
            <div class="field__findings" id=asked.findings_id()>
                {live(move || {
                    asked.findings.get().into_iter().map(|finding| view! { <FindingLine finding /> }).collect_view()
                })}
            </div>
        </div>
    }
}

/// Back to the default, which it names.
#[component]
fn Reset(
    /// What is asked.
    asked: Asked,
) -> impl IntoView {
    let press = move || {
        asked.session().reset(asked.field.key);
        focus_field(asked.field.key);
    };
    view! {
        <Button label=Signal::derive(move || say::reset_to(asked.default())) tone=Tone::Quiet press />
    }
}
