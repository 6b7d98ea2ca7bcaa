//! The answers, and everything on the page that follows from them. Components ask here and change nothing by themselves.
//!
//! ```text
//! answers ── made: plan, findings ── shown: bundle, masked ── the preview
//!    └────── defaults: the bundle of the same choices, nothing typed ──┘
//! ```
//!
//! Secrets are made in event handlers, never in what is recomputed.

mod hand_over;
mod made;
mod memory;
mod place;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

pub use made::{Made, Tally};
pub use place::focus_field;

use crate::answers::Answers;
use crate::browser::location;
use crate::bundle::Bundle;
use crate::catalogue;
use crate::check::{Finding, Mend};
use crate::entropy::System;
use crate::messages::page as say;
use crate::stack::{Field, SecretMode, Shape, Stack};
use crate::ui::step::Step;
use crate::values::Secret;

/// A word about what was just done stays this long.
const STATUS_STAYS: Duration = Duration::from_secs(8);

#[derive(Clone, Copy)]
pub struct Session {
    answers: RwSignal<Answers>,
    /// Answers for the stacks that are not chosen now.
    shelf: StoredValue<Vec<Answers>>,
    stack: Memo<&'static str>,
    made: Memo<Made>,
    shown: Memo<Result<Arc<Bundle>, String>>,
    defaults: Memo<Result<Arc<Bundle>, String>>,
    tallies: Memo<[Tally; 7]>,
    step: RwSignal<Step>,
    visited: RwSignal<[bool; 7]>,
    /// The secrets that were made here, not typed.
    generated: RwSignal<Vec<&'static str>>,
    /// The preview shows secrets as they are.
    pub revealed: RwSignal<bool>,
    /// On a narrow screen: the preview lies over the form.
    pub sheet: RwSignal<bool>,
    /// What could not be used when the page came up.
    pub notices: RwSignal<Vec<String>>,
    /// What was just done.
    pub status: RwSignal<String>,
    status_timer: StoredValue<Option<TimeoutHandle>>,
}

impl Session {
    /// Takes up what the browser kept, and the step that the address names.
    pub fn start() -> Self {
        let (restored, notices) = memory::restore();
        let answers = RwSignal::new(restored);
        let stack = Memo::new(move |_| answers.with(|answers| answers.stack));
        let made = Memo::new_with_compare(
            move |last| answers.with(|answers| made::make(answers, last)),
            // A plan has no equality worth its price; what is made of it has.
            |_, _| true,
        );
        let revealed = RwSignal::new(false);
        let shown = Memo::new(move |_| made.with(|made| made::render(&made.plan, revealed.get())));
        let choices = Memo::new(move |_| answers.with(made::only_choices));
        let defaults =
            Memo::new(move |_| choices.with(|choices| made::render(&made::make(choices, None).plan, false)));
        let session = Self {
            answers,
            shelf: StoredValue::new(Vec::new()),
            stack,
            made,
            shown,
            defaults,
            tallies: Memo::new(move |_| made.with(made::tallies)),
            step: RwSignal::new(Step::default()),
            visited: RwSignal::new([false; 7]),
            generated: RwSignal::new(Vec::new()),
            revealed,
            sheet: RwSignal::new(false),
            notices: RwSignal::new(notices),
            status: RwSignal::new(String::new()),
            status_timer: StoredValue::new(None),
        };
        session.arrive(&location::hash());
        // Where nothing listens, the links still change the address, and a reload shows the step.
        let _ = location::on_hash_change(move |hash| session.arrive(&hash));
        memory::keep(session);
        session
    }

    // ---- What there is -------------------------------------------------------------------------------------------

    pub fn stack(self) -> &'static Stack {
        stack_of(self.stack.get())
    }

    pub fn with_answers<T>(self, read: impl FnOnce(&Answers) -> T) -> T {
        self.answers.with(read)
    }

    pub fn made(self) -> Memo<Made> {
        self.made
    }

    /// The files as they would be handed over, with a mask for each secret unless they are revealed; or the fault that
    /// kept them from being rendered.
    pub fn shown(self) -> Memo<Result<Arc<Bundle>, String>> {
        self.shown
    }

    /// The files of the same choices with nothing typed.
    pub fn defaults(self) -> Memo<Result<Arc<Bundle>, String>> {
        self.defaults
    }

    pub fn tallies(self) -> Memo<[Tally; 7]> {
        self.tallies
    }

    pub fn tally(self) -> Tally {
        self.tallies.with(|tallies| tallies.iter().copied().sum())
    }

    pub fn findings_about(self, key: &'static str) -> Memo<Vec<Finding>> {
        let made = self.made;
        Memo::new(move |_| {
            made.with(|made| made.findings.iter().filter(|it| it.is_about(key)).cloned().collect())
        })
    }

    pub fn was_generated(self, key: &str) -> bool {
        self.generated.with(|generated| generated.contains(&key))
    }

    // ---- What a person does --------------------------------------------------------------------------------------

    /// What was said of the answers before no longer holds.
    fn change(self, change: impl FnOnce(&mut Answers)) {
        self.answers.update(change);
        if self.status.with_untracked(|status| !status.is_empty()) {
            self.status.set(String::new());
        }
    }

    pub fn set(self, key: &str, text: String) {
        self.change(|answers| answers.set(key, text));
    }

    pub fn reset(self, key: &str) {
        self.change(|answers| answers.reset(key));
    }

    pub fn set_secret(self, key: &str, secret: Secret) {
        if self.generated.with_untracked(|generated| generated.contains(&key)) {
            self.generated.update(|generated| {
                generated.retain(|made| *made != key);
            });
        }
        self.change(|answers| answers.set_secret(key, secret));
    }

    pub fn mend(self, mend: &Mend) {
        match mend {
            Mend::Set { key, value } => self.set(key, value.clone()),
            Mend::Generate { key } => {
                if let Some(field) = self.stack().field(key) {
                    self.generate(field);
                }
            }
        }
    }

    pub fn generate(self, field: &Field) {
        match entropy() {
            Ok(mut entropy) => {
                self.change(|answers| answers.make_secret(field, &mut entropy));
                self.generated.update(|generated| generated.push(field.key));
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
    fn make_missing(self) -> Result<usize, String> {
        let stack = self.stack();
        if !self.with_answers(|answers| misses_a_secret(stack, answers)) {
            return Ok(0);
        }
        let mut entropy = entropy()?;
        let made = self.answers.try_update(|answers| answers.make_missing_secrets(stack, &mut entropy));
        let made = made.unwrap_or_default();
        let count = made.len();
        self.generated.update(|generated| generated.extend(made));
        Ok(count)
    }

    pub fn misses_a_secret(self) -> bool {
        let stack = self.stack();
        self.with_answers(|answers| misses_a_secret(stack, answers))
    }

    /// Answers for the stack that was chosen before are put aside, not thrown away.
    pub fn choose_stack(self, stack: &'static Stack) {
        if self.stack().id == stack.id {
            return;
        }
        let chosen = self.shelf.try_update_value(|shelf| {
            let at = shelf.iter().position(|answers| answers.stack == stack.id)?;
            Some(shelf.swap_remove(at))
        });
        let chosen = chosen.flatten().unwrap_or_else(|| self.recall(stack));
        let before = self.answers.try_update(|answers| std::mem::replace(answers, chosen));
        self.shelf.update_value(|shelf| shelf.extend(before));
        self.generated.update(Vec::clear);
    }

    fn recall(self, stack: &'static Stack) -> Answers {
        let (answers, notices) = memory::recall(stack);
        self.notices.update(|all| all.extend(notices));
        answers
    }

    pub fn choose_profile(self, id: &str) {
        self.change(|answers| id.clone_into(&mut answers.profile));
    }

    pub fn choose_shape(self, shape: Shape) {
        self.change(|answers| answers.shape = shape);
    }

    pub fn choose_secrets(self, mode: SecretMode) {
        self.change(|answers| answers.secrets = mode);
    }

    pub fn choose_addon(self, id: &str, there: bool) {
        self.change(|answers| {
            answers.addons.retain(|addon| addon != id);
            if there {
                answers.addons.push(id.to_owned());
            }
        });
    }

    pub fn say(self, text: String) {
        self.status.set(text);
        if let Some(Some(timer)) = self.status_timer.try_update_value(Option::take) {
            timer.clear();
        }
        let clear = set_timeout_with_handle(move || self.status.set(String::new()), STATUS_STAYS);
        self.status_timer.set_value(clear.ok());
    }
}

/// The session of the component that asks.
pub fn session() -> Session {
    expect_context()
}

fn entropy() -> Result<System, String> {
    System::new().ok_or_else(|| say::secret::NO_ENTROPY.to_owned())
}

fn stack_of(id: &str) -> &'static Stack {
    catalogue::find(id).unwrap_or_else(catalogue::first)
}

fn misses_a_secret(stack: &Stack, answers: &Answers) -> bool {
    stack.fields.iter().any(|field| field.recipe().is_some() && answers.secret(field.key).is_none())
}
