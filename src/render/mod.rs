//! A plan turned into text. Values are quoted by the kind of file they stand in (see [`escape`]), so that a value can't
//! change a file's structure. A template that fails is always a bug of ours: what is rendered was decided before.

mod agreed;
mod compose;
mod engine;
pub mod escape;
mod instruction;
mod layer;
mod program;
mod view;

use minijinja::Value;

use crate::bundle::{self, Bundle};
use crate::plan::{Content, Plan};

/// The template of a service's own file of variables.
const PRIVATE_ENVIRONMENT: &str = "compose/.env.service";

/// Why a template could not be rendered, for a bug report.
#[derive(Debug)]
pub struct Error(minijinja::Error);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let name = self.0.name().unwrap_or_default();
        let line = self.0.line().unwrap_or_default();
        write!(f, "{}", crate::messages::template_failed(name, line, &self.0.to_string()))
    }
}

impl std::error::Error for Error {}

/// Every file of the plan, in the plan's order.
pub fn bundle(plan: &Plan) -> Result<Bundle, Error> {
    Ok(rendering(plan, None)?.bundle)
}

/// A bundle, and what each of its files was rendered from.
pub struct Rendering {
    pub bundle: Bundle,
    /// A template and what it was given, for each file; none for a file without a template.
    given: Vec<Option<(&'static str, Value)>>,
}

impl std::ops::Deref for Rendering {
    type Target = Bundle;

    fn deref(&self) -> &Bundle {
        &self.bundle
    }
}

impl Rendering {
    /// The file's text, if the same template was given the same.
    fn text_of(&self, path: &str, template: &str, given: &Value) -> Option<&str> {
        let at = self.bundle.files.iter().position(|file| file.path == path)?;
        let (name, before) = self.given[at].as_ref()?;
        (*name == template && program::reads_the_same(template, before, given))
            .then_some(self.bundle.files[at].text.as_str())
    }
}

/// As [`bundle`], but a file that would come out as it did before is taken from there: one answer changes few files.
pub fn rendering(plan: &Plan, before: Option<&Rendering>) -> Result<Rendering, Error> {
    let view = view::of(plan);
    let mut files = Vec::new();
    let mut all_given = Vec::new();
    for file in &plan.files {
        let template = match file.content {
            Content::Template(template) | Content::Overlay { template, .. } => Ok(template),
            Content::Environment { .. } => Ok(PRIVATE_ENVIRONMENT),
            Content::Secret { key } => Err(key),
        };
        let (text, given) = match template {
            Ok(template) => {
                let given = view.for_file(file);
                let kept = before.and_then(|before| before.text_of(file.path, template, &given));
                let text = match kept {
                    Some(text) => text.to_owned(),
                    None => engine::render(template, given.clone()).map_err(Error)?,
                };
                (text, Some((template, given)))
            }
            Err(key) => (secret(plan, key), None),
        };
        files.push(bundle::File { path: file.path, kind: file.kind, mode: file.mode, text });
        all_given.push(given);
    }
    Ok(Rendering { bundle: Bundle { name: plan.stack.id, files }, given: all_given })
}

/// As it is, without a line break at its end (G18).
fn secret(plan: &Plan, key: &str) -> String {
    plan.variable(key).map(|variable| variable.setting.expose().to_owned()).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use minijinja::Environment;

    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;

    fn source(name: &str) -> String {
        fs::read_to_string(format!("templates/{name}.j2")).unwrap()
    }

    #[test]
    fn no_template_reads_what_a_plan_lacks() {
        let plan = crate::plan::make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        let view = view::of(&plan).for_file(&plan.files[0]);
        let known: BTreeSet<String> = view.try_iter().unwrap().map(|key| key.to_string()).collect();
        for name in program::names() {
            let source = source(name);
            let engine = Environment::empty();
            let template = engine.template_from_str(&source).unwrap();
            let read: BTreeSet<String> = template.undeclared_variables(false).into_iter().collect();
            assert!(read.is_subset(&known), "{} reads {:?}", name, read.difference(&known));
        }
    }

    /// Whatever is said to each question, what is kept of the files before is what they would be anew.
    #[test]
    fn what_is_kept_of_a_rendering_is_what_would_be_rendered() {
        for stack in catalogue::all() {
            let mut before: Option<Rendering> = None;
            for profile in stack.profiles {
                let mut answers = Answers::new(stack);
                answers.profile = profile.id.to_owned();
                for field in stack.fields {
                    let said = answers.clone();
                    match field.secret() {
                        Some(_) => answers.set_secret(
                            field.key,
                            crate::values::Secret::new("a-secret-of-32-characters-or-so-"),
                        ),
                        None => answers.set(field.key, "8123".to_owned()),
                    }
                    let Ok(plan) = crate::plan::make(stack, &answers) else {
                        answers = said;
                        continue;
                    };
                    let next = rendering(&plan, before.as_ref()).unwrap();
                    assert_eq!(next.bundle, bundle(&plan).unwrap(), "{}", field.key);
                    before = Some(next);
                }
            }
        }
    }

    #[test]
    fn one_answer_renders_few_files_anew() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        let given = |answers: &Answers, before: Option<&Rendering>| {
            rendering(&crate::plan::make(stack, answers).unwrap(), before).unwrap()
        };
        let before = given(&answers, None);
        answers.set("DASHBOARD_PORT", "8123");
        let after = given(&answers, None);
        let kept = after.bundle.files.iter().zip(&after.given).filter(|(file, given)| {
            let Some((template, given)) = given else { return false };
            before.text_of(file.path, template, given).is_some()
        });
        assert!(kept.count() * 2 > after.bundle.files.len());
    }

    #[test]
    fn no_template_declares_anything_safe() {
        for name in program::names() {
            for word in ["|safe", "| safe", "autoescape"] {
                assert!(!source(name).contains(word), "{name} holds `{word}`");
            }
        }
    }

    #[test]
    fn every_template_is_used() {
        let mut used: BTreeSet<&str> =
            catalogue::all().iter().flat_map(|stack| stack.files).map(|file| file.template).collect();
        used.insert(PRIVATE_ENVIRONMENT);
        for name in program::names() {
            assert!(used.contains(name), "no stack renders {name}");
        }
    }
}
