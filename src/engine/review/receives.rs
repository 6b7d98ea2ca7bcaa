//! What each container receives, variable by variable and file by file.

use crate::message::{Cell, Container, Table};
use crate::plan::receives::{self, Received};
use crate::plan::{Plan, Service};
use crate::words::{self, page::review as say};

const HEADS: [&str; 3] = [say::IN_CONTAINER, say::VALUE, say::WHENCE];

pub fn containers(plan: &Plan<'static>) -> Vec<Container> {
    plan.services.iter().map(|service| container(plan, service)).collect()
}

fn container(plan: &Plan<'static>, service: &Service<'static>) -> Container {
    let received = receives::received(plan, service);
    Container {
        id: service.id.to_owned(),
        count: words::count(received.len(), "entry", "entries"),
        receives: Table::new(&HEADS, received.iter().map(cells).collect()),
    }
}

fn cells(received: &Received<'static>) -> Vec<Cell> {
    let value = if received.value.is_empty() { say::EMPTY } else { &received.value };
    // Before the fields that it is made of.
    let whence = say::from(received.from).unwrap_or_default();
    let keys = received.keys.iter().map(|key| (*key).to_owned()).collect();
    vec![
        Cell::Code(received.name.clone()),
        Cell::Code(value.to_owned()),
        Cell::Fields(whence.to_owned(), keys),
    ]
}
