//! The answers, and everything on the page that follows from them. Components ask here, and change it by the functions
//! that say what they do: outside of this folder a signal can be read and not set.
//!
//! ```text
//! answers ── made: plan, findings ┄┄ engine ┄┄ files: as they are shown, beside those of a baseline
//! ```
//!
//! What is made follows at once. The files come from the engine, a program of its own, and those before stand until then.
//!
//! Secrets are made in event handlers, never in what is recomputed.

mod change;
mod engine;
mod hand_over;
mod history;
mod linked;
mod made;
mod memory;
mod place;
mod preferences;
mod presets;
mod shown;
mod signals;

use std::ops::Deref;
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

pub use engine::Fault;
use engine::Link;
use history::History;
pub use made::Made;
use place::Place;
pub use place::{STEP_ID, focus_field, focus_soon};
pub use preferences::Theme;
pub use presets::Preset;
use shown::Earlier;

use crate::answers::Answers;
use crate::browser::location;
use crate::catalogue;
use crate::message::{Review, Shown};
use crate::stack::Stack;
use crate::ui::erased::Settled;
use crate::ui::panel::Panel;
use crate::ui::tally::Tally;

/// A word about what was just done stays this long.
const STATUS_STAYS_MS: u32 = 8000;

/// A handle: what it leads to lives as long as the page does.
#[derive(Clone, Copy)]
pub struct Session(&'static Parts);

pub struct Parts {
    answers: RwSignal<Arc<Answers>>,
    /// Answers for the stacks that are not chosen now.
    shelf: StoredValue<Vec<Answers>>,
    made: Memo<Arc<Made>>,
    tallies: Settled<[Tally; 7]>,
    link: StoredValue<Link, LocalStorage>,
    /// As the engine made them last.
    shown: RwSignal<Arc<Shown>>,
    review: RwSignal<Option<Box<Review>>>,
    /// The number of the rows that came last.
    rows: StoredValue<u32>,
    /// The files that the last change touched.
    touched: RwSignal<Vec<String>>,
    fault: RwSignal<Option<Fault>>,
    /// For longer than nobody notices.
    is_rendering: RwSignal<bool>,
    history: StoredValue<History>,
    can_undo: RwSignal<bool>,
    can_redo: RwSignal<bool>,
    place: RwSignal<Place>,
    /// The secrets that were made here, not typed.
    generated: RwSignal<Vec<String>>,
    /// The path of the file to show; while there is none of this path, the first one is shown.
    file: RwSignal<Option<String>>,
    revealed: RwSignal<bool>,
    /// The preview shows what was added and removed.
    as_changes: RwSignal<bool>,
    /// The gaps between changes that are.
    unfolded: RwSignal<Vec<u32>>,
    earlier: RwSignal<Option<Earlier>>,
    sheet: RwSignal<bool>,
    panel: RwSignal<Option<Panel>>,
    notices: RwSignal<Vec<String>>,
    requests: RwSignal<Vec<String>>,
    theme: RwSignal<Theme>,
    letters: RwSignal<bool>,
    /// Turned whenever the presets change.
    presets: RwSignal<bool>,
    status: RwSignal<Option<String>>,
    status_timer: StoredValue<Option<Timeout>, LocalStorage>,
}

impl Deref for Session {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        self.0
    }
}

impl Session {
    /// With what the browser kept.
    pub fn new() -> Self {
        let (restored, notices) = memory::restore();
        let answers = RwSignal::new(Arc::new(restored));
        // To compare what was made has a price; whatever is shown of it is compared.
        let made = Memo::new_with_compare(
            move |last: Option<&Arc<Made>>| Arc::new(made::make(&answers.get(), last.map(|last| &**last))),
            |_, _| true,
        );
        let parts = Parts {
            answers,
            shelf: StoredValue::new(Vec::new()),
            made,
            tallies: Settled::new(untrack(|| made.with(|made| made.tallies))),
            link: StoredValue::new_local(Link::default()),
            shown: RwSignal::new(Arc::default()),
            review: RwSignal::new(None),
            rows: StoredValue::new(0),
            touched: RwSignal::new(Vec::new()),
            fault: RwSignal::new(None),
            is_rendering: RwSignal::new(true),
            history: StoredValue::new(History::default()),
            can_undo: RwSignal::new(false),
            can_redo: RwSignal::new(false),
            place: RwSignal::new(Place::default()),
            generated: RwSignal::new(Vec::new()),
            file: RwSignal::new(None),
            revealed: RwSignal::new(false),
            as_changes: RwSignal::new(false),
            unfolded: RwSignal::new(Vec::new()),
            earlier: RwSignal::new(None),
            sheet: RwSignal::new(false),
            panel: RwSignal::new(None),
            notices: RwSignal::new(notices),
            requests: RwSignal::new(Vec::new()),
            theme: RwSignal::new(preferences::kept_theme()),
            letters: RwSignal::new(preferences::kept_letters()),
            presets: RwSignal::new(false),
            status: RwSignal::new(None),
            status_timer: StoredValue::new_local(None),
        };
        Self(Box::leak(Box::new(parts)))
    }

    /// At the step that the address names. From now on the browser keeps the answers, and the files follow them.
    pub fn begin(self) {
        self.arrive(&location::hash());
        // Where nothing listens, the links still change the address, and a reload shows the step.
        let _ = location::on_hash_change(move |hash| self.arrive(&hash));
        Effect::new(move |_| self.tallies.set(self.made().tallies));
        memory::keep(self);
        self.follow_with_files();
    }

    // ---- What there is -------------------------------------------------------------------------------------------

    pub fn stack(self) -> &'static Stack {
        stack_of(&self.answers().stack)
    }

    pub fn answers(self) -> Arc<Answers> {
        self.answers.get()
    }

    pub fn made(self) -> Arc<Made> {
        self.made.get()
    }

    /// As the engine made them last; none until it is there.
    pub fn shown(self) -> Arc<Shown> {
        self.shown.get()
    }

    /// By the step where the findings can be mended.
    pub fn tallies(self) -> [Tally; 7] {
        self.tallies.get()
    }

    pub fn tally(self) -> Tally {
        self.tallies().into_iter().sum()
    }

    pub fn was_generated(self, key: &str) -> bool {
        self.generated.with(|generated| generated.iter().any(|made| made == key))
    }

    pub fn say(self, text: String) {
        self.status.set(Some(text));
        // The one before ends as it is dropped.
        let clear = Timeout::new(STATUS_STAYS_MS, move || self.status.set(None));
        self.status_timer.set_value(Some(clear));
    }
}

/// The session of the component that asks.
pub fn session() -> Session {
    expect_context()
}

fn stack_of(id: &str) -> &'static Stack {
    catalogue::find(id).unwrap_or_else(catalogue::first)
}
