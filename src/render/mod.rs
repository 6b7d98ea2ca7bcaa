//! A plan turned into text. Values are quoted by the kind of file they stand in (see [`escape`]), so that a value can't
//! change a file's structure. A template that fails is always a bug of ours: what is rendered was decided before.

mod agreed;
mod compose;
mod defaults;
mod engine;
pub mod escape;
mod input;
mod layer;
mod syntax;
mod templates;

use crate::bundle::{self, Bundle};
use crate::plan::{Content, File, Plan};
use input::Input;

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
    files(plan, None)
}

/// A bundle, and the plan that it was rendered from.
pub struct Rendering {
    pub bundle: Bundle,
    plan: Plan,
}

impl std::ops::Deref for Rendering {
    type Target = Bundle;

    fn deref(&self) -> &Bundle {
        &self.bundle
    }
}

impl Rendering {
    /// The file's text, if the same template was given the same.
    fn text_of(&self, path: &str, template: &str, given: &Input) -> Option<&str> {
        let at = self.plan.files.iter().position(|file| file.path == path)?;
        let (name, before) = Input::of(&self.plan, &self.plan.files[at])?;
        (name == template && before == *given).then_some(self.bundle.files[at].text.as_str())
    }
}

/// As [`bundle`], but a file that would come out as it did before is taken from there: one answer changes few files.
pub fn rendering(plan: Plan, before: Option<&Rendering>) -> Result<Rendering, Error> {
    Ok(Rendering { bundle: files(&plan, before)?, plan })
}

fn files(plan: &Plan, before: Option<&Rendering>) -> Result<Bundle, Error> {
    let mut files = Vec::new();
    for file in &plan.files {
        let text = text(plan, file, before)?;
        files.push(bundle::File { path: file.path, kind: file.kind, mode: file.mode, text });
    }
    Ok(Bundle { name: plan.stack.id, files })
}

fn text(plan: &Plan, file: &File, before: Option<&Rendering>) -> Result<String, Error> {
    if let Content::Secret { key } = file.content {
        return Ok(secret(plan, key));
    }
    let Some((template, given)) = Input::of(plan, file) else { return Ok(String::new()) };
    match before.and_then(|before| before.text_of(file.path, template, &given)) {
        Some(text) => Ok(text.to_owned()),
        None => engine::render(template, &given).map_err(Error),
    }
}

/// As it is, without a line break at its end (G18).
fn secret(plan: &Plan, key: &str) -> String {
    plan.variable(key).map(|variable| variable.setting.expose().to_owned()).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;

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
                    let next = rendering(plan, before.as_ref()).unwrap();
                    assert_eq!(next.bundle, bundle(&next.plan).unwrap(), "{}", field.key);
                    before = Some(next);
                }
            }
        }
    }

    #[test]
    fn one_answer_renders_few_files_anew() {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        let plan = |answers: &Answers| crate::plan::make(stack, answers).unwrap();
        let before = rendering(plan(&answers), None).unwrap();
        answers.set("DASHBOARD_PORT", "8123");
        let after = plan(&answers);
        let kept = after.files.iter().filter(|file| {
            let given = Input::of(&after, file);
            given.is_some_and(|(template, given)| before.text_of(file.path, template, &given).is_some())
        });
        assert!(kept.count() * 2 > after.files.len());
    }

    #[test]
    fn no_template_declares_anything_safe() {
        for template in templates::all() {
            for word in ["|safe", "| safe", "autoescape"] {
                assert!(!template.text.contains(word), "{} holds `{word}`", template.name);
            }
        }
    }

    #[test]
    fn every_template_is_used() {
        let mut used: BTreeSet<&str> =
            catalogue::all().iter().flat_map(|stack| stack.files).map(|file| file.template).collect();
        used.insert(input::PRIVATE_VARIABLES);
        for template in templates::all() {
            assert!(used.contains(template.name), "no stack renders {}", template.name);
        }
    }

    #[test]
    fn a_template_that_fails_says_its_name_its_line_and_why() {
        let mut engine = engine::environment();
        engine.add_template("tamma/README.md", "one\n{{ stack.nmae }}\n").unwrap();
        let plan = crate::plan::make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        let guide = plan.files.iter().find(|file| file.path.ends_with("README.md")).unwrap();
        let (template, given) = Input::of(&plan, guide).unwrap();
        let failed = engine::render_in(&engine, template, &given).map_err(Error).unwrap_err().to_string();
        for said in ["tamma/README.md", "line 2", "undefined"] {
            assert!(failed.contains(said), "{failed}");
        }
    }
}
