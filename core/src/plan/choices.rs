//! Whether what was chosen is there to be chosen, and what it makes of the stack.

use crate::answers::Answers;
use crate::check::{Finding, Mend, OfAnswers, Place};
use crate::stack::{Profile, Scene, SecretMode, Service, Shape, Stack, Standing};

pub fn scene<'a>(stack: &'a Stack, answers: &'a Answers) -> Result<Scene<'a>, Vec<Finding>> {
    let mut findings = Vec::new();
    let profiles: Vec<&str> = stack.profiles.iter().map(|profile| profile.id.as_str()).collect();
    if !profiles.contains(&answers.profile.as_str()) {
        let (stack, found, known) = (stack.name.clone(), answers.profile.clone(), owned(profiles));
        let problem = OfAnswers::NoSuchProfile { stack, found, known };
        findings.push(Finding::error(Place::Choice("profile"), problem));
    }
    if !stack.shapes.contains(&answers.shape) {
        let known = owned(stack.shapes.iter().copied().map(Shape::id));
        let (stack, found) = (stack.name.clone(), answers.shape.id().to_owned());
        let problem = OfAnswers::NoSuchShape { stack, found, known };
        findings.push(Finding::error(Place::Choice("shape"), problem));
    }
    let modes = stack.secret_modes(&answers.profile);
    if !modes.contains(&answers.secrets) {
        let known = owned(modes.iter().copied().map(SecretMode::id));
        let (stack, found) = (stack.name.clone(), answers.secrets.id().to_owned());
        let problem = OfAnswers::NoSuchSecretMode { stack, found, known };
        findings.push(Finding::error(Place::Choice("secrets"), problem));
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
    let error = |problem| Finding::error(Place::Choice("add-on"), problem);
    let Some(found) = stack.addon(addon) else {
        let known = owned(stack.addons.iter().map(|addon| addon.id.as_str()));
        let (stack, found) = (stack.name.clone(), addon.to_owned());
        return Some(error(OfAnswers::NoSuchAddon { stack, found, known }));
    };
    let excludes = |other: &&String| {
        let back = stack.addon(other).is_some_and(|other| other.excludes.iter().any(|id| id == addon));
        back || found.excludes.contains(other)
    };
    let other = stack.addon(before.iter().find(excludes)?)?;
    let (addon, other) = (found.name.clone(), other.name.clone());
    let finding = error(OfAnswers::AddonsExcludeEachOther { addon, other });
    Some(finding.mend(Mend::LeaveOut { addon: found.id.clone() }))
}

fn owned<'a>(ids: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    ids.into_iter().map(str::to_owned).collect()
}

/// The profiles that the chosen one can be switched to: the files of a repository serve several, a folder of its own one.
pub fn beside<'s>(stack: &'s Stack, scene: &Scene) -> impl Iterator<Item = &'s Profile> {
    let stands_alone =
        |profile: &Profile| profile.standing == Standing::Alone || scene.shape == Shape::Deploy;
    let chosen = stack.profile(scene.profile);
    let others = chosen.filter(|chosen| !stands_alone(chosen)).into_iter();
    others.flat_map(move |chosen| {
        stack.profiles.iter().filter(move |profile| profile.id != chosen.id && !stands_alone(profile))
    })
}

/// The same choices in another profile.
pub fn in_profile<'a>(stack: &'a Stack, scene: &Scene<'a>, profile: &'a str) -> Scene<'a> {
    let modes = stack.secret_modes(profile);
    let secrets = if modes.contains(&scene.secrets) { scene.secrets } else { modes[0] };
    let mut other = Scene { profile, secrets, ..scene.clone() };
    other.services = running(stack, &other);
    other
}

/// A service may need another one: what is left out takes along what needs it, until nothing more goes (G12).
fn running<'a>(stack: &'a Stack, scene: &Scene<'a>) -> Vec<&'a str> {
    let mut services: Vec<&Service> = stack.services.by_key().collect();
    loop {
        let ids = services.iter().map(|service| service.id.as_str()).collect();
        let scene = Scene { services: ids, ..scene.clone() };
        services.retain(|service| service.when.holds(&scene));
        if services.len() == scene.services.len() {
            return scene.services;
        }
    }
}
