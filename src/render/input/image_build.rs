//! What an image is built by: a Dockerfile, and what its builder is not to read.

use serde::Serialize;

use super::{folder, name};
use crate::plan::{File, Plan};

#[derive(Debug, PartialEq, Serialize)]
pub struct ImageBuild<'a> {
    file_name: &'a str,
    file_path: &'a str,
    /// Where it lies in the repository. Empty: at its top.
    file_folder: &'a str,
    /// Those that are built.
    services: Vec<Built<'a>>,
}

#[derive(Debug, PartialEq, Serialize)]
struct Built<'a> {
    id: &'a str,
    title: &'a str,
    dockerfile: &'a str,
}

impl<'a> ImageBuild<'a> {
    pub fn of_file(plan: &'a Plan, file: &'a File) -> Self {
        let built = plan.services.iter().filter_map(|service| {
            let dockerfile = service.build.as_ref()?.dockerfile;
            Some(Built { id: service.id, title: service.title, dockerfile })
        });
        Self {
            file_name: name(file),
            file_path: file.path,
            file_folder: folder(file),
            services: built.collect(),
        }
    }
}
