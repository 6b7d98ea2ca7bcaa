//! What everything may use, beside what the stack asks of a machine.

use super::words;
use crate::message::{Cell, Needs, Table};
use crate::plan::{Plan, Service};
use crate::words::{cpus, gigabytes, memory, page::review as say};

const TOTALS: [&str; 4] = [say::OF, say::ASKED, say::AT_MOST, say::RESERVED];
const SERVICES: [&str; 4] = [say::SERVICE, say::AT_MOST, say::RESERVED, say::COPIES];

pub fn needs(plan: &Plan) -> Needs {
    Needs {
        asked: crate::words::needs(plan),
        totals: Table::new(&TOTALS, totals(plan)),
        verdict: verdict(plan).to_owned(),
        services: Table::new(&SERVICES, services(plan)),
    }
}

/// How much there is to be of each thing, and how much of it everything takes.
fn totals(plan: &Plan) -> Vec<Vec<Cell>> {
    let (totals, host, limits) = (plan.totals.most, plan.stack.host, plan.profile.limits);
    // What is not held to its limits fills no bar.
    let most = |used: String, share: u32| {
        if limits { Cell::Bar(used, share) } else { words(say::UNLIMITED) }
    };
    let reserved =
        |amount: u32, text: fn(u32) -> String| or_nothing((amount > 0 && limits).then(|| text(amount)));
    vec![
        vec![
            words(say::CPUS),
            Cell::Words(host.cpus.to_string()),
            most(cpus(totals.cpus), totals.cpus / (host.cpus * 10).max(1)),
            reserved(totals.reserved_cpus, cpus),
        ],
        vec![
            words(say::MEMORY),
            Cell::Words(format!("{} GB", host.memory)),
            most(gigabytes(totals.memory), totals.memory * 100 / (host.memory * 1024).max(1)),
            reserved(totals.reserved_memory, gigabytes),
        ],
        vec![
            words(say::DISK),
            Cell::Words(format!("{} GB", host.disk)),
            words(say::GROWS),
            words(say::NOTHING_KEPT),
        ],
    ]
}

fn or_nothing(text: Option<String>) -> Cell {
    text.map_or_else(|| words(say::NOTHING_KEPT), Cell::Words)
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

/// What each service may use.
fn services(plan: &Plan) -> Vec<Vec<Cell>> {
    let both = |millis: u32, mib: u32| {
        let there = millis > 0 || mib > 0;
        or_nothing(there.then(|| say::cpus_and_memory(&cpus(millis), &memory(mib))))
    };
    let needs = |service: &Service| {
        let resources = service.manifest.resources;
        vec![
            words(service.name),
            both(resources.cpus, resources.memory),
            both(resources.reserved_cpus, resources.reserved_memory),
            Cell::Words(service.replicas.to_string()),
        ]
    };
    if plan.profile.limits { plan.services.iter().map(needs).collect() } else { Vec::new() }
}
