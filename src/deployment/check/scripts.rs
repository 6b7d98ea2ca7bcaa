//! Scripts that can't be run, and that somebody means to run (G18).

use crate::deployment::{Deployment, Found};

/// A shell that is given a script, and what reads one in place.
const READERS: [&str; 9] = ["sh", "bash", "ash", "dash", "ksh", "zsh", "busybox", ".", "source"];

/// The image of a database reads what lies here, whether it can be run or not.
const READ_BY_THE_DATABASE: &str = "docker-entrypoint-initdb.d";

/// It begins as a program, can't be run, and nothing that was read hands it to a shell or gives it its run bit.
pub fn needs_run_bit(deployment: &Deployment, file: &Found) -> bool {
    let is_program = file.path.ends_with(".sh") && file.text.starts_with("#!");
    let can_run = file.mode.is_none_or(|mode| mode & 0o100 != 0);
    let name = file.path.rsplit('/').next().unwrap_or(&file.path);
    is_program && !can_run && !deployment.files.iter().any(|other| provides(&other.text, name, file))
}

/// Whether a text has a line that runs the script without its run bit, or sets it.
fn provides(text: &str, name: &str, file: &Found) -> bool {
    let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder_name = folder.rsplit('/').next().unwrap_or_default();
    text.lines().any(|line| {
        let in_database = line.contains(READ_BY_THE_DATABASE)
            && (line.contains(name) || (!folder_name.is_empty() && line.contains(folder_name)));
        in_database || (mentions(line, name) && is_given(line, name))
    })
}

/// Before the others, since it is quick.
fn mentions(line: &str, name: &str) -> bool {
    line.contains(name) || line.contains("*.sh") || line.contains("chmod")
}

fn is_given(line: &str, name: &str) -> bool {
    let between = |letter: char| letter.is_whitespace() || "\"'`[](){},;&|=".contains(letter);
    let words: Vec<&str> = line.split(between).filter(|word| !word.is_empty()).collect();
    let is_it = |word: &str| matches!(word.rsplit('/').next(), Some(last) if last == name || last == "*.sh" || last == "*");
    words.iter().enumerate().any(|(at, word)| {
        if !is_it(word) {
            return false;
        }
        let mut before = words[..at].iter().rev();
        let first = before.find(|word| !word.starts_with('-'));
        let reader =
            first.is_some_and(|word| word.rsplit('/').next().is_some_and(|last| READERS.contains(&last)));
        reader || words[..at].contains(&"chmod") || words[..at].iter().any(|word| word.starts_with("--chmod"))
    })
}

#[cfg(test)]
mod tests {
    use super::is_given;

    #[test]
    fn a_script_is_given_to_a_shell_or_made_to_run() {
        for line in [
            "bash tools/x.sh",
            "exec sh -e ./x.sh now",
            "source \"$here/x.sh\"",
            ". ./x.sh",
            "command: [\"/bin/sh\", \"/x.sh\"]",
            "RUN chmod +x /x.sh",
            "chmod 755 /usr/bin/*.sh",
            "COPY --chmod=755 x.sh /",
        ] {
            assert!(is_given(line, "x.sh"), "{line}");
        }
        for line in ["./x.sh", "command: [/x.sh]", "bash other.sh", "COPY x.sh /", "x.sh bash"] {
            assert!(!is_given(line, "x.sh"), "{line}");
        }
    }
}
