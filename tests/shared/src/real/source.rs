//! The sources of a stack, copied: the checkout that was given is read and never written to.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};

use berth::stack::Revision;

/// What a build makes, and what a repository keeps of its history.
const LEFT_OUT: &[&str] = &[".git", "node_modules"];
/// How long a download may take.
const PATIENCE: &str = "600";

/// Puts the files of that commit into an empty folder, and says where they are from. A checkout at another commit is an
/// error, and so is one that can't be had.
pub fn copy(revision: &Revision, given: Option<&Path>, into: &Path) -> Result<String, String> {
    match given {
        None => clone(revision, into),
        Some(folder) if folder.join(".git").exists() => checked_out(revision, folder, into),
        Some(folder) => {
            copy_folder(folder, into).map_err(|error| format!("{}: {error}", folder.display()))?;
            Ok(format!(
                "{} is no Git checkout, so nobody can know whether it is at {}",
                folder.display(),
                revision.commit
            ))
        }
    }
}

fn checked_out(revision: &Revision, folder: &Path, into: &Path) -> Result<String, String> {
    let at = git(folder, &["rev-parse", "HEAD"], &[])?;
    if at != revision.commit {
        return Err(format!(
            "expected a checkout at {}, found {} at {at}: git -C {} checkout {}",
            revision.commit,
            folder.display(),
            folder.display(),
            revision.commit
        ));
    }
    // By an index of its own, so that nothing is written there; what is changed in the checkout is no part of the commit.
    let index = tempfile::tempdir().map_err(|error| error.to_string())?;
    let index = index.path().join("index");
    let own = [("GIT_INDEX_FILE", index.to_str().ok_or("an odd path")?)];
    git(folder, &["read-tree", &revision.commit], &own)?;
    git(folder, &["checkout-index", "-q", "-a", &format!("--prefix={}/", into.display())], &own)?;
    Ok(format!("{} is at {}", folder.display(), revision.commit))
}

fn clone(revision: &Revision, into: &Path) -> Result<String, String> {
    let address = format!("https://github.com/{}", revision.repository);
    let unreached = |words: String| format!("{address} at {} could not be had: {words}", revision.commit);
    git(into, &["init", "-q"], &[])?;
    git(into, &["fetch", "-q", "--depth", "1", &address, &revision.commit], &[]).map_err(unreached)?;
    git(into, &["checkout", "-q", "FETCH_HEAD"], &[]).map_err(unreached)?;
    fs::remove_dir_all(into.join(".git")).map_err(|error| error.to_string())?;
    Ok(format!("cloned from {address} at {}", revision.commit))
}

fn git(folder: &Path, words: &[&str], variables: &[(&str, &str)]) -> Result<String, String> {
    let mut command = Command::new("timeout");
    command.args(["-k", "10", PATIENCE, "git", "-c", "safe.directory=*", "-c", "credential.helper=", "-C"]);
    command.arg(folder).args(words).envs(variables.iter().copied()).stdin(Stdio::null());
    command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_OPTIONAL_LOCKS", "0");
    let output = command.output().map_err(|error| format!("git: {error}"))?;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim().to_owned();
    if output.status.success() {
        return Ok(text(&output.stdout));
    }
    let words = text(&output.stderr);
    Err(words.lines().last().map_or_else(|| format!("git: {}", output.status), str::to_owned))
}

fn copy_folder(from: &Path, into: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(from)?.flatten() {
        if LEFT_OUT.iter().any(|name| entry.file_name() == *name) {
            continue;
        }
        let (source, target) = (entry.path(), into.join(entry.file_name()));
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            symlink(fs::read_link(source)?, target)?;
        } else if kind.is_dir() {
            fs::create_dir(&target)?;
            copy_folder(&source, &target)?;
        } else if kind.is_file() {
            fs::copy(source, target)?;
        }
    }
    Ok(())
}
