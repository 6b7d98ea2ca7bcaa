//! A deployment as it lies in a zip. Each entry is unpacked and counted, whatever the zip says of its size; a zip that
//! could not be unpacked into a folder of its own is refused.

use std::io::{Read, Seek, SeekFrom};

use zip::SUPPORTED_COMPRESSION_METHODS;

use super::{Deployment, MOST_BYTES, MOST_ENTRIES, Reader, Refusal, path};

/// The bits of a mode that tell a file from a link.
const KIND: u32 = 0o170_000;

pub fn read(mut archive: impl Read + Seek) -> Result<Deployment, Refusal> {
    // What is packed is hardly larger than what it is unpacked to, and its list is read before any of it is counted.
    let no_zip = |why: &dyn ToString| Refusal::NoZip(why.to_string());
    if archive.seek(SeekFrom::End(0)).map_err(|error| no_zip(&error))? > 2 * MOST_BYTES {
        return Err(Refusal::TooManyBytes);
    }
    let mut archive = zip::ZipArchive::new(archive).map_err(|error| no_zip(&error))?;
    if archive.len() > MOST_ENTRIES {
        return Err(Refusal::TooManyEntries);
    }
    if archive.has_duplicate_names() {
        return Err(Refusal::Twice);
    }
    let mut reader = Reader::default();
    for at in 0..archive.len() {
        let name = archive.by_index_raw(at).and_then(|entry| entry.name().map(std::borrow::Cow::into_owned));
        let name = name.map_err(|error| no_zip(&error))?;
        entry(&mut reader, &mut archive, at, path::entry(&name)?)?;
    }
    Ok(reader.done())
}

fn entry<R: Read + Seek>(
    reader: &mut Reader,
    archive: &mut zip::ZipArchive<R>,
    at: usize,
    path: &str,
) -> Result<(), Refusal> {
    let raw = archive.by_index_raw(at).map_err(|error| Refusal::unreadable(path, &error))?;
    if raw.encrypted() {
        return Err(Refusal::Encrypted(path.to_owned()));
    }
    // A file, a folder, or from a system that knows no such thing.
    if !matches!(raw.unix_mode().unwrap_or_default() & KIND, 0 | 0o100_000 | 0o040_000) {
        return Err(Refusal::Link(path.to_owned()));
    }
    let method = raw.compression();
    if !SUPPORTED_COMPRESSION_METHODS.contains(&method) {
        return Err(Refusal::Method(path.to_owned(), method.to_string()));
    }
    drop(raw);
    let mut entry = archive.by_index(at).map_err(|error| Refusal::unreadable(path, &error))?;
    let mode = entry.unix_mode().map(|mode| mode & 0o7777);
    if entry.is_dir() { reader.folder(path, mode) } else { reader.file(path, mode, &mut entry) }
}
