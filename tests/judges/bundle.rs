//! The files that the judges see, made as a user's are.

use berth::answers::Answers;
pub use berth::bundle::Bundle;
use berth::plan::{self, Plan};
use berth::stack::Shape;
use berth::{catalogue, target};
use berth_testing::scenario;

/// Tamma for development, with every secret: every service, and sample data.
pub fn dev() -> Bundle {
    dev_with(|_| {})
}

/// The same with other answers.
pub fn dev_with(change: impl FnOnce(&mut Answers)) -> Bundle {
    rendered(&dev_plan(change))
}

pub fn dev_plan(change: impl FnOnce(&mut Answers)) -> Plan<'static> {
    let mut answers = dev_answers();
    change(&mut answers);
    plan::make(catalogue::first(), &answers).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// Everything that the stack asks for.
pub fn dev_answers() -> Answers {
    scenario::tamma().owned().generated().answers
}

/// All seven services behind the front door.
pub fn prod() -> Bundle {
    dev_with(|answers| answers.profile = "prod".into())
}

/// Without the workflow engine and its API.
pub fn lite() -> Bundle {
    dev_with(|answers| answers.profile = "lite".into())
}

/// For the root of the stack's repository.
pub fn repository() -> Bundle {
    repository_with(|_| {})
}

/// The same with other answers.
pub fn repository_with(change: impl FnOnce(&mut Answers)) -> Bundle {
    dev_with(|answers| {
        answers.shape = Shape::Repository;
        change(answers);
    })
}

/// Kyros at the root of its repository, with its secret.
pub fn kyros(profile: &str) -> Bundle {
    let mut scenario = scenario::kyros();
    profile.clone_into(&mut scenario.answers.profile);
    scenario.generated().bundle()
}

/// One file of a bundle.
pub fn text<'a>(bundle: &'a Bundle, path: &str) -> &'a str {
    &bundle.file(path).unwrap_or_else(|| panic!("no `{path}` in the bundle")).text
}

pub fn rendered(plan: &Plan) -> Bundle {
    target::compose::bundle(plan).unwrap_or_else(|error| panic!("{error:?}"))
}
