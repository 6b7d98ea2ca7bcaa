//! What is found, what to do next, where everything is reached, what is in the zip.

use leptos::prelude::*;

use crate::bundle::File;
use crate::check::{Finding, Place};
use crate::messages::page::{self, preview, review as say, status};
use crate::plan;
use crate::ui::components::{Button, FindingLine, Icon, Shape};
use crate::ui::erased::{live, on};
use crate::ui::session::{Made, Session, session};

#[component]
pub fn ReviewStep() -> impl IntoView {
    view! {
        <Part title=say::FINDINGS><Findings /></Part>
        <Part title=say::STEPS><NextSteps /></Part>
        <Part title=say::PORTS><Ports /></Part>
        <Part title=say::FILES><Files /></Part>
    }
}

#[component]
fn Part(
    /// What it is about.
    title: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="review">
            <h3 class="review__title">{title}</h3>
            {children()}
        </section>
    }
}

#[component]
fn Findings() -> impl IntoView {
    let session = session();
    let findings = Memo::new(move |_| session.made().with(|made| made.findings.to_vec()));
    live(move || {
        let findings = findings.get();
        if findings.is_empty() {
            view! { <p class="review__good"><Icon shape=Shape::Check />{say::NONE}</p> }.into_any()
        } else {
            let line = |finding: Finding| {
                view! { <li class="review__finding">{place(session, &finding)}<FindingLine finding /></li> }
            };
            view! { <ul>{findings.into_iter().map(line).collect_view()}</ul> }.into_any()
        }
    })
}

/// What a finding is about, as a way to it.
fn place(session: Session, finding: &Finding) -> impl IntoView + use<> {
    let name = match &finding.place {
        Place::Field(key) => {
            session.stack().field(key).map_or_else(|| key.clone(), |field| field.label.to_owned())
        }
        other => other.to_string(),
    };
    let finding = finding.clone();
    view! {
        <button type="button" class="button button--quiet" on:click=on(move |_| session.go_to(&finding))>{name}</button>
    }
}

#[component]
fn NextSteps() -> impl IntoView {
    let session = session();
    let steps = Memo::new(move |_| session.made().with(Made::next_steps));
    let step = move |plan::Step { say, run }: plan::Step| {
        let command = (!run.is_empty()).then(|| {
            let copied = run.clone();
            view! {
                <div class="command">
                    <code class="command__text">{run}</code>
                    <Button
                        label=page::COPY
                        icon=Shape::Copy
                        icon_only=true
                        press=move || session.copy(copied.clone(), status::THE_COMMAND.to_owned())
                    />
                </div>
            }
        });
        view! { <li class="review__step">{say}{command}</li> }
    };
    view! {
        <ol class="review__steps">
            <li class="review__step">{say::UNPACK}</li>
            {live(move || steps.get().into_iter().map(step).collect_view())}
        </ol>
    }
}

#[component]
fn Ports() -> impl IntoView {
    let session = session();
    let ports = Memo::new(move |_| {
        let all = |made: &Made| {
            made.plan.services.iter().flat_map(|service| &service.ports).copied().collect::<Vec<_>>()
        };
        session.made().with(all)
    });
    let row = |port: plan::Port| {
        let host = if port.page.is_empty() {
            view! { <code>{port.host}</code> }.into_any()
        } else {
            view! { <code>{format!("http://localhost:{}{}", port.host, port.page)}</code> }.into_any()
        };
        view! {
            <tr>
                <th scope="row">{port.purpose}</th>
                <td>{host}</td>
                <td><code>{port.container}</code></td>
            </tr>
        }
    };
    live(move || {
        let ports = ports.get();
        if ports.is_empty() {
            return view! { <p>{say::NO_PORTS}</p> }.into_any();
        }
        view! {
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">{say::PURPOSE}</th>
                        <th scope="col">{say::HOST}</th>
                        <th scope="col">{say::CONTAINER}</th>
                    </tr>
                </thead>
                <tbody>{ports.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
        .into_any()
    })
}

#[component]
fn Files() -> impl IntoView {
    let shown = session().shown();
    let row = |file: &File| {
        view! {
            <tr>
                <th scope="row"><code>{file.path}</code></th>
                <td>{preview::size(file.text.len())}</td>
                <td><code>{preview::mode(file.mode)}</code></td>
            </tr>
        }
    };
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{say::PATH}</th>
                    <th scope="col">{say::SIZE}</th>
                    <th scope="col">{say::MODE}</th>
                </tr>
            </thead>
            <tbody>
                {live(move || {
                    shown.with(|shown| shown.as_ref().ok().map(|bundle| bundle.files.iter().map(row).collect_view()))
                })}
            </tbody>
        </table>
    }
}
