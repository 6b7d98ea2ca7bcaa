//! What templates are given: one type for each family of files, made from the plan. A name that a type lacks is refused
//! when a template is rendered, and by a test before that ([`held`]).

mod compose_file;
mod guide;
#[cfg(all(test, not(target_arch = "wasm32")))]
mod held;
mod image_build;
mod own;
mod parts;
mod private;
mod shared;
mod variables;

use serde::Serialize;

use compose_file::ComposeFile;
use guide::Guide;
use image_build::ImageBuild;
use own::Own;
use private::{Private, PrivateVariables};
use shared::Shared;
use variables::Variables;

use super::files::{Content, File};
use super::paths;
use crate::plan::Plan;
use crate::stack::FileKind;

#[derive(Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Input<'a> {
    ComposeFile(ComposeFile<'a>),
    Variables(Variables<'a>),
    PrivateVariables(PrivateVariables<'a>),
    Private(Private<'a>),
    Guide(Box<Guide<'a>>),
    ImageBuild(ImageBuild<'a>),
    Own(Own<'a>),
    Shared(Shared<'a>),
}

impl<'a> Input<'a> {
    /// The template of one of the plan's files, and what it is given. None: the file has none.
    pub fn with_template(
        plan: &'a Plan<'a>,
        files: &'a [File<'a>],
        file: &'a File<'a>,
    ) -> Option<(&'a str, Self)> {
        let template = file.content.template()?;
        let (name, stack) = (paths::name(&file.path), &plan.stack.id);
        let input = match (file.content, file.kind) {
            (Content::Secret { .. }, _) => return None,
            (Content::Environment { service }, _) => {
                Self::PrivateVariables(PrivateVariables::of_service(plan, service))
            }
            (Content::Base, _) => Self::ComposeFile(ComposeFile::base(plan)),
            (Content::Overlay(profile), _) => Self::ComposeFile(ComposeFile::overlay(plan, profile)),
            (_, FileKind::Dotenv) => Self::Variables(Variables::of_file(plan, file)),
            _ if private::may_hold_secrets(file) => Self::Private(Private::of_template(plan, template)),
            (_, FileKind::Markdown) => Self::Guide(Box::new(Guide::of_template(plan, files, template))),
            (_, FileKind::Dockerfile) => Self::ImageBuild(ImageBuild::of_file(plan, file)),
            _ if name.ends_with("dockerignore") => Self::ImageBuild(ImageBuild::of_file(plan, file)),
            _ if belongs_to(stack, template) => Self::Own(Own::of_template(plan, template)),
            _ => Self::Shared(Shared::of_file(plan, file, template)),
        };
        Some((template, input))
    }
}

/// The template lies in the stack's folder.
fn belongs_to(stack: &str, template: &str) -> bool {
    template.split_once('/').is_some_and(|(folder, _)| folder == stack)
}
