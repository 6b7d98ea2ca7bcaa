//! Whether what was chosen is there to be chosen.

use crate::answers::Answers;
use crate::check::{Finding, Place};
use crate::messages::findings as say;
use crate::stack::{Scene, SecretMode, Shape, Stack};

pub fn scene<'a>(stack: &'a Stack, answers: &'a Answers) -> Result<Scene<'a>, Vec<Finding>> {
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
    if !stack.secrets.contains(&answers.secrets) {
        let known: Vec<&str> = stack.secrets.iter().copied().map(SecretMode::id).collect();
        let message = say::no_such_secret_mode(answers.secrets.id(), stack.name, &known);
        findings.push(Finding::error(Place::Choice("secrets"), message));
    }
    let addons: Vec<&str> = stack.addons.iter().map(|addon| addon.id).collect();
    for addon in &answers.addons {
        if !addons.contains(&addon.as_str()) {
            let message = say::no_such_addon(addon, stack.name, &addons);
            findings.push(Finding::error(Place::Choice("add-on"), message));
        }
    }
    if !findings.is_empty() {
        return Err(findings);
    }

    let mut scene = Scene {
        profile: &answers.profile,
        shape: answers.shape,
        secrets: answers.secrets,
        addons: answers.addons.iter().map(String::as_str).collect(),
        services: stack.services.iter().map(|service| service.id).collect(),
    };
    // A service may need another one: what is left out takes along what needs it, until nothing more goes (G12).
    loop {
        let left: Vec<&'static str> = stack
            .services
            .iter()
            .filter(|service| scene.services.contains(&service.id) && service.when.holds(&scene))
            .map(|service| service.id)
            .collect();
        if left.len() == scene.services.len() {
            return Ok(scene);
        }
        scene.services = left;
    }
}
