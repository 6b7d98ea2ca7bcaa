//! Which files are handed over: those of the target, around those of the stack's own.

use super::{layer, private_variables};
use crate::plan::Plan;
use crate::stack::{self, FileKind, Mode, Paths, Profile, SecretMode};
use crate::words::en::bundle as about;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File<'s> {
    pub path: String,
    pub content: Content<'s>,
    pub kind: FileKind,
    pub mode: u32,
    pub about: &'s str,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'s> {
    /// The Compose file that every profile has alike.
    Base,
    /// What the profile adds to the base.
    Overlay(&'s Profile),
    /// This template, for everybody.
    Template(&'s str),
    /// A file that the stack's manifest names.
    Own(&'s stack::File),
    /// One secret and nothing else.
    Secret { key: &'s str },
    /// The secrets of one service, as variables.
    Environment { service: &'s str },
}

impl<'s> Content<'s> {
    /// None: nothing but a secret stands in it.
    pub fn template(self) -> Option<&'s str> {
        match self {
            Self::Base | Self::Overlay(_) => Some("compose/docker-compose.yml"),
            Self::Template(template) => Some(template),
            Self::Own(file) => Some(&file.template),
            Self::Environment { .. } => Some("compose/.env.service"),
            Self::Secret { .. } => None,
        }
    }
}

/// The containers' own users read it; its folder keeps everybody else out (G18).
const SECRET: u32 = 0o644;

/// In the order in which they are shown and written: what runs and what was answered first, guides last. A file of the
/// stack's own takes the place of one of these of the same path.
pub fn files<'s>(plan: &Plan<'s>) -> Vec<File<'s>> {
    let own = own(plan);
    let (guides, rest): (Vec<_>, Vec<_>) =
        own.iter().cloned().partition(|file| file.kind == FileKind::Markdown);
    let is_free = |file: &File| !own.iter().any(|other| other.path == file.path);
    let mut files = layers(plan);
    files.extend(variables(plan));
    files.retain(is_free);
    files.extend(rest);
    files.extend(for_git(plan).into_iter().filter(is_free));
    files.extend(guides);
    if plan.secrets == SecretMode::Files {
        files.extend(secrets(plan));
        files.extend(files_of_private_variables(plan));
    }
    files
}

fn file<'s>(plan: &Plan, paths: &Paths, content: Content<'s>, mode: u32, about: &'s str) -> File<'s> {
    let kind = FileKind::by_name(&paths.alone);
    File { path: paths.in_shape(plan.shape).to_owned(), content, kind, mode, about }
}

fn below<'s>(plan: &Plan, name: &str, content: Content<'s>, mode: Mode, about: &'s str) -> File<'s> {
    file(plan, &Paths::below(&plan.stack.folder, name), content, mode.bits(), about)
}

fn layers<'s>(plan: &Plan<'s>) -> Vec<File<'s>> {
    let mut files = vec![below(plan, layer::BASE, Content::Base, Mode::Shared, about::BASE)];
    files.extend(layer::profiles(plan).map(|profile| {
        below(plan, &layer::name(profile), Content::Overlay(profile), Mode::Shared, &profile.adds)
    }));
    files
}

fn variables<'s>(plan: &Plan<'s>) -> [File<'s>; 2] {
    let stack = plan.stack;
    let mut modes = stack.profiles.iter().map(|profile| stack.secret_modes(&profile.id));
    let answers = if modes.all(|modes| modes.contains(&SecretMode::Env)) {
        about::ANSWERS_AND_SECRETS
    } else {
        about::ANSWERS
    };
    let content = Content::Template("compose/.env");
    [
        below(plan, ".env", content, Mode::Private, answers),
        below(plan, ".env.example", content, Mode::Shared, about::EXAMPLE),
    ]
}

fn for_git<'s>(plan: &Plan<'s>) -> [File<'s>; 2] {
    [
        (".gitignore", "compose/.gitignore", about::IGNORED),
        (".gitattributes", "compose/.gitattributes", about::LINE_ENDS),
    ]
    .map(|(name, template, about)| below(plan, name, Content::Template(template), Mode::Shared, about))
}

fn own<'s>(plan: &Plan<'s>) -> Vec<File<'s>> {
    let (stack, scene) = (plan.stack, plan.scene());
    let there = stack.files.iter().filter(|file| file.when.holds(&scene));
    let own =
        there.map(|own| file(plan, &stack.file_paths(own), Content::Own(own), own.mode.bits(), &own.about));
    own.collect()
}

fn secrets<'s>(plan: &Plan<'s>) -> impl Iterator<Item = File<'s>> {
    // Those too that nothing reads from here: it is where each has its home, and is found again (G29).
    let secrets = plan.variables.iter().filter(|variable| variable.is_secret());
    // One that is still to be supplied is not there, so that nothing starts without it.
    let there =
        secrets.filter(|secret| !secret.is_missing() || secret.field.recipe().is_some() && !plan.settled);
    there.map(|variable| {
        let content = Content::Secret { key: variable.key };
        let paths = plan.stack.secret_paths(variable.key);
        File { kind: FileKind::Secret, ..file(plan, &paths, content, SECRET, &variable.field.label) }
    })
}

fn files_of_private_variables<'s>(plan: &Plan<'s>) -> impl Iterator<Item = File<'s>> {
    let there = plan.services.iter().filter(|service| !service.secrets.environment.is_empty());
    there.map(|service| {
        let paths = private_variables(plan.stack, service.id);
        let content = Content::Environment { service: service.id };
        // Compose alone reads it.
        let mode = Mode::Private.bits();
        File { kind: FileKind::Dotenv, ..file(plan, &paths, content, mode, about::SECRETS_OF_A_SERVICE) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan::make;
    use crate::stack::Shape;
    use crate::values::Secret;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn made(change: impl FnOnce(&mut Answers)) -> Plan<'static> {
        let mut answers = Answers::new(catalogue::first());
        change(&mut answers);
        make(catalogue::first(), &answers).unwrap()
    }

    fn by_files(change: impl FnOnce(&mut Answers)) -> Plan<'static> {
        made(|answers| {
            answers.secrets = SecretMode::Files;
            change(answers);
        })
    }

    fn paths(plan: &Plan) -> Vec<String> {
        files(plan).into_iter().map(|file| file.path).collect()
    }

    #[test]
    fn what_runs_comes_first_and_the_guide_last() {
        let paths = paths(&made(|_| {}));
        assert_eq!(paths[..4], ["docker-compose.yml", "docker-compose.override.yml", ".env", ".env.example"]);
        assert_eq!(paths[paths.len() - 3..], [".gitignore", ".gitattributes", "README.md"]);
    }

    #[test]
    fn a_file_of_the_stack_s_own_takes_the_place_of_a_shared_one() {
        let stack = catalogue::find("campaign").unwrap();
        let files = files(&make(stack, &Answers::new(stack)).unwrap());
        let ignored: Vec<_> = files.iter().filter(|file| file.path == ".gitignore").collect();
        assert_eq!(ignored.len(), 1);
        assert_eq!(ignored[0].content.template(), Some("campaign/.gitignore"));
    }

    #[test]
    fn a_repository_holds_every_profile_but_those_that_stand_alone() {
        let overlays = |profile: &str, shape| {
            let plan = made(|answers| {
                answers.choose_profile(catalogue::first(), profile);
                answers.shape = shape;
            });
            layer::profiles(&plan).map(|profile| profile.id.clone()).collect::<Vec<_>>()
        };
        assert_eq!(overlays("prod", Shape::Repository), ["dev", "prod"]);
        assert_eq!(overlays("lite", Shape::Repository), ["lite"]);
        assert_eq!(overlays("prod", Shape::Deploy), ["prod"]);
    }

    #[test]
    fn secrets_that_are_read_from_no_file_have_one_that_compose_alone_reads() {
        let files = files(&by_files(|_| {}));
        assert!(files.iter().any(|file| file.path == "secrets/elsa-server.env" && file.mode == 0o600));
    }

    #[test]
    fn nothing_starts_without_what_only_its_owner_has() {
        let there = |plan: &Plan| {
            files(plan).iter().any(|file| file.content == Content::Secret { key: "GITHUB_TOKEN" })
        };
        assert!(!there(&by_files(|_| {})));
        let token = "ghp_0123456789abcdefghijABCDEFGHIJ012345";
        assert!(there(&by_files(|answers| answers.set_secret("GITHUB_TOKEN", Secret::new(token)))));
    }

    #[test]
    fn nothing_starts_without_a_secret_that_nobody_makes_any_more() {
        let there = |settled| {
            let plan = Plan { settled, ..by_files(|_| {}) };
            files(&plan).iter().any(|file| file.content == Content::Secret { key: "POSTGRES_PASSWORD" })
        };
        assert_eq!([there(false), there(true)], [true, false]);
    }
}
