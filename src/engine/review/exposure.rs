//! Who can reach what, in four rings.

use crate::message::{self, Cell, Table};
use crate::plan::Plan;
use crate::plan::exposure::{self, Reach, Ring};
use crate::words::page::review as say;

pub fn rings(plan: &Plan<'static>) -> Vec<message::Ring> {
    let ways = exposure::reaches(plan);
    let of_ring = |ring| ways.iter().filter(move |way| way.ring == ring).collect::<Vec<_>>();
    Ring::ALL.into_iter().map(|ring| about(plan, ring, &of_ring(ring))).collect()
}

fn about(plan: &Plan<'static>, ring: Ring, ways: &[&Reach<'static>]) -> message::Ring {
    let (title, note, empty) = say::ring(ring);
    let is_set = !ways.is_empty() && matches!(ring, Ring::Networks | Ring::Machine);
    let heads = [say::ADDRESS, say::PURPOSE, say::FIELD];
    let moved_at_all = ways.iter().any(|way| way.field.is_some());
    let heads = if moved_at_all { &heads } else { &heads[..2] };
    message::Ring {
        title: title.to_owned(),
        note: if ways.is_empty() { empty } else { note }.to_owned(),
        set_by: is_set.then(|| plan.stack.bind.clone()),
        ways: Table::new(heads, ways.iter().map(|way| cells(way)).collect()),
    }
}

fn cells(way: &Reach<'static>) -> Vec<Cell> {
    let purpose = way.network.as_deref().map_or_else(|| way.purpose.clone(), say::by_the_proxy);
    vec![
        Cell::Code(way.address.clone()),
        Cell::Words(purpose),
        Cell::Fields(String::new(), way.field.into_iter().map(str::to_owned).collect()),
    ]
}
