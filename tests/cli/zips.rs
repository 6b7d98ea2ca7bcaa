//! Zips of any kind, also of kinds that no program makes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Packed entries: a name, and what is in it.
pub fn zip<'a>(entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    written(CompressionMethod::Deflated, entries)
}

/// The same, as they are.
pub fn stored<'a>(entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    written(CompressionMethod::Stored, entries)
}

fn written<'a>(method: CompressionMethod, entries: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, content) in entries {
        writer.start_file(name, options).expect("an entry");
        writer.write_all(content).expect("what is in it");
    }
    writer.finish().expect("a zip").into_inner()
}

pub fn link(name: &str, target: &str) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.add_symlink(name, target, SimpleFileOptions::default()).expect("a link");
    writer.finish().expect("a zip").into_inner()
}

/// A field of the headers, where it stands in an entry's own and in the list of all.
pub enum Field {
    Flags,
    Method,
    Size,
}

/// The same, with every entry's headers saying something else.
pub fn lying(mut zip: Vec<u8>, field: &Field, value: &[u8]) -> Vec<u8> {
    let (own, listed) = match field {
        Field::Flags => (6, 8),
        Field::Method => (8, 10),
        Field::Size => (22, 24),
    };
    for (signature, at) in [(b"PK\x03\x04", own), (b"PK\x01\x02", listed)] {
        let headers: Vec<usize> = zip
            .windows(4)
            .enumerate()
            .filter(|(_, four)| four == signature)
            .map(|(start, _)| start)
            .collect();
        for start in headers {
            zip[start + at..][..value.len()].copy_from_slice(value);
        }
    }
    zip
}
