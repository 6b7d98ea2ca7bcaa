//! What a person does to the answers. Each of it can be undone.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Session, memory};
use crate::answers::Answers;
use crate::check::Mend;
use crate::entropy::System;
use crate::plan;
use crate::stack::{Field, Kind, SecretMode, Shape, Stack};
use crate::values::Secret;
use crate::words::page::{self as say, history as words};

impl Session {
    /// What was said of the answers before no longer holds. `typed` is the key of the field that is typed into, if one is.
    pub(super) fn change(self, what: &str, typed: Option<&str>, change: impl FnOnce(&mut Answers)) {
        let before = self.answers.get_untracked();
        let mut after = Answers::clone(&before);
        change(&mut after);
        if after == *before {
            return;
        }
        self.remember(what, typed);
        self.answers.set(Arc::new(after));
        if self.status.with_untracked(Option::is_some) {
            self.status.set(None);
        }
    }

    pub fn set(self, key: &str, text: String) {
        // What is chosen from a few is a change each time.
        let is_text = |field: &Field| !matches!(field.kind(), Kind::Choice(_) | Kind::Switch);
        let field = untrack(|| self.stack()).field(key).filter(|field| is_text(field));
        let typed = field.map(|field| field.key.as_str());
        self.change(self.label(key), typed, |answers| answers.set(key, text));
    }

    pub fn reset(self, key: &str) {
        self.change(self.label(key), None, |answers| answers.reset(key));
    }

    pub fn set_secret(self, key: &str, secret: Secret) {
        self.change(self.label(key), Some(key), |answers| answers.set_secret(key, secret));
        if self.generated.with_untracked(|generated| generated.iter().any(|made| made == key)) {
            self.generated.update(|generated| {
                generated.retain(|made| made != key);
            });
        }
    }

    pub fn mend(self, mend: &Mend) {
        match mend {
            Mend::Set { key, value } => {
                self.change(self.label(key), None, |answers| answers.set(key.clone(), value.as_str()));
            }
            Mend::Generate { key } => {
                if let Some(field) = self.stack().field(key) {
                    self.generate(field);
                }
            }
            Mend::LeaveOut { addon } => self.choose_addon(addon, false),
        }
    }

    pub fn generate(self, field: &Field) {
        match entropy() {
            Ok(mut entropy) => {
                self.change(&field.label, None, |answers| answers.make_secret(field, &mut entropy));
                self.generated.update(|generated| generated.push(field.key.clone()));
            }
            Err(why) => self.say(why),
        }
    }

    /// Every secret that Berth can make and that is not there yet.
    pub fn generate_all(self) {
        match self.make_missing(false) {
            Ok(made) => self.say(format!("{}.", say::status::secrets_made(made))),
            Err(why) => self.say(why),
        }
    }

    /// How many were made; what was there stays. What is handed over is made for good, the rest can be undone.
    pub(super) fn make_missing(self, handed_over: bool) -> Result<usize, String> {
        let stack = self.stack();
        let mut answers = Answers::clone(&self.answers());
        let asked = plan::asked(stack, &answers);
        if answers.missing_secrets(&asked).is_empty() {
            return Ok(0);
        }
        let made = answers.make_missing_secrets(&asked, &mut entropy()?);
        if !handed_over {
            self.remember(words::ALL_SECRETS, None);
        }
        self.answers.set(Arc::new(answers));
        if handed_over {
            self.hold(&made);
        }
        let count = made.len();
        self.generated.update(|generated| generated.extend(made.into_iter().map(str::to_owned)));
        Ok(count)
    }

    /// Answers for the stack that was chosen before are put aside, not thrown away.
    pub fn choose_stack(self, stack: &'static Stack) {
        if self.stack().id == stack.id {
            return;
        }
        self.remember(say::choice::STACK, None);
        let put_aside = self.shelf.get_value().into_iter().find(|answers| answers.stack == stack.id);
        let chosen = put_aside.unwrap_or_else(|| self.recall(stack));
        self.put(Arc::new(chosen));
        self.generated.update(Vec::clear);
    }

    /// Other answers. Where they are for another stack, those that are left are put aside in the place of older ones.
    pub(super) fn put(self, answers: Arc<Answers>) {
        let left = self.answers.get_untracked();
        if left.stack != answers.stack {
            self.shelf.update_value(|shelf| {
                shelf.retain(|held| held.stack != left.stack && held.stack != answers.stack);
                shelf.push(Answers::clone(&left));
            });
        }
        self.answers.set(answers);
    }

    fn recall(self, stack: &'static Stack) -> Answers {
        let (answers, notices) = memory::recall(stack);
        self.notices.update(|all| all.extend(notices));
        answers
    }

    pub fn choose_profile(self, id: &str) {
        let stack = untrack(|| self.stack());
        self.change(say::choice::PROFILE, None, |answers| answers.choose_profile(stack, id));
    }

    pub fn choose_shape(self, shape: Shape) {
        self.change(say::choice::SHAPE, None, |answers| answers.shape = shape);
    }

    pub fn choose_secrets(self, mode: SecretMode) {
        self.change(say::choice::SECRETS, None, |answers| answers.secrets = mode);
    }

    pub fn choose_addon(self, id: &str, there: bool) {
        self.change(say::choice::ADDONS, None, |answers| {
            answers.addons.retain(|addon| addon != id);
            if there {
                answers.addons.push(id.to_owned());
            }
        });
    }

    fn label(self, key: &str) -> &'static str {
        untrack(|| self.stack()).field(key).map_or("", |field| &field.label)
    }
}

fn entropy() -> Result<System, String> {
    System::new().ok_or_else(|| say::secret::NO_ENTROPY.to_owned())
}
