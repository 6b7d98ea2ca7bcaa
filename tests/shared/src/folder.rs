//! Files on disk as their user has them, and the edits that a user makes.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use tempfile::TempDir;

use berth::bundle::Bundle;

pub struct Folder(TempDir);

impl Folder {
    pub fn holding(bundle: &Bundle) -> Self {
        let folder = Self::empty();
        folder.put(bundle);
        folder
    }

    /// Writes these files too.
    pub fn put(&self, bundle: &Bundle) {
        for file in &bundle.files {
            self.write(&file.path, &file.text);
            let mode = fs::Permissions::from_mode(file.mode);
            fs::set_permissions(self.path().join(file.path.clone()), mode).unwrap();
        }
    }

    pub fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self::empty();
        for (path, content) in files {
            folder.write(path, content);
        }
        folder
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, content: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Puts another line in place of the one that sets a name in `.env`. None: takes it out.
    pub fn edit_env(&self, name: &str, line: Option<&str>) {
        self.edit(".env", name, line);
    }

    /// The same in a file of this path.
    pub fn edit(&self, path: &str, name: &str, line: Option<&str>) {
        let text = fs::read_to_string(self.path().join(path)).unwrap();
        let sets = format!("{name}=");
        assert_eq!(text.lines().filter(|line| line.starts_with(&sets)).count(), 1, "{name} in {path}");
        let edited = text.lines().filter_map(|old| if old.starts_with(&sets) { line } else { Some(old) });
        let edited: String = edited.flat_map(|line| [line, "\n"]).collect();
        self.write(path, &edited);
    }

    fn empty() -> Self {
        Self(tempfile::Builder::new().prefix("berth-").tempdir().expect("a temporary folder"))
    }
}
