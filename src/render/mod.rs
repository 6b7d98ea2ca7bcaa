//! A plan turned into text. Values are quoted by the kind of file they stand in (see [`escape`]), so that a value can't
//! change a file's structure. A template that fails is always a bug of ours: what is rendered was decided before.

mod compose;
mod engine;
pub mod escape;
mod layer;
mod program;
mod view;

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
    let view = view::of(plan);
    let mut files = Vec::new();
    for file in &plan.files {
        let text = match file.content {
            Content::Template(template) | Content::Overlay { template, .. } => {
                engine::render(template, view.for_file(file)).map_err(Error)?
            }
            Content::Environment { .. } => {
                engine::render(PRIVATE_ENVIRONMENT, view.for_file(file)).map_err(Error)?
            }
            Content::Secret { key } => secret(plan, key),
        };
        files.push(bundle::File { path: file.path, kind: file.kind, mode: file.mode, text });
    }
    Ok(Bundle { name: plan.stack.id, files })
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
