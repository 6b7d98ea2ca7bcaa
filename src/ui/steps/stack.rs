//! Which stack, and what runs in it.

use leptos::prelude::*;

use crate::catalogue;
use crate::plan;
use crate::stack::Revision;
use crate::ui::erased::{live_of, row};
use crate::ui::primitives::{Choice, ChoiceOption};
use crate::ui::session::session;
use crate::words::{self, page::choice as say};

#[component]
pub fn StackStep() -> impl IntoView {
    let session = session();
    let option = |stack: &'static crate::stack::Stack| ChoiceOption {
        id: &stack.id,
        title: &stack.name,
        summary: &stack.summary,
    };
    let choose = move |id: &'static str, _: bool| {
        if let Some(stack) = catalogue::find(id) {
            session.choose_stack(stack);
        }
    };
    view! {
        <Choice
            legend=say::STACK
            legend_only_heard=true
            name="stack"
            options=catalogue::all().iter().map(option).collect()
            chosen=move |id: &'static str| session.stack().id == id
            choose
        />
        <h3 class="services__title">{say::RUNS}</h3>
        <Services />
        <a id="home" class="services__home" href=move || Some(session.stack().home.clone()) rel="noreferrer" target="_blank">
            {say::HOME}
        </a>
        {live_of(move || session.stack().source.clone(), |source| source.as_ref().map(made_for))}
    }
}

/// The commit whose programs the stack was held against.
fn made_for(source: &Revision) -> impl IntoView + use<> {
    view! {
        <p class="services__source">
            <a id="source" href=source.address() rel="noreferrer" target="_blank">{words::made_for(source)}</a>
        </p>
    }
}

#[component]
fn Services() -> impl IntoView {
    let session = session();
    let services = move || -> Vec<Runs> {
        let made = session.made();
        let runs = |service: &plan::Service<'static>| Runs {
            id: service.id,
            name: service.name,
            purpose: service.manifest.purpose.as_deref(),
        };
        made.draft.services.iter().map(runs).collect()
    };
    view! { <dl class="services">{live_of(services, |services| row(services.into_iter().map(service)))}</dl> }
}

/// A service, as this step tells of it.
#[derive(Clone, PartialEq)]
struct Runs {
    id: &'static str,
    name: &'static str,
    purpose: Option<&'static str>,
}

fn service(Runs { id, name, purpose }: Runs) -> impl IntoView {
    view! {
        <div class="services__one">
            <dt>{name}<code class="services__id">{id}</code></dt>
            <dd>{purpose}</dd>
        </div>
    }
}
