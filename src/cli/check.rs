//! `berth check`

use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

use serde_json::json;

use super::{Stop, json as output, print};
use crate::check::Finding;
use crate::check::deployment::{self, Deployment, Found, LARGEST, archive, is_configuration};
use crate::messages::terminal as say;

/// Deep enough for every file that a bundle has, shallow enough for a home folder.
const DEEPEST: usize = 4;

pub fn run(target: &Path, json: bool) -> Result<(), Stop> {
    let deployment = read(target)?.at_home();
    let findings = deployment::check(&deployment);
    let errors = findings.iter().filter(|finding| finding.is_error()).count();
    if json {
        output::print(&json!({ "findings": output::findings(&findings) }))?;
    } else {
        print::findings(&findings)?;
        print::line(&say::checked(&target.display().to_string(), errors, findings.len() - errors))?;
    }
    if findings.iter().any(Finding::is_error) { Err(Stop::Refused(String::new())) } else { Ok(()) }
}

fn read(target: &Path) -> Result<Deployment, Stop> {
    let unreadable = |error: &dyn std::fmt::Display| Stop::Usage(say::unreadable(target, error));
    let about = fs::metadata(target).map_err(|error| unreadable(&error))?;
    if about.is_dir() {
        let mut deployment = Deployment::default();
        folder(target, target, DEEPEST, &mut deployment).map_err(|error| unreadable(&error))?;
        // A disk has no order of its own.
        deployment.files.sort_by(|one, other| one.path.cmp(&other.path));
        return Ok(deployment);
    }
    let mut start = [0; 4];
    let length =
        File::open(target).and_then(|mut file| file.read(&mut start)).map_err(|error| unreadable(&error))?;
    if start[..length].starts_with(b"PK") {
        let archive = File::open(target).map_err(|error| unreadable(&error))?;
        return archive::read(archive).map_err(|error| unreadable(&*error));
    }
    compose_file(target).map_err(|error| unreadable(&error))
}

fn folder(root: &Path, path: &Path, depth: usize, deployment: &mut Deployment) -> std::io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let about = entry.metadata()?;
        let name = name(root, &entry.path());
        if about.is_dir() {
            if let Some(mode) = mode(&about) {
                deployment.folder_modes.insert(name.clone(), mode);
            }
            deployment.paths.insert(name);
            if depth > 0 && !entry.file_name().to_string_lossy().starts_with(".git") {
                // A folder that can't be read, a database's say, is there all the same.
                let _ = folder(root, &entry.path(), depth - 1, deployment);
            }
            continue;
        }
        if about.is_file() && about.len() <= LARGEST && is_configuration(&name) {
            // A binary file by a telling name is known by its name only.
            if let Ok(text) = fs::read_to_string(entry.path()) {
                deployment.files.push(Found { path: name.clone(), mode: mode(&about), text });
            }
        }
        deployment.paths.insert(name);
    }
    Ok(())
}

/// One Compose file, with what lies beside it.
fn compose_file(target: &Path) -> std::io::Result<Deployment> {
    let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut deployment = Deployment::default();
    folder(parent, parent, 0, &mut deployment)?;
    let path = name(parent, target);
    deployment.files.retain(|file| file.path == ".gitignore" || file.path == ".env");
    deployment.files.push(Found { path: path.clone(), mode: None, text: fs::read_to_string(target)? });
    deployment.asked = Some(path);
    Ok(deployment)
}

fn name(root: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(root).unwrap_or(path);
    relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps)] // other systems have none
fn mode(about: &fs::Metadata) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(about.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode(_about: &fs::Metadata) -> Option<u32> {
    None
}
