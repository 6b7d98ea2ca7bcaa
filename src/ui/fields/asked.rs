//! A field as it is asked: what every kind of input needs to know of it.

use leptos::prelude::*;

use crate::check::Finding;
use crate::stack;
use crate::ui::erased::{Settled, given};
use crate::ui::session::Session;
use crate::values::Secret;

/// What every kind of input needs to know of its field.
#[derive(Clone, Copy)]
pub struct Asked {
    pub field: &'static stack::Field,
    pub session: Session,
    stands: Settled<Stands>,
}

/// How it stands. A key in another field leaves it as it is, and nothing that shows it is woken.
#[derive(Clone, Default, PartialEq)]
struct Stands {
    value: String,
    secret: Option<Secret>,
    was_generated: bool,
    changed_from: Option<&'static str>,
    findings: Vec<Finding>,
}

impl Stands {
    fn of(field: &'static stack::Field, session: Session) -> Self {
        let (answers, made) = (session.answers(), session.made());
        let default = field.default_in(&answers.profile);
        Self {
            value: answers.value(field).to_owned(),
            secret: answers.secret(&field.key).cloned(),
            was_generated: session.was_generated(&field.key),
            changed_from: answers.typed(&field.key).is_some_and(|typed| typed != default).then_some(default),
            findings: made.findings_about(&field.key).cloned().collect(),
        }
    }
}

impl Asked {
    /// Together, so that one effect keeps up all of them.
    pub fn all(fields: Vec<&'static stack::Field>, session: Session) -> Vec<Self> {
        let asked = |field| {
            let stands = Settled::new(untrack(|| Stands::of(field, session)));
            Self { field, session, stands }
        };
        let all: Vec<Self> = fields.into_iter().map(asked).collect();
        let keep_up = all.clone();
        Effect::new(move |_| {
            for asked in &keep_up {
                asked.stands.set(Stands::of(asked.field, session));
            }
        });
        all
    }

    pub fn id(self) -> String {
        format!("field-{}", self.field.key)
    }

    pub fn value(self) -> String {
        self.stands.with(|stands| stands.value.clone())
    }

    pub fn set(self, text: String) {
        self.session.set(&self.field.key, text);
    }

    /// The ids of the help and of the findings, which are always there.
    pub fn described_by(self) -> String {
        format!("{} {}", self.help_id(), self.findings_id())
    }

    pub fn is_wrong(self) -> bool {
        self.stands.with(|stands| stands.findings.iter().any(Finding::is_error))
    }

    /// For `aria-invalid`.
    pub fn invalid(self) -> Option<String> {
        given(self.is_wrong(), "true")
    }

    pub fn findings(self) -> Vec<Finding> {
        self.stands.with(|stands| stands.findings.clone())
    }

    pub fn secret(self) -> Option<Secret> {
        self.stands.with(|stands| stands.secret.clone())
    }

    /// Berth made the secret that is there.
    pub fn was_generated(self) -> bool {
        self.stands.with(|stands| stands.was_generated)
    }

    pub fn help_id(self) -> String {
        format!("{}-help", self.id())
    }

    pub fn findings_id(self) -> String {
        format!("{}-findings", self.id())
    }

    /// The default, where the answer is another one.
    pub fn changed_from(self) -> Option<&'static str> {
        self.stands.with(|stands| stands.changed_from)
    }
}
