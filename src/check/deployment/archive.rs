//! A deployment as it lies in a zip, as good as unpacked.

use std::io::{Read, Seek};

use super::{Deployment, Found, LARGEST, is_configuration};

/// Names in a zip can share their bytes, and a small one be read into more than fits. Beyond this, files are known by
/// name only.
const MOST: u64 = 16 * LARGEST;

pub fn read(archive: impl Read + Seek) -> Result<Deployment, Box<dyn std::error::Error>> {
    let mut archive = zip::ZipArchive::new(archive)?;
    let mut deployment = Deployment::default();
    let mut room = MOST;
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let path = entry.name()?.trim_end_matches('/').to_owned();
        let mode = entry.unix_mode().map(|mode| mode & 0o7777);
        if let Some(mode) = mode.filter(|_| entry.is_dir()) {
            deployment.folder_modes.insert(path.clone(), mode);
        }
        if entry.is_file() && entry.size() <= LARGEST.min(room) && is_configuration(&path) {
            let mut bytes = Vec::new();
            entry.by_ref().take(LARGEST).read_to_end(&mut bytes)?;
            room = room.saturating_sub(bytes.len() as u64);
            if let Ok(text) = String::from_utf8(bytes) {
                deployment.files.push(Found { path: path.clone(), mode, text });
            }
        }
        deployment.paths.insert(path);
    }
    Ok(deployment)
}
