//! What holds for a variable where nothing is said, in words.

use crate::plan::{Plan, Variable};
use crate::words::en::bundle as say;

/// Empty: nothing.
pub fn of_variable(plan: &Plan, variable: &Variable) -> String {
    let field = variable.field;
    if let Some(other) = &field.default_from {
        return say::as_in(other);
    }
    if !differ_by_profile(plan, variable) {
        return variable.fallback.to_owned();
    }
    let others = plan.others.iter().map(|other| other.profile);
    let profiles = std::iter::once(plan.profile).chain(others);
    let defaults: Vec<_> =
        profiles.map(|profile| (profile.id.as_str(), field.default_in(&profile.id))).collect();
    say::fallbacks(&field.default, &defaults)
}

/// A file for several profiles leaves to each of them what they set otherwise.
pub fn differ_by_profile(plan: &Plan, variable: &Variable) -> bool {
    !plan.others.is_empty() && !variable.field.default_in.is_empty()
}
