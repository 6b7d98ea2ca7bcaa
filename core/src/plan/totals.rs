//! What everything together may use of a machine.

use super::services::Service;
use crate::stack::{Host, Resources};

/// CPUs in thousandths, memory in MiB, of every copy of every service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub most: Resources,
    /// How many containers run.
    pub containers: u32,
}

impl Totals {
    pub fn sum(services: &[Service]) -> Self {
        let mut totals = Self::default();
        // A job has ended by the time that the rest is busy.
        for service in services.iter().filter(|service| service.manifest.health.is_some()) {
            let (times, one, most) =
                (u32::from(service.replicas), service.manifest.resources, &mut totals.most);
            most.cpus += times * one.cpus;
            most.memory += times * one.memory;
            most.reserved_cpus += times * one.reserved_cpus;
            most.reserved_memory += times * one.reserved_memory;
            totals.containers += times;
        }
        totals
    }

    pub fn exceeds(&self, host: Host) -> bool {
        self.most.cpus > host.cpus * 1000 || self.most.memory > host.memory * 1024
    }
}
