//! What stands in the page's HTML: the landing step as it comes up by itself, and the first screenful of the first file,
//! rendered where the page is built. It takes choices before the page's program is there, and `public/boot.js` hands them
//! over to it. Of any other step, its head. Whatever follows from the answers is shown where they are those of the HTML.

use leptos::prelude::*;

use crate::answers::saved;
use crate::engine::Engine;

use super::app::whole;
use super::frame::{Bar, Header, Pager, Rail, Voice};
use super::panels::PanelHost;
use super::preview::Preview;
use super::session::Session;
use super::step::Step;
use crate::words::page::boot as say;

/// The names of the parts of which the boot script shows one.
const LANDING: &str = "landing";

pub fn landing() -> String {
    Owner::new().with(|| {
        let session = Session::new();
        session.go(Step::default());
        session.show_files(|request| Engine::default().reply(request));
        provide_context(session);
        let answers = session.answers();
        let defaults = saved::write(session.stack(), &answers);
        let page = view! {
            <Voice />
            <div id="boot" class="app" data-stack=answers.stack.clone() data-answers=defaults>
                <Header />
                <Rail />
                <main class="app__main">{main()}</main>
                <Pager />
                <Bar />
                <Preview />
            </div>
            <PanelHost />
        };
        without_markers(&page.to_html())
    })
}

fn main() -> AnyView {
    view! {
        <div id="boot-says" class="step boot__says" role="alert" hidden>
            <h2 class="step__title">{say::CANT_START}</h2>
            <p class="step__lead"></p>
        </div>
        <noscript><p class="boot__needs">{say::NO_SCRIPTS}</p></noscript>
        <p id="boot-needs" class="boot__needs boot__late">{say::NOT_STARTING}</p>
        <div data-part=LANDING>{whole(Step::default())}</div>
        {Step::ALL.map(head).collect_view()}
    }
    .into_any()
}

fn head(step: Step) -> impl IntoView {
    view! {
        <div data-part=step.id() class="step" hidden>
            <h2 class="step__title">{step.title()}</h2>
            <p class="step__lead">{step.lead()}</p>
        </div>
    }
}

/// Leptos marks where a text ends, for a program that would take the HTML over. This one makes its own.
fn without_markers(html: &str) -> String {
    html.replace("<!>", "")
}
