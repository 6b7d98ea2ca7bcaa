//! The bundles of this run, and what Compose makes of each.

use std::path::Path;
use std::sync::OnceLock;

use berth::answers::Answers;
use berth::check::Place;
use berth::plan::{self, Plan};
use berth::stack::{Addon, SecretMode, Stack};
use berth::{catalogue, target};
use berth_testing::folder::Folder;
use berth_testing::scenario::{self, Scenario};
use serde_json::Value;

use crate::bundle::Bundle;
use crate::compose::compose;
use crate::parallel;
use crate::suite::Length;

use super::choices;

/// Stands for the folder of the bundle wherever Compose writes the whole path.
pub const ROOT: &str = "bundle:";

pub struct Case {
    /// `tamma prod deploy env backup+https`
    pub name: String,
    pub answers: Answers,
    pub plan: Plan<'static>,
    pub bundle: Bundle,
    pub secret_mode: SecretMode,
}

impl Case {
    /// Where Compose is called: nothing, or `docker/`.
    pub fn home(&self) -> &str {
        let base = self.bundle.files.iter().find_map(|file| file.path.strip_suffix("docker-compose.yml"));
        base.unwrap_or_else(|| panic!("{}: no docker-compose.yml", self.name))
    }
}

/// Those that are rendered.
pub fn all() -> &'static [Case] {
    &asked().0
}

/// What stands in the way of the others, each with the combination's name before it.
pub fn refused() -> &'static [String] {
    &asked().1
}

fn asked() -> &'static (Vec<Case>, Vec<String>) {
    static ASKED: OnceLock<(Vec<Case>, Vec<String>)> = OnceLock::new();
    ASKED.get_or_init(|| {
        let of_stack = match Length::asked() {
            Length::Brief => few,
            Length::Usual => combinations,
            Length::Full => choices::every,
        };
        let wanted: Vec<Wanted> = catalogue::all().iter().flat_map(of_stack).collect();
        let (mut cases, mut refused) = (Vec::new(), Vec::new());
        for made in parallel::each(&wanted, case).into_iter().flatten() {
            match made {
                Ok(case) => cases.push(case),
                Err(error) => refused.push(error),
            }
        }
        (cases, refused)
    })
}

/// Each case as Compose merges it, in their order; or what Compose says.
pub fn merged(program: &Path) -> &'static [Result<Value, String>] {
    static MERGED: OnceLock<Vec<Result<Value, String>>> = OnceLock::new();
    MERGED.get_or_init(|| parallel::each(all(), |case| merge(program, case)))
}

fn merge(program: &Path, case: &Case) -> Result<Value, String> {
    let folder = Folder::holding(&case.bundle);
    let root = folder.path().canonicalize().expect("the folder is there");
    let text = compose(program, &folder).below(case.home()).config_text()?;
    serde_json::from_str(&text.replace(root.to_str().expect("a name"), ROOT))
        .map_err(|error| error.to_string())
}

/// A name, and the answers.
type Wanted = (String, Scenario);

/// Each profile, shape, way with secrets and set of add-ons, with every secret there.
fn combinations(stack: &'static Stack) -> Vec<Wanted> {
    let chosen = |set: u32| {
        let addons = stack.addons.iter().enumerate().filter(move |(at, _)| set >> at & 1 == 1);
        addons.map(|(_, addon)| addon).collect()
    };
    with_each(stack, &(0..1 << stack.addons.len()).map(chosen).collect::<Vec<_>>())
}

/// The same without add-ons, and with as many as go together, counted from both ends.
fn few(stack: &'static Stack) -> Vec<Wanted> {
    let mut sets = vec![Vec::new(), together(stack.addons.iter()), together(stack.addons.iter().rev())];
    for set in &mut sets {
        set.sort_by_key(|addon| stack.addons.iter().position(|own| own.id == addon.id));
    }
    with_each(stack, &sets)
}

fn together(addons: impl Iterator<Item = &'static Addon>) -> Vec<&'static Addon> {
    let mut chosen: Vec<&Addon> = Vec::new();
    for addon in addons {
        if !chosen
            .iter()
            .any(|other| addon.excludes.contains(&other.id) || other.excludes.contains(&addon.id))
        {
            chosen.push(addon);
        }
    }
    chosen
}

fn with_each(stack: &'static Stack, sets: &[Vec<&'static Addon>]) -> Vec<Wanted> {
    let mut wanted = Vec::new();
    for profile in &stack.profiles {
        for shape in &stack.shapes {
            for secret_mode in stack.secret_modes(&profile.id) {
                for addons in sets {
                    let mut scenario = scenario::unanswered(stack).generated();
                    scenario.answers.profile.clone_from(&profile.id);
                    scenario.answers.shape = *shape;
                    scenario.answers.secrets = *secret_mode;
                    scenario.answers.addons = addons.iter().map(|addon| addon.id.clone()).collect();
                    wanted.push((name(&scenario), scenario.supplied()));
                }
            }
        }
    }
    wanted
}

/// The choices in words.
pub fn name(scenario: &Scenario) -> String {
    let answers = &scenario.answers;
    let addons = answers.addons.join("+");
    let (stack, profile) = (&scenario.stack.id, &answers.profile);
    let words = [stack, profile, answers.shape.id(), answers.secrets.id(), &addons];
    words.join(" ").trim_end().to_owned()
}

/// None for add-ons that the stack does not offer together, or not here.
fn case((name, scenario): &Wanted) -> Option<Result<Case, String>> {
    let answers = scenario.answers.clone();
    match plan::make(scenario.stack, &answers) {
        Ok(plan) => Some(match target::compose::bundle(&plan) {
            Ok(bundle) => {
                Ok(Case { name: name.clone(), secret_mode: answers.secrets, answers, plan, bundle })
            }
            Err(error) => Err(format!("{name}: {}", berth::words::not_rendered(&error))),
        }),
        Err(findings) => {
            let of_addons = findings.iter().all(|finding| finding.place == Place::Choice("add-on"));
            let excluded = of_addons && !answers.addons.is_empty();
            (!excluded).then(|| Err(format!("{name}: {}", scenario::lines(&findings))))
        }
    }
}
