//! Whether what was chosen is there to be chosen, and what it makes of the stack.

use crate::answers::Answers;
use crate::check::{Finding, Mend, Place};
use crate::messages::findings as say;
use crate::stack::{Scene, SecretMode, Service, Shape, Stack};

pub fn scene<'a>(stack: &'static Stack, answers: &'a Answers) -> Result<Scene<'a>, Vec<Finding>> {
    let mut findings = Vec::new();
    let profiles: Vec<&str> = stack.profiles.iter().map(|profile| profile.id).collect();
    if !profiles.contains(&answers.profile.as_str()) {
        let message = say::no_such_profile(&answers.profile, stack.name, &profiles);
        findings.push(Finding::error(Place::Choice("profile"), message));
    }
    if !stack.shapes.contains(&answers.shape) {
        let known: Vec<&str> = stack.shapes.iter().copied().map(Shape::id).collect();
        let message = say::no_such_shape(answers.shape.id(), stack.name, &known);
        findings.push(Finding::error(Place::Choice("shape"), message));
    }
    let modes = stack.secret_modes(&answers.profile);
    if !modes.contains(&answers.secrets) {
        let known: Vec<&str> = modes.iter().copied().map(SecretMode::id).collect();
        let message = say::no_such_secret_mode(answers.secrets.id(), stack.name, &known);
        findings.push(Finding::error(Place::Choice("secrets"), message));
    }
    for (at, addon) in answers.addons.iter().enumerate() {
        findings.extend(addon_finding(stack, addon, &answers.addons[..at]));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut scene = Scene {
        profile: &answers.profile,
        shape: answers.shape,
        secrets: answers.secrets,
        addons: answers.addons.iter().map(String::as_str).collect(),
        services: Vec::new(),
    };
    scene.services = running(stack, &scene);
    Ok(scene)
}

fn addon_finding(stack: &Stack, addon: &str, before: &[String]) -> Option<Finding> {
    let error = |message: String| Finding::error(Place::Choice("add-on"), message);
    let Some(found) = stack.addon(addon) else {
        let known: Vec<&str> = stack.addons.iter().map(|addon| addon.id).collect();
        return Some(error(say::no_such_addon(addon, stack.name, &known)));
    };
    let excludes = |other: &&String| {
        let back = stack.addon(other).is_some_and(|other| other.excludes.contains(&addon));
        back || found.excludes.contains(&other.as_str())
    };
    let other = stack.addon(before.iter().find(excludes)?)?;
    let finding = error(say::addons_exclude_each_other(found.name, other.name));
    Some(finding.advise(say::leave_out(found.name)).mend(Mend::LeaveOut { addon: found.id }))
}

/// The same choices in another profile.
pub fn in_profile<'a>(stack: &'static Stack, scene: &Scene<'a>, profile: &'a str) -> Scene<'a> {
    let modes = stack.secret_modes(profile);
    let secrets = if modes.contains(&scene.secrets) { scene.secrets } else { modes[0] };
    let mut other = Scene { profile, secrets, ..scene.clone() };
    other.services = running(stack, &other);
    other
}

/// A service may need another one: what is left out takes along what needs it, until nothing more goes (G12).
fn running<'a>(stack: &'static Stack, scene: &Scene<'a>) -> Vec<&'a str> {
    let mut services: Vec<&Service> = stack.services.iter().collect();
    loop {
        let mut ids: Vec<&str> = services.iter().map(|service| service.id).collect();
        ids.sort_unstable();
        let scene = Scene { services: ids, ..scene.clone() };
        services.retain(|service| service.when.holds(&scene));
        if services.len() == scene.services.len() {
            return scene.services;
        }
    }
}
