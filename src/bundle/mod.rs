//! The rendered files, in a fixed order. The same plan gives the same bytes, in every shell.

mod zip;

use crate::stack::FileKind;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// What the archive or folder is called.
    pub name: &'static str,
    pub files: Vec<File>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: &'static str,
    pub kind: FileKind,
    /// As Unix has it, in the zip and on disk (G18).
    pub mode: u32,
    pub text: String,
}

impl Bundle {
    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    pub fn zip(&self) -> Vec<u8> {
        zip::archive(self)
    }

    pub fn zip_name(&self) -> String {
        format!("{}.zip", self.name)
    }
}
