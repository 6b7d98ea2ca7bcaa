//! What everything may use, beside what the stack asks of a machine.

use leptos::prelude::*;

use super::parts::live;
use super::table::{Cell, Column, Share, table};
use crate::plan::{Plan, Service};
use crate::ui::erased::{row, words};
use crate::ui::session::Session;
use crate::words::{cpus, gigabytes, memory, page::review as say};

pub fn view(session: Session) -> AnyView {
    let parts = [
        view! { <p>{words(move || crate::words::needs(&session.made().plan))}</p> }.into_any(),
        live(session, totals, |session, totals| table(session, &TOTALS, totals)),
        view! { <p class="review__note">{words(move || verdict(&session.made().plan).to_owned())}</p> }
            .into_any(),
        live(session, services, |session, services| table(session, &SERVICES, services)),
    ];
    row(parts.into_iter())
}

/// How much there is to be of one thing, and how much of it everything takes.
#[derive(PartialEq)]
struct Total {
    of: &'static str,
    asked: String,
    most: Most,
    reserved: Option<String>,
}

#[derive(PartialEq)]
enum Most {
    Limited(String, Share),
    Unlimited,
    /// It grows with use.
    Grows,
}

const TOTALS: [Column<Total>; 4] = [
    Column { head: say::OF, cell: |total| Cell::Words(total.of.to_owned()) },
    Column { head: say::ASKED, cell: |total| Cell::Words(total.asked.clone()) },
    Column { head: say::AT_MOST, cell: |total| at_most(&total.most) },
    Column { head: say::RESERVED, cell: |total| or_nothing(total.reserved.as_ref()) },
];

fn at_most(most: &Most) -> Cell {
    match most {
        Most::Limited(most, share) => Cell::Bar(most.clone(), *share),
        // What is not held to its limits fills no bar.
        Most::Unlimited => Cell::Words(say::UNLIMITED.to_owned()),
        Most::Grows => Cell::Words(say::GROWS.to_owned()),
    }
}

fn or_nothing(text: Option<&String>) -> Cell {
    Cell::Words(text.map_or(say::NOTHING_KEPT, String::as_str).to_owned())
}

fn totals(session: Session) -> Vec<Total> {
    let plan = &session.made().plan;
    let (totals, host) = (plan.totals.most, plan.stack.host);
    let most = |used: String, share: u32| {
        if plan.profile.limits { Most::Limited(used, Share(share)) } else { Most::Unlimited }
    };
    vec![
        Total {
            of: say::CPUS,
            asked: host.cpus.to_string(),
            most: most(cpus(totals.cpus), totals.cpus / (host.cpus * 10).max(1)),
            reserved: reserved(plan, totals.reserved_cpus, cpus),
        },
        Total {
            of: say::MEMORY,
            asked: format!("{} GB", host.memory),
            most: most(gigabytes(totals.memory), totals.memory * 100 / (host.memory * 1024).max(1)),
            reserved: reserved(plan, totals.reserved_memory, gigabytes),
        },
        Total { of: say::DISK, asked: format!("{} GB", host.disk), most: Most::Grows, reserved: None },
    ]
}

fn reserved(plan: &Plan, amount: u32, text: fn(u32) -> String) -> Option<String> {
    (amount > 0 && plan.profile.limits).then(|| text(amount))
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

/// What one service may use.
#[derive(PartialEq)]
struct ServiceNeeds {
    name: &'static str,
    most: Option<String>,
    reserved: Option<String>,
    copies: u16,
}

const SERVICES: [Column<ServiceNeeds>; 4] = [
    Column { head: say::SERVICE, cell: |service| Cell::Words(service.name.to_owned()) },
    Column { head: say::AT_MOST, cell: |service| or_nothing(service.most.as_ref()) },
    Column { head: say::RESERVED, cell: |service| or_nothing(service.reserved.as_ref()) },
    Column { head: say::COPIES, cell: |service| Cell::Words(service.copies.to_string()) },
];

fn services(session: Session) -> Vec<ServiceNeeds> {
    let plan = &session.made().plan;
    if !plan.profile.limits {
        return Vec::new();
    }
    let both = |millis: u32, mib: u32| {
        (millis > 0 || mib > 0).then(|| say::cpus_and_memory(&cpus(millis), &memory(mib)))
    };
    let needs = |service: &Service<'static>| {
        let resources = service.manifest.resources;
        ServiceNeeds {
            name: service.name,
            most: both(resources.cpus, resources.memory),
            reserved: both(resources.reserved_cpus, resources.reserved_memory),
            copies: service.replicas,
        }
    };
    plan.services.iter().map(needs).collect()
}
