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
mod text;
mod variables;

use serde::Serialize;

use compose_file::ComposeFile;
use guide::Guide;
use image_build::ImageBuild;
use own::Own;
use private::{Private, PrivateVariables};
use shared::Shared;
use variables::Variables;

use crate::plan::{Content, File, Plan};
use crate::stack::FileKind;

/// The template of a service's own file of variables.
pub const PRIVATE_VARIABLES: &str = "compose/.env.service";

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
    /// A file's template, and what it is given. None: the file has none.
    pub fn of(plan: &'a Plan, file: &'a File) -> Option<(&'a str, Self)> {
        let template = match file.content {
            Content::Secret { .. } => return None,
            Content::Environment { service } => {
                let given = PrivateVariables::of_service(plan, service);
                return Some((PRIVATE_VARIABLES, Self::PrivateVariables(given)));
            }
            Content::Overlay { template, profile } => {
                return Some((template, Self::ComposeFile(ComposeFile::overlay(plan, profile))));
            }
            Content::Template(template) => template,
        };
        let input = match file.kind {
            _ if name(file).starts_with("docker-compose.") => Self::ComposeFile(ComposeFile::base(plan)),
            FileKind::Dotenv => Self::Variables(Variables::of_file(plan, file)),
            _ if private::may_hold_secrets(file) => Self::Private(Private::of_template(plan, template)),
            FileKind::Markdown => Self::Guide(Box::new(Guide::of_template(plan, template))),
            FileKind::Dockerfile => Self::ImageBuild(ImageBuild::of_file(plan, file)),
            _ if name(file).ends_with("dockerignore") => Self::ImageBuild(ImageBuild::of_file(plan, file)),
            _ if belongs_to(plan.stack.id, template) => Self::Own(Own::of_template(plan, template)),
            _ => Self::Shared(Shared::of_file(plan, file, template)),
        };
        Some((template, input))
    }
}

/// The template lies in the stack's folder.
fn belongs_to(stack: &str, template: &str) -> bool {
    template.split_once('/').is_some_and(|(folder, _)| folder == stack)
}

fn name(file: &File) -> &str {
    file.path.rsplit('/').next().unwrap_or(file.path)
}

/// Where it lies in the repository. Empty: at its top.
fn folder(file: &File) -> &str {
    file.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
