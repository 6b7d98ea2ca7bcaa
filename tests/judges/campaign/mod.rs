//! What is Campaign's own: its stores, its workers, its front door, and how its secrets travel.

mod aws;
mod compose;
mod frontend;
mod frontend_image;
mod images;
mod stores;
mod tables;
mod workers;

use berth::answers::Answers;
use berth_testing::scenario::{self, Scenario};

use crate::bundle::{self, Bundle};
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    aws::tests(suite);
    compose::tests(suite);
    frontend::tests(suite);
    frontend_image::tests(suite);
    images::tests(suite);
    stores::tests(suite);
    tables::tests(suite);
    workers::tests(suite);
}

pub fn scenario(profile: &str) -> Scenario {
    scenario::campaign().in_profile(profile).set("OPEN_TO_ANYONE", "yes").generated()
}

pub fn dev() -> Bundle {
    scenario("dev").bundle()
}

pub fn prod() -> Bundle {
    prod_with(|_| {})
}

pub fn prod_with(change: impl FnOnce(&mut Answers)) -> Bundle {
    let mut scenario = scenario("prod");
    change(&mut scenario.answers);
    scenario.bundle()
}

pub fn script(path: &str) -> String {
    bundle::text(&prod(), path).to_owned()
}
