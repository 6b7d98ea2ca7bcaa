//! What an image is built by: a Dockerfile, and what its builder is not to read.

use serde::Serialize;

use crate::plan::Plan;
use crate::target::compose::{File, paths};

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
    title: String,
    dockerfile: &'a str,
}

impl<'a> ImageBuild<'a> {
    pub fn of_file(plan: &'a Plan<'a>, file: &'a File<'a>) -> Self {
        let built = plan.services.iter().filter_map(|service| {
            let dockerfile = &service.build?.dockerfile;
            Some(Built { id: service.id, title: service.manifest.title(), dockerfile })
        });
        Self {
            file_name: paths::name(&file.path),
            file_path: &file.path,
            file_folder: paths::folder(&file.path),
            services: built.collect(),
        }
    }
}
