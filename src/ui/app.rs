//! The page as a whole: how its parts come to their places, and the step that is shown.

use leptos::mount::mount_to;
use leptos::prelude::*;

use super::actions;
use super::erased::live_of;
use super::frame::{Bar, Header, Notices, Pager, RAIL_ID, Rail, Voice};
use super::panels::PanelHost;
use super::preview::{Preview, Rendering};
use super::review::ReviewStep;
use super::session::{STEP_ID, Session, session};
use super::step::Step;
use super::steps::{Fields, ProfileStep, SecretsStep, StackStep};
use crate::browser::document;
use crate::catalogue;
use crate::stack::Stage;
use crate::words::page as say;

/// The page, while its parts take the places of those that stand in its HTML.
pub struct Opening {
    owner: Owner,
    /// How many have their places.
    placed: usize,
    session: Session,
}

impl Opening {
    /// With the stack that was chosen before the program was there, if one was.
    pub fn new(chosen: Option<String>) -> Self {
        let owner = Owner::new();
        let session = owner.with(Session::new);
        if let Some(stack) = chosen.and_then(|id| catalogue::find(&id)) {
            session.choose_stack(stack);
        }
        owner.with(|| provide_context(session));
        Self { owner, placed: 0, session }
    }

    /// Each is a task of its own, so that none keeps the browser from what a person does. False: all have their places.
    pub fn take_next_place(&mut self) -> bool {
        let Some(part) = PARTS.get(self.placed) else {
            self.show_files_when_there();
            return false;
        };
        self.placed += 1;
        take_place(&self.owner, self.session, *part);
        true
    }

    /// Until then, those of the HTML stand.
    fn show_files_when_there(&self) {
        let (owner, session) = (self.owner.clone(), self.session);
        let mut wait = true;
        let place = move |_| {
            if session.has_files() && std::mem::take(&mut wait) {
                take_place(&owner, session, PREVIEW);
            }
        };
        self.owner.with(|| Effect::new(place));
    }
}

fn take_place(owner: &Owner, session: Session, (place, part): Part) {
    document::replace(place, |home| {
        owner.with(|| mount_to(home, move || untrack(|| part(session))).forget());
    });
}

const PREVIEW: Part = (".preview", |_| view! { <Preview /> }.into_any());

/// Where it goes, and what it is.
type Part = (&'static str, fn(Session) -> AnyView);

/// First of all the form, for which a person came.
const PARTS: &[Part] = &[
    ("main", |session| {
        session.begin();
        actions::listen(session);
        view! { <main class="app__main"><Notices /><CurrentStep /></main> }.into_any()
    }),
    (".header", |_| view! { <Header /> }.into_any()),
    (".rail", |session| {
        follow_the_step(session);
        view! { <Rail /> }.into_any()
    }),
    (".bar", |_| view! { <Bar /> }.into_any()),
    (".pager", |_| view! { <Pager /> }.into_any()),
    ("#rendering", |_| view! { <Rendering /> }.into_any()),
    ("#news", |_| view! { <Voice /> }.into_any()),
    ("#panel", |_| view! { <PanelHost /> }.into_any()),
];

#[component]
fn CurrentStep() -> impl IntoView {
    let session = session();
    live_of(move || what_is_asked(session), move |_| whole(untrack(|| session.step())))
}

/// A step with its head.
pub fn whole(step: Step) -> impl IntoView {
    view! {
        <div class="step">
            <h2 class="step__title" id=STEP_ID tabindex="-1">{step.title()}</h2>
            <p class="step__lead">{step.lead()}</p>
            {form(step)}
        </div>
    }
}

/// A step is made anew where it asks for other things than before. The choices, which lead to that, stay as they are.
fn what_is_asked(session: Session) -> String {
    let step = session.step();
    let mut what = format!("{} {}", step.id(), session.stack().id);
    if ![Step::Stack, Step::Profile, Step::Review].contains(&step) {
        what.extend(session.made().asked.iter().map(|field| field.key.clone()));
    }
    what
}

fn form(step: Step) -> AnyView {
    match step {
        Step::Stack => view! { <StackStep /> }.into_any(),
        Step::Profile => view! { <ProfileStep /> }.into_any(),
        Step::Ports => view! { <Fields stage=Stage::Ports /> }.into_any(),
        Step::Images => view! { <Fields stage=Stage::Images /> }.into_any(),
        Step::Secrets => view! { <SecretsStep /> }.into_any(),
        Step::Settings => view! { <Fields stage=Stage::Settings /> }.into_any(),
        Step::Review => view! { <ReviewStep /> }.into_any(),
    }
}

/// The title names the step, and the focus goes to its heading, so that a keyboard and a screen reader go along.
fn follow_the_step(session: Session) {
    let mut before: Option<(Step, &'static str)> = None;
    Effect::new(move |_| {
        let (step, stack) = (session.step(), session.stack());
        if before == Some((step, &stack.id)) {
            return;
        }
        let moved = before.is_some_and(|(before, _)| before != step);
        before = Some((step, &stack.id));
        document::set_title(&format!("{} · {} · {}", step.title(), stack.name, say::NAME));
        request_animation_frame(move || {
            document::center(RAIL_ID, &step.link_id());
            if moved {
                document::focus(STEP_ID);
            }
        });
    });
}
