//! Ten times the stack may cost ten times as much, and not a hundred times.

use berth::stack::SecretMode;

use crate::growing;
use crate::phases::{self, PHASES, Times};
use crate::support;

const SIZES: [usize; 3] = [10, 100, 1000];
/// More than the size grows by: what is sorted costs a little more, and what no longer fits into a cache.
const TOLERANCE: f64 = 1.5;

/// Says what grows faster than the stack.
pub fn measure() -> Vec<String> {
    let mut too_fast = Vec::new();
    for secrets in [SecretMode::Env, SecretMode::Files] {
        for profile in ["dev", "prod"] {
            let case = format!("{profile}, secrets as {}", secrets.id());
            phases::head(&format!("services in a growing stack, {case}"), &PHASES);
            let all = SIZES.map(|services| {
                let mut scenario = support::of(growing::stack(services)).in_profile(profile);
                scenario.answers.secrets = secrets;
                let times = phases::measure(&scenario.generated());
                print!("{services:<44}");
                times.phases.iter().for_each(|phase| print!("{}", phases::three(phase)));
                println!();
                times
            });
            for (pair, size) in all.windows(2).zip(SIZES.windows(2)) {
                too_fast.extend(compare(pair, size).into_iter().map(|what| format!("{case}: {what}")));
            }
        }
    }
    too_fast
}

/// By the fastest runs: whatever else the machine does makes none faster.
fn compare(pair: &[Times], size: &[usize]) -> Vec<String> {
    let mut too_fast = Vec::new();
    #[allow(clippy::cast_precision_loss, reason = "they are small")]
    let limit = size[1] as f64 / size[0] as f64 * TOLERANCE;
    print!("{:<44}", format!("from {} to {}", size[0], size[1]));
    for (at, phase) in PHASES.iter().enumerate() {
        let growth = pair[1].phases[at][0] / pair[0].phases[at][0];
        print!("{:>24}", format!("x {growth:.1}"));
        if growth > limit {
            too_fast.push(format!(
                "{phase} took {growth:.1} times as long for {} services as for {}, at most {limit} times",
                size[1], size[0]
            ));
        }
    }
    println!("   at most x {limit}: {}", if too_fast.is_empty() { "ok" } else { "TOO FAST" });
    too_fast
}
