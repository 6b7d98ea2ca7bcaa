//! Logs that do not fill the disk.

use super::every_merged;
use crate::deployment::services;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    every_merged(suite, "every service's log is rotated", |_, merged| {
        let rotated = |options: &serde_json::Value| options["max-size"].is_string();
        let kept =
            services(merged).into_iter().filter(|(_, service)| !rotated(&service["logging"]["options"]));
        kept.map(|(name, _)| format!("`{name}` keeps it all")).collect()
    });
}
