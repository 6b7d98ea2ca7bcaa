//! What is wrong with a deployment that is already there. Whoever reads it hands it in whole.

mod compose;
mod files;
mod scripts;
mod variables;

use super::compose::{By, Fault, Parts, Project, env};
use super::found::BASES;
use super::{Deployment, LeftOut};
use crate::check::{Finding, OfDeployment as Problem, Place};

pub fn check(deployment: &Deployment) -> Vec<Finding> {
    let (env, _) = env(deployment, ".env");
    let project = Project::read(deployment);
    let mut findings = files::check(deployment, &project, &env);
    findings.extend(variables::twins(&env));
    findings.extend(not_read(deployment, &project));
    if project.layers.is_empty() && findings.is_empty() {
        let names = BASES.map(str::to_owned).to_vec();
        findings.push(Finding::error(Place::Choice("deployment"), Problem::NoComposeFile { names }));
    }
    let parts = Parts::by_service(&project);
    // Its folder and its variables are those of a file that is not known.
    let is_fragment = deployment.asked.is_some() && project.is_whole() && parts.lack_another();
    let own = project.layers.iter().filter(|layer| layer.by != By::Extends);
    findings.extend(own.flat_map(|layer| variables::check(layer, is_fragment)));
    findings.extend(compose::check(deployment, &project, &parts, is_fragment));
    findings
}

/// Compose files that are not there, or no YAML, or that nobody looked into.
fn not_read(deployment: &Deployment, project: &Project) -> Vec<Finding> {
    let missing = project.missing.iter().map(|missing| {
        let path = missing.path.clone();
        if let Some((layer, place)) = &missing.by {
            let place = project.layers[*layer].at(place);
            return Finding::error(place, Problem::NamedComposeFileMissing { path });
        }
        let place = Place::File { path: ".env".to_owned(), line: None };
        Finding::error(place, Problem::ComposeFileMissing { path })
    });
    let broken = project.unreadable.iter().map(|broken| {
        let (line, problem) = match &broken.fault {
            Fault::NotText => (1, Problem::NotText),
            Fault::NotYaml(error) => (error.line, Problem::NotYaml { why: error.message.clone() }),
        };
        Finding::error(Place::File { path: broken.path.clone(), line: Some(line) }, problem)
    });
    let is_base =
        |left: &&LeftOut| BASES.contains(&&*left.path) || deployment.asked.as_ref() == Some(&left.path);
    let left_out = deployment.left_out.iter().filter(is_base).map(|left| {
        let place = Place::File { path: left.path.clone(), line: None };
        Finding::error(place, Problem::ComposeFileLeftOut { why: left.why })
    });
    missing.chain(broken).chain(left_out).collect()
}
