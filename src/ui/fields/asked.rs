//! A field as it is asked: what every kind of input needs to know of it.

use crate::check::Finding;
use crate::stack;
use crate::ui::erased::given;
use crate::ui::session::Session;

/// What every kind of input needs to know of its field.
#[derive(Clone, Copy)]
pub struct Asked {
    pub field: &'static stack::Field,
    pub session: Session,
}

impl Asked {
    pub fn id(self) -> String {
        format!("field-{}", self.field.key)
    }

    pub fn value(self) -> String {
        self.session.answers().value(self.field).to_owned()
    }

    pub fn set(self, text: String) {
        self.session.set(&self.field.key, text);
    }

    /// The ids of the help and of the findings, which are always there.
    pub fn described_by(self) -> String {
        format!("{} {}", self.help_id(), self.findings_id())
    }

    pub fn is_wrong(self) -> bool {
        self.session.made().findings_about(&self.field.key).any(Finding::is_error)
    }

    /// For `aria-invalid`.
    pub fn invalid(self) -> Option<String> {
        given(self.is_wrong(), "true")
    }

    pub fn findings(self) -> Vec<Finding> {
        self.session.made().findings_about(&self.field.key).cloned().collect()
    }

    pub fn help_id(self) -> String {
        format!("{}-help", self.id())
    }

    pub fn findings_id(self) -> String {
        format!("{}-findings", self.id())
    }

    pub fn default(self) -> &'static str {
        self.field.default_in(&self.session.answers().profile)
    }

    pub fn is_changed(self) -> bool {
        let answers = self.session.answers();
        let default = self.field.default_in(&answers.profile);
        answers.typed(&self.field.key).is_some_and(|typed| typed != default)
    }
}
