//! A plan as a bundle, file by file.

use super::files::{Content, File, files};
use super::input::Input;
use crate::bundle::{self, Bundle};
use crate::plan::Plan;
use crate::render::{Error, engine};

/// Every file of the plan.
pub fn bundle(plan: &Plan) -> Result<Bundle, Error> {
    write(plan, &files(plan))
}

/// These of the plan's files, in this order.
pub fn write(plan: &Plan, files: &[File]) -> Result<Bundle, Error> {
    write_after(plan, files, None)
}

/// A bundle, and what it was rendered from.
pub struct Rendering<'s> {
    pub bundle: Bundle,
    plan: Plan<'s>,
    files: Vec<File<'s>>,
}

impl std::ops::Deref for Rendering<'_> {
    type Target = Bundle;

    fn deref(&self) -> &Bundle {
        &self.bundle
    }
}

impl Rendering<'_> {
    /// What was decided of each file, in the bundle's order.
    pub fn decided(&self) -> &[File<'_>] {
        &self.files
    }

    /// The file's text, if the same template was given the same.
    fn text_of(&self, path: &str, template: &str, given: &Input) -> Option<&str> {
        let at = self.files.iter().position(|file| file.path == path)?;
        let (name, before) = Input::with_template(&self.plan, &self.files, &self.files[at])?;
        (name == template && before == *given).then_some(self.bundle.files[at].text.as_str())
    }
}

/// As [`bundle`], but a file that would come out as it did before is taken from there: one answer changes few files.
pub fn rendering<'s>(plan: Plan<'s>, before: Option<&Rendering>) -> Result<Rendering<'s>, Error> {
    let files = files(&plan);
    Ok(Rendering { bundle: write_after(&plan, &files, before)?, plan, files })
}

fn write_after(plan: &Plan, files: &[File], before: Option<&Rendering>) -> Result<Bundle, Error> {
    let mut written = Vec::new();
    for file in files {
        let text = text(plan, files, file, before)?;
        written.push(bundle::File { path: file.path.clone(), kind: file.kind, mode: file.mode, text });
    }
    Ok(Bundle { name: plan.stack.id.clone(), files: written })
}

fn text(plan: &Plan, files: &[File], file: &File, before: Option<&Rendering>) -> Result<String, Error> {
    if let Content::Secret { key } = file.content {
        return Ok(secret(plan, key));
    }
    let Some((template, given)) = Input::with_template(plan, files, file) else { return Ok(String::new()) };
    match before.and_then(|before| before.text_of(&file.path, template, &given)) {
        Some(text) => Ok(text.to_owned()),
        None => engine::render(plan.stack, template, &given),
    }
}

/// As it is, without a line break at its end (G18).
fn secret(plan: &Plan, key: &str) -> String {
    plan.variable(key).map(|variable| variable.setting.expose().to_owned()).unwrap_or_default()
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::Arc;

    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::render::Fault;
    use crate::stack::SecretMode;

    /// Whatever is said to each question, what is kept of the files before is what they would be anew.
    #[test]
    fn what_is_kept_of_a_rendering_is_what_would_be_rendered() {
        for stack in catalogue::all() {
            let mut before: Option<Rendering> = None;
            for profile in &stack.profiles {
                let mut answers = Answers::new(stack);
                answers.profile = profile.id.clone();
                for field in &stack.fields {
                    let said = answers.clone();
                    match field.secret() {
                        Some(_) => answers.set_secret(
                            field.key.clone(),
                            crate::values::Secret::new("a-secret-of-32-characters-or-so-"),
                        ),
                        None => answers.set(field.key.clone(), "8123".to_owned()),
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
        let there = files(&after);
        let kept = there.iter().filter(|file| {
            let given = Input::with_template(&after, &there, file);
            given.is_some_and(|(template, given)| before.text_of(&file.path, template, &given).is_some())
        });
        assert!(kept.count() * 2 > there.len());
    }

    #[test]
    fn no_template_declares_anything_safe() {
        for (name, text) in catalogue::templates() {
            for word in ["|safe", "| safe", "autoescape"] {
                assert!(!text.contains(word), "{name} holds `{word}`");
            }
        }
    }

    #[test]
    fn every_template_is_used() {
        let mut used: BTreeSet<&str> = catalogue::all()
            .iter()
            .flat_map(|stack| &stack.files)
            .map(|file| file.template.as_str())
            .collect();
        let plans = catalogue::all().iter().map(|stack| {
            let mut answers = Answers::new(stack);
            answers.secrets = SecretMode::Files;
            crate::plan::make(stack, &answers)
                .or_else(|_| crate::plan::make(stack, &Answers::new(stack)))
                .unwrap()
        });
        used.extend(plans.flat_map(|plan| files(&plan)).filter_map(|file| file.content.template()));
        for (name, _) in catalogue::templates() {
            assert!(used.contains(name), "no stack renders {name}");
        }
    }

    #[test]
    fn a_template_that_fails_says_its_name_its_line_and_why() {
        let mut engine = engine::environment(Arc::default());
        engine.add_template("tamma/README.md", "one\n{{ stack.nmae }}\n").unwrap();
        let plan = crate::plan::make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        let files = files(&plan);
        let guide = files.iter().find(|file| file.path.ends_with("README.md")).unwrap();
        let (template, given) = Input::with_template(&plan, &files, guide).unwrap();
        let failed = engine::render_in(&engine, template, &given).unwrap_err();
        assert_eq!(failed.template, "tamma/README.md");
        let Fault::Refused { line, why } = failed.fault else { panic!("{failed:?}") };
        assert_eq!(line, Some(2));
        assert!(why.contains("undefined"), "{why}");
    }
}
