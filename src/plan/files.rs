//! Which files are handed over.

use super::services::Service;
use super::variables::Variable;
use crate::stack::{FileKind, Profile, Scene, SecretMode, Stack};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: &'static str,
    pub content: Content,
    pub kind: FileKind,
    pub mode: u32,
    pub about: &'static str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// This template, for everybody.
    Template(&'static str),
    /// This template, with what the profile adds to the base.
    Overlay { template: &'static str, profile: &'static str },
    /// One secret and nothing else.
    Secret { key: &'static str },
    /// The secrets of one service, as variables.
    Environment { service: &'static str },
}

/// The containers' own users read it; its folder keeps everybody else out (G18).
const SECRET: u32 = 0o644;
/// Compose alone reads it.
const PRIVATE: u32 = 0o600;

/// The profiles for which a file is laid over the base.
pub fn overlay_profiles(stack: &Stack, scene: &Scene) -> Vec<&'static Profile> {
    let there = stack.files.iter().filter(|file| file.when.holds(scene));
    there.filter_map(|file| stack.profile(file.overlay)).collect()
}

pub fn of(stack: &Stack, scene: &Scene, services: &[Service], variables: &[Variable]) -> Vec<File> {
    let mut files = Vec::new();
    for file in stack.files.iter().filter(|file| file.when.holds(scene)) {
        let content = match file.overlay {
            "" => Content::Template(file.template),
            profile => Content::Overlay { template: file.template, profile },
        };
        files.push(File {
            path: file.path.of(scene.shape),
            content,
            kind: FileKind::of(file.path.alone),
            mode: file.mode,
            about: file.about,
        });
    }
    if scene.secrets == SecretMode::Files {
        secrets(scene, services, variables, &mut files);
    }
    files
}

fn secrets(scene: &Scene, services: &[Service], variables: &[Variable], files: &mut Vec<File>) {
    // Those too that nothing reads from here: it is where each has its home, and is found again (G29).
    for variable in variables.iter().filter(|variable| variable.is_secret()) {
        // One that is still to be supplied is not there, so that nothing starts without it.
        let to_be_supplied = variable.is_missing() && variable.recipe.is_none();
        let (Some(file), false) = (variable.file, to_be_supplied) else { continue };
        files.push(File {
            path: file.of(scene.shape),
            content: Content::Secret { key: variable.key },
            kind: FileKind::Secret,
            mode: SECRET,
            about: variable.label,
        });
    }
    for service in services.iter().filter(|service| !service.secrets.environment.is_empty()) {
        files.push(File {
            path: service.private_environment.of(scene.shape),
            content: Content::Environment { service: service.id },
            kind: FileKind::Dotenv,
            mode: PRIVATE,
            about: crate::messages::SECRETS_OF_A_SERVICE,
        });
    }
}
