//! The frame: header, rail, form, bar, preview.

use leptos::prelude::*;

use super::actions;
use super::erased::{either, live_of};
use super::frame::{Bar, Header, Notices, Pager, RAIL_ID, Rail, Voice};
use super::panels::PanelHost;
use super::preview::{Preview, rendering};
use super::review::ReviewStep;
use super::session::{STEP_ID, Session, session};
use super::step::Step;
use super::steps::{Fields, ProfileStep, SecretsStep, StackStep};
use crate::browser::document;
use crate::stack::Stage;
use crate::words::page::{self as say, preview};

#[component]
pub fn App() -> impl IntoView {
    let session = Session::start();
    provide_context(session);
    follow_the_step(session);
    actions::listen(session);
    // Unseen, the voice has its place at the top: at the end it would make the page longer than the screen.
    view! {
        <Voice />
        <div class=move || either(session.sheet().get(), "app app--sheet", "app")>
            <Header />
            <Rail />
            <main class="app__main">
                <Notices />
                <CurrentStep />
            </main>
            <Pager />
            <Bar />
            {live_of(
                move || session.has_files(),
                move |there| if there { view! { <Preview /> }.into_any() } else { place_of_the_preview(session) },
            )}
        </div>
        <PanelHost />
    }
}

/// As `index.html` has it.
fn place_of_the_preview(session: Session) -> AnyView {
    view! {
        <div class="preview" inert=true>
            <div class="preview__top"><h2 class="preview__title">{preview::TITLE}</h2></div>
            <div class="code"></div>
            {rendering(session)}
        </div>
    }
    .into_any()
}

#[component]
fn CurrentStep() -> impl IntoView {
    let session = session();
    let view = |step: Step| {
        view! {
            <div class="step">
                <h2 class="step__title" id=STEP_ID tabindex="-1">{step.title()}</h2>
                <p class="step__lead">{step.lead()}</p>
                {form(step)}
            </div>
        }
    };
    live_of(move || what_is_asked(session), move |_| view(untrack(|| session.step())))
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
