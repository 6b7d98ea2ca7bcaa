//! A plan turned into text. Values are quoted by the kind of file they stand in (see [`escape`]), so that a value can't
//! change a file's structure. A template that fails is always a bug of ours: what is rendered was decided before.

mod compose;
mod engine;
pub mod escape;
mod view;

use minijinja::value::Serde;

use crate::bundle::{self, Bundle};
use crate::plan::Plan;

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
    let view = minijinja::Value::from(Serde(view::View::of(plan)));
    let file = |file: &crate::plan::File| {
        let template = engine::get().get_template(&file.template)?;
        let text = template.render(minijinja::context! {
            example => file.path.ends_with(".example"),
            ..view.clone()
        })?;
        Ok(bundle::File { path: file.path.clone(), kind: file.kind, mode: file.mode, text })
    };
    let files: Result<Vec<_>, minijinja::Error> = plan.files.iter().map(file).collect();
    Ok(Bundle { name: plan.stack.id.clone(), files: files.map_err(Error)? })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;

    #[test]
    fn every_template_parses_and_reads_nothing_that_a_plan_lacks() {
        let plan = crate::plan::make(catalogue::first(), &Answers::new(catalogue::first())).unwrap();
        let view = minijinja::Value::from(Serde(view::View::of(&plan)));
        let known: BTreeSet<String> =
            view.try_iter().unwrap().map(|key| key.to_string()).chain(["example".to_owned()]).collect();
        for (name, _) in engine::TEMPLATES {
            let template = engine::get().get_template(name).unwrap();
            let read: BTreeSet<String> = template.undeclared_variables(false).into_iter().collect();
            assert!(read.is_subset(&known), "{name} reads {:?}", read.difference(&known));
        }
    }

    #[test]
    fn no_template_declares_anything_safe() {
        for (name, text) in engine::TEMPLATES {
            for word in ["|safe", "| safe", "autoescape"] {
                assert!(!text.contains(word), "{name} holds `{word}`");
            }
        }
    }

    #[test]
    fn every_template_is_used() {
        let used: BTreeSet<&str> = catalogue::all()
            .iter()
            .flat_map(|stack| &stack.files)
            .map(|file| file.template.as_str())
            .collect();
        for (name, _) in engine::TEMPLATES {
            assert!(used.contains(name), "no stack renders {name}");
        }
    }
}
