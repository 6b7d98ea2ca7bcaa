//! The answers, and everything on the page that follows from them. Components ask here, and change it by the functions
//! that say what they do: outside of this folder a signal can be read and not set.
//!
//! ```text
//! answers ── made: plan, findings ── files: as they are shown, beside those of a baseline
//! ```
//!
//! Secrets are made in event handlers, never in what is recomputed.

mod change;
mod compared;
mod files;
mod hand_over;
mod history;
mod linked;
mod made;
mod memory;
mod place;
mod preferences;
mod presets;
mod rendered;
mod shown;
mod signals;

use std::ops::Deref;
use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

pub use compared::Entry;
use files::Files;
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
use crate::stack::Stack;
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
    files: Memo<Arc<Files>>,
    history: StoredValue<History>,
    place: RwSignal<Place>,
    /// The secrets that were made here, not typed.
    generated: RwSignal<Vec<String>>,
    /// The path of the file to show; while there is none of this path, the first one is shown.
    file: RwSignal<Option<String>>,
    revealed: RwSignal<bool>,
    /// The preview shows what was added and removed.
    as_changes: RwSignal<bool>,
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
    /// Takes up what the browser kept, and the step that the address names.
    pub fn start() -> Self {
        let (restored, notices) = memory::restore();
        let answers = RwSignal::new(Arc::new(restored));
        let revealed = RwSignal::new(false);
        let earlier = RwSignal::new(None::<Earlier>);
        // To compare what was made has a price; whatever is shown of it is compared.
        let made = Memo::new_with_compare(
            move |last: Option<&Arc<Made>>| Arc::new(made::make(&answers.get(), last.map(|last| &**last))),
            |_, _| true,
        );
        let rendered = move |last: Option<&Arc<Files>>| {
            let plan = earlier.get().map(|earlier| earlier.plan);
            Arc::new(Files::make(&made.get(), revealed.get(), plan, last.map(|last| &**last)))
        };
        let parts = Parts {
            answers,
            shelf: StoredValue::new(Vec::new()),
            made,
            files: Memo::new_with_compare(rendered, |_, _| true),
            history: StoredValue::new(History::default()),
            place: RwSignal::new(Place::default()),
            generated: RwSignal::new(Vec::new()),
            file: RwSignal::new(None),
            revealed,
            as_changes: RwSignal::new(false),
            earlier,
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
        let session = Self(Box::leak(Box::new(parts)));
        session.arrive(&location::hash());
        // Where nothing listens, the links still change the address, and a reload shows the step.
        let _ = location::on_hash_change(move |hash| session.arrive(&hash));
        memory::keep(session);
        session
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

    pub fn files(self) -> Arc<Files> {
        self.files.get()
    }

    pub fn tally(self) -> Tally {
        self.made().tallies.iter().copied().sum()
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
