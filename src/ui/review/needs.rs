//! What everything may use, beside what the stack asks of a machine.

use leptos::prelude::*;

use super::table::{Cell, table};
use super::{Rows, live};
use crate::messages::{cpus, gigabytes, memory, page::review as say};
use crate::plan::Plan;
use crate::ui::erased::{row, words};
use crate::ui::session::Session;

pub fn view(session: Session) -> AnyView {
    let parts = [
        view! { <p>{words(move || session.made().plan.needs())}</p> }.into_any(),
        live(session, totals, |session, rows| table(session, &TOTALS, rows)),
        view! { <p class="review__note">{words(move || verdict(&session.made().plan).to_owned())}</p> }
            .into_any(),
        live(session, services, |session, rows| table(session, &SERVICES, rows)),
    ];
    row(parts.into_iter())
}

const TOTALS: [(&str, Cell); 4] = [
    (say::OF, Cell::Words),
    (say::ASKED, Cell::Words),
    (say::AT_MOST, Cell::Bar),
    (say::RESERVED, Cell::Words),
];

const SERVICES: [(&str, Cell); 4] = [
    (say::SERVICE, Cell::Words),
    (say::AT_MOST, Cell::Words),
    (say::RESERVED, Cell::Words),
    (say::COPIES, Cell::Words),
];

fn totals(session: Session) -> Rows {
    let plan = &session.made().plan;
    let (most, host) = (plan.totals.most, plan.stack.host);
    let line = |what: &str, asked: String, used: String, share: u32, reserved: String| {
        // What is not held to its limits fills no bar.
        let used = if plan.profile.limits { format!("{used}|{share}") } else { say::UNLIMITED.to_owned() };
        [what.to_owned(), asked, used, reserved]
    };
    vec![
        line(
            say::CPUS,
            host.cpus.to_string(),
            cpus(most.cpus),
            most.cpus / (host.cpus * 10).max(1),
            kept(plan, most.reserved_cpus, cpus),
        ),
        line(
            say::MEMORY,
            format!("{} GB", host.memory),
            gigabytes(most.memory),
            most.memory * 100 / (host.memory * 1024).max(1),
            kept(plan, most.reserved_memory, gigabytes),
        ),
        [
            say::DISK.to_owned(),
            format!("{} GB", host.disk),
            say::GROWS.to_owned(),
            say::NOTHING_KEPT.to_owned(),
        ],
    ]
}

fn kept(plan: &Plan, of: u32, text: fn(u32) -> String) -> String {
    if of == 0 || !plan.profile.limits { say::NOTHING_KEPT.to_owned() } else { text(of) }
}

fn verdict(plan: &Plan) -> &'static str {
    if !plan.profile.limits {
        say::NO_LIMITS
    } else if plan.totals.exceeds(plan.stack.host) {
        say::EXCEEDS
    } else {
        say::FITS
    }
}

fn services(session: Session) -> Rows {
    let plan = &session.made().plan;
    if !plan.profile.limits {
        return Rows::new();
    }
    let both = |cpu: u32, mib: u32| match (cpu, mib) {
        (0, 0) => say::NOTHING_KEPT.to_owned(),
        _ => say::cpus_and_memory(&cpus(cpu), &memory(mib)),
    };
    let line = |service: &crate::plan::Service| {
        let of = service.resources;
        let (most, kept) = (both(of.cpus, of.memory), both(of.reserved_cpus, of.reserved_memory));
        [service.name.to_owned(), most, kept, service.replicas.to_string()]
    };
    plan.services.iter().map(line).collect()
}
