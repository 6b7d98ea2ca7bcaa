//! Every stack that ships, in each profile and shape, with as many add-ons as go together.

use berth::answers::Answers;
use berth::stack::{SecretMode, Shape, Stack};
use berth::target::compose;
use berth::{catalogue, plan};
use berth_testing::scenario;

use crate::phases::{self, PHASES, Times};

/// For plan, render and zip together, in milliseconds: most of a frame is left of what a key typed on the page may cost.
const LIMIT: f64 = 1.5;
/// The largest deployment of the stack that is the default.
const LIMITED: (&str, &str) = ("tamma", "prod");

/// Says what is over its limit.
pub fn measure() -> Vec<String> {
    phases::head("stack, profile, shape, secrets, add-ons", &[&PHASES[..], &["in all"]].concat());
    let mut too_slow = Vec::new();
    for stack in catalogue::all() {
        for profile in &stack.profiles {
            for (shape, secrets) in ways(stack, &profile.id) {
                let mut scenario = scenario::unanswered(stack).in_profile(&profile.id);
                scenario.answers.shape = shape;
                scenario.answers.secrets = secrets;
                scenario.answers.addons = largest_set(stack, &scenario.answers);
                let name = format!(
                    "{} {} {} {}, {} add-ons",
                    stack.id,
                    profile.id,
                    shape.id(),
                    secrets.id(),
                    scenario.answers.addons.len()
                );
                let times = phases::measure(&scenario.generated().supplied());
                let held = (stack.id.as_str(), profile.id.as_str()) == LIMITED;
                let fast = phases::median(&times.total) <= LIMIT;
                print_row(&name, &times, held.then_some(fast));
                if held && !fast {
                    too_slow
                        .push(format!("{name}: {:.3} ms, at most {LIMIT} ms", phases::median(&times.total)));
                }
            }
        }
    }
    too_slow
}

fn print_row(name: &str, times: &Times, verdict: Option<bool>) {
    print!("{name:<44}");
    for phase in times.phases.iter().chain([&times.total]) {
        print!("{}", phases::three(phase));
    }
    match verdict {
        None => println!(),
        Some(true) => println!("   median {LIMIT} in all: ok"),
        Some(false) => println!("   median {LIMIT} in all: TOO SLOW"),
    }
}

fn ways(stack: &Stack, profile: &str) -> Vec<(Shape, SecretMode)> {
    let modes = stack.secret_modes(profile);
    stack.shapes.iter().flat_map(|shape| modes.iter().map(|mode| (*shape, *mode))).collect()
}

/// Of all sets of add-ons that go together, the one that makes the most files.
fn largest_set(stack: &'static Stack, answers: &Answers) -> Vec<String> {
    let sets = (0_u32..1 << stack.addons.len()).map(|chosen| {
        let is_chosen =
            |(at, addon): (usize, &berth::stack::Addon)| (chosen >> at & 1 == 1).then(|| addon.id.clone());
        stack.addons.iter().enumerate().filter_map(is_chosen).collect::<Vec<_>>()
    });
    let files = |addons: &Vec<String>| {
        let mut answers = answers.clone();
        answers.addons.clone_from(addons);
        plan::make(stack, &answers).ok().map(|plan| (addons.len(), compose::files(&plan).len()))
    };
    let all = sets.filter_map(|addons| Some((files(&addons)?, addons)));
    all.max_by_key(|(size, _)| *size).map(|(_, addons)| addons).unwrap_or_default()
}
