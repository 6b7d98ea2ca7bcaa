//! Scripts that can't be run, and that somebody means to run (G18).

use std::collections::BTreeSet;

use crate::deployment::compose::{Project, Source};
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
    /// What the services run.
    runs: Vec<String>,
}

impl Own {
    pub fn of(project: &Project) -> Self {
        let mut own = Self {
            folders: BTreeSet::from([String::new()]),
            mounted: BTreeSet::new(),
            read: BTreeSet::new(),
            runs: Vec::new(),
        };
        for layer in &project.layers {
            own.folders.insert(path::parent(&layer.path).to_owned());
            for service in layer.services() {
                own.runs.extend(service.runs());
                for mount in service.mounts(layer) {
                    let Source::Path { path, .. } = &mount.source else { continue };
                    let Some(path) = layer.resolve(path) else { continue };
                    if mount.target.contains(READ_BY_THE_DATABASE) {
                        own.read.insert(path.clone());
                    }
                    own.mounted.insert(path);
                }
            }
        }
        own
    }

    pub fn holds(&self, file: &Found) -> bool {
        self.folders.contains(path::parent(&file.path)) || lies_in(&file.path, &self.mounted)
    }

    /// It begins as a program, can't be run, and nothing that was read hands it to a shell or gives it its run bit.
    pub fn needs_run_bit(&self, deployment: &Deployment, file: &Found) -> bool {
        let is_program = file.path.ends_with(".sh") && file.text.starts_with("#!");
        let can_run = file.mode.is_none_or(|mode| mode & 0o100 != 0);
        if !is_program || can_run || !self.holds(file) || lies_in(&file.path, &self.read) {
            return false;
        }
        let name = file.path.rsplit('/').next().unwrap_or(&file.path);
        let lines = deployment.files.iter().flat_map(|other| other.text.lines());
        !lines.chain(self.runs.iter().map(String::as_str)).any(|line| is_given(line, name))
    }
}

/// It is one of these paths, or inside one.
fn lies_in(path: &str, folders: &BTreeSet<String>) -> bool {
    let around = path.match_indices('/').map(|(at, _)| &path[..at]);
    folders.contains(path) || around.into_iter().any(|folder| folders.contains(folder))
}

/// Whether a line hands the script to a shell, or gives it its run bit.
fn is_given(line: &str, name: &str) -> bool {
    // Most lines name neither.
    if !line.contains(name) && !line.contains("chmod") {
        return false;
    }
    line.split([';', '&', '|']).any(|command| {
        let between = |letter: char| letter.is_whitespace() || "\"'`[](){},=".contains(letter);
        let words: Vec<&str> = command.split(between).filter(|word| !word.is_empty()).collect();
        let last = |word: &str| word.rsplit('/').next().unwrap_or_default().to_owned();
        let at = words.iter().position(|word| last(word) == name || matches!(&*last(word), "*.sh" | "*"));
        let before = &words[..at.unwrap_or_default()];
        let sets_bit = |word: &&str| *word == "chmod" || word.starts_with("--chmod");
        before.iter().any(|word| READERS.contains(&&*last(word)) || sets_bit(word))
    })
}

#[cfg(test)]
mod tests {
    use super::is_given;

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
            assert!(is_given(line, "x.sh"), "{line}");
        }
        for line in
            ["./x.sh", "command: [/x.sh]", "bash other.sh; ./x.sh", "COPY x.sh /", "x.sh bash", "chmod +x y"]
        {
            assert!(!is_given(line, "x.sh"), "{line}");
        }
    }
}
