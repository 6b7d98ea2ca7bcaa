//! What is found, what to do next, where everything is reached, what is in the zip.

use leptos::prelude::*;

use crate::check::{Finding, Place};
use crate::messages::page::{self, preview, review as say, status};
use crate::plan;
use crate::ui::components::{Button, Icon, Shape, finding_line};
use crate::ui::erased::{live_of, nothing, on, row, words};
use crate::ui::session::{Session, session};

#[component]
pub fn ReviewStep() -> impl IntoView {
    let session = session();
    view! {
        {part(say::FINDINGS, findings(session))}
        {part(say::STEPS, next_steps(session))}
        {part(say::PORTS, ports(session))}
        {part(say::NEEDS, needs(session))}
        {part(say::FILES, files(session))}
    }
}

fn part(title: &'static str, about: AnyView) -> AnyView {
    view! {
        <section class="review">
            <h3 class="review__title">{title}</h3>
            {about}
        </section>
    }
    .into_any()
}

fn findings(session: Session) -> AnyView {
    let line = move |finding: Finding| {
        let place = place(session, &finding);
        view! { <li class="review__finding">{place}{finding_line(finding)}</li> }.into_any()
    };
    let view = move |findings: Vec<Finding>| {
        if findings.is_empty() {
            view! { <p class="review__good"><Icon shape=Shape::Check />{say::NONE}</p> }.into_any()
        } else {
            view! { <ul>{row(findings.into_iter().map(line))}</ul> }.into_any()
        }
    };
    live_of(move || session.made().findings.clone(), view)
}

/// What a finding is about, as a way to it.
fn place(session: Session, finding: &Finding) -> AnyView {
    let name = match &finding.place {
        Place::Field(key) => {
            untrack(|| session.stack()).field(key).map_or_else(|| key.clone(), |field| field.label.to_owned())
        }
        other => other.to_string(),
    };
    let finding = finding.clone();
    view! {
        <button type="button" class="button button--quiet" on:click=on(move |_| session.go_to(&finding))>{name}</button>
    }
    .into_any()
}

fn next_steps(session: Session) -> AnyView {
    let step = move |plan::Step { say, run, .. }: plan::Step| {
        let command = if run.is_empty() { nothing() } else { command(session, run) };
        view! { <li class="review__step">{say}{command}</li> }.into_any()
    };
    let unpack = plan::Step { say: say::UNPACK.to_owned(), run: String::new(), supplies: "" };
    view! {
        <ol class="review__steps">
            {step(unpack)}
            {live_of(move || session.made().next_steps(), move |steps| row(steps.into_iter().map(step)))}
        </ol>
    }
    .into_any()
}

fn command(session: Session, run: String) -> AnyView {
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
    .into_any()
}

fn ports(session: Session) -> AnyView {
    let cells = |port: &plan::Port| {
        let host = match port.page {
            "" => port.host.to_string(),
            page => format!("http://localhost:{}{page}", port.host),
        };
        [port.purpose.to_owned(), host, port.container.to_string()]
    };
    let rows = move || -> Vec<[String; 3]> {
        session.made().plan.services.iter().flat_map(|service| &service.ports).map(cells).collect()
    };
    let line = |[purpose, host, container]: [String; 3]| {
        view! {
            <tr>
                <th scope="row">{purpose}</th>
                <td><code>{host}</code></td>
                <td><code>{container}</code></td>
            </tr>
        }
        .into_any()
    };
    live_of(rows, move |rows| {
        if rows.is_empty() {
            return view! { <p>{say::NO_PORTS}</p> }.into_any();
        }
        table([say::PURPOSE, say::HOST, say::CONTAINER], row(rows.into_iter().map(line)))
    })
}

fn needs(session: Session) -> AnyView {
    view! { <p>{words(move || session.made().plan.needs())}</p> }.into_any()
}

fn files(session: Session) -> AnyView {
    let rows = move || -> Vec<[String; 3]> {
        let made = session.made();
        let cells = made.files().map(|(file, _)| {
            [file.path.to_owned(), preview::size(file.text.len()), preview::mode(file.mode)]
        });
        cells.collect()
    };
    let line = |[path, size, mode]: [String; 3]| {
        view! {
            <tr>
                <th scope="row"><code>{path}</code></th>
                <td>{size}</td>
                <td><code>{mode}</code></td>
            </tr>
        }
        .into_any()
    };
    live_of(rows, move |rows| table([say::PATH, say::SIZE, say::MODE], row(rows.into_iter().map(line))))
}

fn table(heads: [&'static str; 3], rows: AnyView) -> AnyView {
    let head = |head: &'static str| view! { <th scope="col">{head}</th> }.into_any();
    view! {
        <table class="table">
            <thead>
                <tr>{row(heads.into_iter().map(head))}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}
