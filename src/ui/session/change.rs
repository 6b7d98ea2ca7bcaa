//! What a person does to the answers. Each of it can be undone.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Session, memory};
use crate::answers::Answers;
use crate::check::Mend;
use crate::entropy::System;
use crate::messages::page::{self as say, history as words};
use crate::plan;
use crate::stack::{Field, SecretMode, Shape, Stack};
use crate::values::Secret;

impl Session {
    /// What was said of the answers before no longer holds.
    pub(super) fn change(self, what: &str, typed: bool, change: impl FnOnce(&mut Answers)) {
        self.remember(what, typed);
        self.answers.update(|answers| change(Arc::make_mut(answers)));
        if self.status.with_untracked(|status| !status.is_empty()) {
            self.status.set(String::new());
        }
    }

    pub fn set(self, key: &str, text: String) {
        self.change(self.name_of(key), true, |answers| answers.set(key, text));
    }

    pub fn reset(self, key: &str) {
        self.change(self.name_of(key), false, |answers| answers.reset(key));
    }

    pub fn set_secret(self, key: &str, secret: Secret) {
        self.change(self.name_of(key), true, |answers| answers.set_secret(key, secret));
        if self.generated.with_untracked(|generated| generated.iter().any(|made| made == key)) {
            self.generated.update(|generated| {
                generated.retain(|made| made != key);
            });
        }
    }

    pub fn mend(self, mend: &Mend) {
        match mend {
            Mend::Set { key, value } => self.set(key, value.clone()),
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
                self.change(field.label, false, |answers| answers.make_secret(field, &mut entropy));
                self.generated.update(|generated| generated.push(field.key.to_owned()));
            }
            Err(why) => self.say(why),
        }
    }

    /// Every secret that Berth can make and that is not there yet.
    pub fn generate_all(self) {
        match self.make_missing() {
            Ok(made) => self.say(format!("{}.", say::status::secrets_made(made))),
            Err(why) => self.say(why),
        }
    }

    /// How many were made; what was there stays.
    pub(super) fn make_missing(self) -> Result<usize, String> {
        let stack = self.stack();
        let mut answers = Answers::clone(&self.answers());
        let asked = plan::asked(stack, &answers);
        if answers.missing_secrets(&asked).is_empty() {
            return Ok(0);
        }
        let made = answers.make_missing_secrets(&asked, &mut entropy()?);
        self.remember(words::ALL_SECRETS, false);
        self.answers.set(Arc::new(answers));
        let count = made.len();
        self.generated.update(|generated| generated.extend(made.into_iter().map(str::to_owned)));
        Ok(count)
    }

    /// Answers for the stack that was chosen before are put aside, not thrown away.
    pub fn choose_stack(self, stack: &'static Stack) {
        if self.stack().id == stack.id {
            return;
        }
        self.remember(say::choice::STACK, false);
        let chosen = self.shelf.try_update_value(|shelf| {
            let at = shelf.iter().position(|answers| answers.stack == stack.id)?;
            Some(shelf.swap_remove(at))
        });
        let chosen = chosen.flatten().unwrap_or_else(|| self.recall(stack));
        let before = Answers::clone(&self.answers());
        self.shelf.update_value(|shelf| shelf.push(before));
        self.answers.set(Arc::new(chosen));
        self.generated.update(Vec::clear);
    }

    fn recall(self, stack: &'static Stack) -> Answers {
        let (answers, notices) = memory::recall(stack);
        self.notices.update(|all| all.extend(notices));
        answers
    }

    pub fn choose_profile(self, id: &str) {
        self.change(say::choice::PROFILE, false, |answers| id.clone_into(&mut answers.profile));
    }

    pub fn choose_shape(self, shape: Shape) {
        self.change(say::choice::SHAPE, false, |answers| answers.shape = shape);
    }

    pub fn choose_secrets(self, mode: SecretMode) {
        self.change(say::choice::SECRETS, false, |answers| answers.secrets = mode);
    }

    pub fn choose_addon(self, id: &str, there: bool) {
        self.change(say::choice::ADDONS, false, |answers| {
            answers.addons.retain(|addon| addon != id);
            if there {
                answers.addons.push(id.to_owned());
            }
        });
    }

    fn name_of(self, key: &str) -> &'static str {
        untrack(|| self.stack()).field(key).map_or("", |field| field.label)
    }
}

fn entropy() -> Result<System, String> {
    System::new().ok_or_else(|| say::secret::NO_ENTROPY.to_owned())
}
