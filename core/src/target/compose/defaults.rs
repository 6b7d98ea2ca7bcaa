//! What holds for a variable where nothing is said, in words.

use crate::plan::{Plan, Variable};
use crate::words::en::bundle as say;

/// Empty: nothing.
pub fn of_variable(plan: &Plan, variable: &Variable) -> String {
    if !variable.default_from.is_empty() {
        return say::as_in(variable.default_from);
    }
    let field = plan.stack.fields.get(variable.place).filter(|_| differ_by_profile(plan, variable));
    let Some(field) = field else { return variable.profile_fallback.to_owned() };
    let others = plan.others.iter().map(|other| other.profile);
    let profiles = std::iter::once(plan.profile).chain(others);
    let defaults: Vec<_> =
        profiles.map(|profile| (profile.id.as_str(), field.default_in(&profile.id))).collect();
    say::fallbacks(variable.fallback, &defaults)
}

/// A file for several profiles leaves to each of them what they set otherwise.
pub fn differ_by_profile(plan: &Plan, variable: &Variable) -> bool {
    let field = plan.stack.fields.get(variable.place);
    !plan.others.is_empty() && field.is_some_and(|field| !field.default_in.is_empty())
}
