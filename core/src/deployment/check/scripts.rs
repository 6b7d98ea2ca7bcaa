//! Scripts that can't be run, and that somebody means to run (G18).

use std::collections::BTreeSet;

use crate::deployment::compose::{Layer, Project, Service, Source};
use crate::deployment::{Deployment, Found, path};

/// A shell that is given a script, and what reads one in place.
const READERS: [&str; 9] = ["sh", "bash", "ash", "dash", "ksh", "zsh", "busybox", ".", "source"];

/// The image of a database reads what lies here, whether it can be run or not.
const READ_BY_THE_DATABASE: &str = "docker-entrypoint-initdb.d";

/// What lies beside a Compose file, or is mounted by one. Whatever else a project holds is its own affair: its tools,
/// and what its images are built of.
pub struct Own {
    folders: BTreeSet<String>,
    mounted: BTreeSet<String>,
    /// Of those, what a database reads.
    read: BTreeSet<String>,
    /// The names of what is handed to a shell or made to run.
    given: BTreeSet<String>,
}

impl Own {
    pub fn named_by(deployment: &Deployment, project: &Project) -> Self {
        let mut own = Self {
            folders: BTreeSet::from([String::new()]),
            mounted: BTreeSet::new(),
            read: BTreeSet::new(),
            given: BTreeSet::new(),
        };
        for file in &deployment.files {
            file.text.lines().for_each(|line| own.given.extend(given(line).map(str::to_owned)));
        }
        for layer in &project.layers {
            own.folders.insert(path::parent(&layer.path).to_owned());
            layer.services().for_each(|service| own.add(layer, &service));
        }
        own
    }

    fn add(&mut self, layer: &Layer, service: &Service) {
        for line in service.runs() {
            self.given.extend(given(&line).map(str::to_owned));
        }
        for mount in service.mounts(&layer.values) {
            let Source::Path { path, .. } = &mount.source else { continue };
            let Some(path) = layer.resolve(path) else { continue };
            if mount.target.contains(READ_BY_THE_DATABASE) {
                self.read.insert(path.clone());
            }
            self.mounted.insert(path);
        }
    }

    pub fn holds(&self, file: &Found) -> bool {
        self.folders.contains(path::parent(&file.path)) || lies_in(&file.path, &self.mounted)
    }

    /// It begins as a program, can't be run, and nothing that was read hands it to a shell or gives it its run bit.
    pub fn needs_run_bit(&self, file: &Found) -> bool {
        let is_program = file.path.ends_with(".sh") && file.text.starts_with("#!");
        let can_run = file.mode.is_none_or(|mode| mode & 0o100 != 0);
        let is_read = lies_in(&file.path, &self.read);
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let is_given = [name, "*.sh", "*"].iter().any(|name| self.given.contains(*name));
        is_program && !can_run && self.holds(file) && !is_read && !is_given
    }
}

/// It is one of these paths, or inside one.
fn lies_in(path: &str, folders: &BTreeSet<String>) -> bool {
    let around = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders.contains(path) || around.into_iter().any(|folder| folders.contains(folder))
}

/// The names of what a line hands to a shell, or gives its run bit.
fn given(line: &str) -> impl Iterator<Item = &str> {
    // Few lines name any.
    let line = if line.contains(".sh") || line.contains('*') { line } else { "" };
    line.split([';', '&', '|']).flat_map(|command| {
        let between = |letter: char| letter.is_whitespace() || "\"'`[](){},=".contains(letter);
        let mut names = command.split(between).map(|word| word.rsplit('/').next().unwrap_or_default());
        names.find(|name| READERS.contains(name) || *name == "chmod" || *name == "--chmod");
        names.filter(|name| name.ends_with(".sh") || *name == "*")
    })
}

#[cfg(test)]
mod tests {
    use super::given;

    #[test]
    fn a_script_is_given_to_a_shell_or_made_to_run() {
        for line in [
            "bash tools/x.sh",
            "cd x; exec sh -e ./x.sh now",
            "source \"${HERE[0]%/*}/x.sh\"",
            ". ./x.sh",
            "command: [\"/bin/sh\", \"/x.sh\"]",
            "RUN chmod +x /x.sh",
            "chmod 755 /usr/bin/*.sh",
            "COPY --chmod 755 x.sh /",
        ] {
            assert!(given(line).any(|name| name == "x.sh" || name == "*.sh"), "{line}");
        }
        for line in
            ["./x.sh", "command: [/x.sh]", "bash other.sh; ./x.sh", "COPY x.sh /", "x.sh bash", "chmod +x y"]
        {
            assert!(given(line).all(|name| name != "x.sh"), "{line}");
        }
    }
}
