//! A stack that grows: ten times the services may cost ten times as much, and not a hundred times.

use berth::stack::{SecretMode, Stack};
use berth_testing::scenario::{self, Scenario};

use crate::growing;
use crate::phases::{self, PHASES};

/// A manifest of a thousand would be over the megabyte of YAML that is read.
const SIZES: [usize; 3] = [8, 80, 800];

fn cases() -> Vec<(&'static str, SecretMode)> {
    let modes = [SecretMode::Env, SecretMode::Files];
    modes.iter().flat_map(|secrets| ["dev", "prod"].map(|profile| (profile, *secrets))).collect()
}

fn scenario(stack: &'static Stack, (profile, secrets): (&str, SecretMode)) -> Scenario {
    let mut scenario = scenario::unanswered(stack).in_profile(profile);
    scenario.answers.secrets = secrets;
    scenario.generated()
}

/// Shows the times, which leap where a stack outgrows a cache: what is too much is said by `counted`.
pub fn measure() {
    let stacks = SIZES.map(|services| (services, growing::stack(services)));
    for case in cases() {
        phases::head(
            &format!("services in a growing stack, {}, secrets as {}", case.0, case.1.id()),
            &PHASES,
        );
        for (services, stack) in stacks {
            let times = phases::measure(&scenario(stack, case));
            print!("{services:<44}");
            times.phases.iter().for_each(|phase| print!("{}", phases::three(phase)));
            println!();
        }
    }
}

/// The same work so many times and nothing else, for a program that counts its instructions.
pub fn counted(services: usize, times: usize) {
    let stack = growing::stack(services);
    for case in cases() {
        let scenario = scenario(stack, case);
        for _ in 0..times {
            phases::run(&scenario);
        }
    }
}
