//! The answers, and everything on the page that follows from them. Components ask here and change nothing by themselves.
//!
//! ```text
//! answers ── made: plan, findings, bundle as it is shown, bundle of the same choices with nothing typed
//! ```
//!
//! Secrets are made in event handlers, never in what is recomputed.

mod hand_over;
mod linked;
mod made;
mod memory;
mod place;

use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

pub use made::{Made, Shown, Tally};
use place::Place;
pub use place::{STEP_ID, focus_field, focus_soon};

use crate::answers::Answers;
use crate::browser::{location, storage};
use crate::bundle::File;
use crate::catalogue;
use crate::check::Mend;
use crate::entropy::System;
use crate::messages::page as say;
use crate::plan;
use crate::stack::{Field, SecretMode, Shape, Stack};
use crate::ui::saved;
use crate::values::Secret;

/// A word about what was just done stays this long.
const STATUS_STAYS: Duration = Duration::from_secs(8);

/// A handle: what it leads to lives as long as the page does.
#[derive(Clone, Copy)]
pub struct Session(&'static Parts);

pub struct Parts {
    answers: RwSignal<Arc<Answers>>,
    /// Answers for the stacks that are not chosen now.
    shelf: StoredValue<Vec<Answers>>,
    made: Memo<Arc<Made>>,
    place: RwSignal<Place>,
    /// The secrets that were made here, not typed.
    generated: RwSignal<Vec<String>>,
    /// The path of the file to show; while there is none of this path, the first one is shown.
    pub file: RwSignal<String>,
    /// The preview shows secrets as they are.
    pub revealed: RwSignal<bool>,
    /// On a narrow screen: the preview lies over the form.
    pub sheet: RwSignal<bool>,
    /// What could not be used when the page came up.
    pub notices: RwSignal<Vec<String>>,
    /// The addresses that the page asked for since it came up. There should be none.
    pub requests: RwSignal<Vec<String>>,
    /// `light`, `dark`, or empty: as the system has it.
    pub theme: RwSignal<String>,
    /// Letters alone are shortcuts.
    pub letters: RwSignal<bool>,
    /// What was just done.
    pub status: RwSignal<String>,
    status_timer: StoredValue<Option<TimeoutHandle>>,
}

impl Deref for Session {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Session {
    /// Takes up what the browser kept, and the step that the address names.
    pub fn start() -> Self {
        let (restored, notices) = memory::restore();
        let answers = RwSignal::new(Arc::new(restored));
        let revealed = RwSignal::new(false);
        let make = move |last: Option<&Arc<Made>>| {
            Arc::new(made::make(&answers.get(), revealed.get(), last.map(|last| &**last)))
        };
        let parts = Parts {
            answers,
            shelf: StoredValue::new(Vec::new()),
            // To compare it has a price; whatever is shown of it is compared.
            made: Memo::new_with_compare(make, |_, _| true),
            place: RwSignal::new(Place::default()),
            generated: RwSignal::new(Vec::new()),
            file: RwSignal::new(String::new()),
            revealed,
            sheet: RwSignal::new(false),
            notices: RwSignal::new(notices),
            requests: RwSignal::new(Vec::new()),
            theme: RwSignal::new(storage::read(saved::THEME).unwrap_or_default()),
            letters: RwSignal::new(storage::read(saved::LETTERS).is_none()),
            status: RwSignal::new(String::new()),
            status_timer: StoredValue::new(None),
        };
        let session = Self(Box::leak(Box::new(parts)));
        session.arrive(&location::hash());
        // Where nothing listens, the links still change the address, and a reload shows the step.
        let _ = location::on_hash_change(move |hash| session.arrive(&hash));
        memory::keep(session);
        session
    }

    // ---- What there is -------------------------------------------------------------------------------------------

    pub fn stack(self) -> &'static Stack {
        stack_of(self.answers().stack)
    }

    pub fn answers(self) -> Arc<Answers> {
        self.answers.get()
    }

    pub fn made(self) -> Arc<Made> {
        self.made.get()
    }

    pub fn tally(self) -> Tally {
        self.made().tallies.iter().copied().sum()
    }

    /// The file that is shown, and which of its lines differ from the defaults.
    pub fn with_file<T>(self, read: impl FnOnce(&File, &[bool]) -> T) -> Option<T> {
        let (made, path) = (self.made(), self.file.get());
        let (file, marks) =
            made.files().find(|(file, _)| file.path == path).or_else(|| made.files().next())?;
        Some(read(file, marks))
    }

    pub fn was_generated(self, key: &str) -> bool {
        self.generated.with(|generated| generated.iter().any(|made| made == key))
    }

    // ---- What a person does --------------------------------------------------------------------------------------

    /// What was said of the answers before no longer holds.
    fn change(self, change: impl FnOnce(&mut Answers)) {
        self.answers.update(|answers| change(Arc::make_mut(answers)));
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
        if self.generated.with_untracked(|generated| generated.iter().any(|made| made == key)) {
            self.generated.update(|generated| {
                generated.retain(|made| made != key);
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
    fn make_missing(self) -> Result<usize, String> {
        let stack = self.stack();
        let mut answers = Answers::clone(&self.answers());
        let asked = plan::asked(stack, &answers);
        if answers.missing_secrets(&asked).is_empty() {
            return Ok(0);
        }
        let made = answers.make_missing_secrets(&asked, &mut entropy()?);
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
