//! The rendered files, in a fixed order. The same plan gives the same bytes, in every shell.

mod zip;

use std::io;

use crate::stack::FileKind;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// What the archive or folder is called.
    pub name: String,
    pub files: Vec<File>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: String,
    pub kind: FileKind,
    /// As Unix has it, in the zip and on disk (G18).
    pub mode: u32,
    pub text: String,
}

/// Of a folder that holds secrets. The files in it are readable, for the users that containers run as; the folder
/// keeps everybody else out (G18).
pub const PRIVATE_FOLDER: u32 = 0o700;

impl File {
    /// It holds a secret, or may.
    pub fn holds_secrets(&self) -> bool {
        self.mode == 0o600 || in_private_folder(&self.path).is_some()
    }
}

/// The folder of secrets that the file is in.
fn in_private_folder(path: &str) -> Option<&str> {
    let (folder, _) = path.rsplit_once('/')?;
    (folder.rsplit('/').next() == Some("secrets")).then_some(folder)
}

impl Bundle {
    /// The folders that hold secrets.
    pub fn private_folders(&self) -> Vec<&str> {
        let mut folders = Vec::new();
        for file in &self.files {
            if let Some(folder) = in_private_folder(&file.path)
                && !folders.contains(&folder)
            {
                folders.push(folder);
            }
        }
        folders
    }

    pub fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }

    pub fn zip(&self) -> io::Result<Vec<u8>> {
        zip::archive(self)
    }

    pub fn zip_name(&self) -> String {
        format!("{}.zip", self.name)
    }
}
