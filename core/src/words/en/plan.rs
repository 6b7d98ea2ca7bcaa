//! What a plan comes to.

use super::amounts::{count, cpus, gigabytes};
use crate::plan::Plan;

/// What everything may use, beside what the stack's own documents ask of a machine.
pub fn needs(plan: &Plan) -> String {
    let (totals, limited, host) = (&plan.totals, plan.profile.limits, plan.stack.host);
    let used = format!(
        "{} CPUs and {} of memory in {}",
        cpus(totals.most.cpus),
        gigabytes(totals.most.memory),
        count(totals.containers as usize, "container", "containers"),
    );
    let may = if limited { "May use" } else { "Nothing is limited; one of each is meant to use at most" };
    let host_cpus = count(host.cpus as usize, "CPU", "CPUs");
    let asked = format!("{host_cpus}, {} GB of memory and {} GB of disk", host.memory, host.disk);
    let verdict = if limited && totals.exceeds(host) {
        ", which is too small for all of them busy at once"
    } else {
        ""
    };
    format!("{may} {used}. The stack asks for a machine with {asked}{verdict}.")
}
