//! The bundle as a zip: no clock and no host in it, so that the same bundle is the same bytes everywhere.
//!
//! Only what a bundle needs of the format is written: files stored as they are, UTF-8 names, Unix modes. That is
//! 30 KB of the page less than a library that can do all of it; such a library reads it back in the tests.

use super::checksum::Checksums;
use super::{Bundle, PRIVATE_FOLDER};

const LOCAL_HEADER: u32 = 0x0403_4b50;
const CENTRAL_HEADER: u32 = 0x0201_4b50;
const END_OF_CENTRAL: u32 = 0x0605_4b50;

const NEEDS_VERSION_1: u16 = 10;
/// Made by version 3.0 of the format, on Unix: the modes are Unix modes.
const MADE_ON_UNIX: u16 = 3 << 8 | 0x1e;
const NAMES_ARE_UTF8: u16 = 1 << 11;
const STORED: u16 = 0;
const MIDNIGHT: u16 = 0;
/// 1 January 1980, the first day that the format knows.
const FIRST_DAY: u16 = 1 << 5 | 1;
const REGULAR_FILE: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// A file, or a folder that has a mode of its own.
struct Entry<'a> {
    name: String,
    mode: u32,
    text: &'a str,
    checksum: u32,
}

pub fn archive(bundle: &Bundle) -> Vec<u8> {
    let entries = entries(bundle);
    let mut out = Vec::new();
    let mut central = Vec::new();
    for entry in &entries {
        let offset = length(&out);
        put_u32(&mut out, LOCAL_HEADER);
        describe(&mut out, entry);
        out.extend_from_slice(entry.name.as_bytes());
        out.extend_from_slice(entry.text.as_bytes());

        put_u32(&mut central, CENTRAL_HEADER);
        put_u16(&mut central, MADE_ON_UNIX);
        describe(&mut central, entry);
        // No comment; the first disk; no text flag.
        for _ in 0..3 {
            put_u16(&mut central, 0);
        }
        put_u32(&mut central, entry.mode << 16);
        put_u32(&mut central, offset);
        central.extend_from_slice(entry.name.as_bytes());
    }
    let (start, size) = (length(&out), length(&central));
    out.append(&mut central);
    put_u32(&mut out, END_OF_CENTRAL);
    // One disk, and this is it.
    put_u16(&mut out, 0);
    put_u16(&mut out, 0);
    put_u16(&mut out, short(entries.len()));
    put_u16(&mut out, short(entries.len()));
    put_u32(&mut out, size);
    put_u32(&mut out, start);
    put_u16(&mut out, 0);
    out
}

fn entries(bundle: &Bundle) -> Vec<Entry<'_>> {
    let (mut entries, checksums) = (Vec::new(), Checksums::new());
    let mut add = |name: String, mode, text| {
        entries.push(Entry { name, mode, text, checksum: checksums.of(str::as_bytes(text)) });
    };
    for folder in bundle.private_folders() {
        add(format!("{folder}/"), FOLDER | PRIVATE_FOLDER, "");
    }
    for file in &bundle.files {
        add(file.path.to_owned(), REGULAR_FILE | file.mode, &file.text);
    }
    entries
}

/// What both headers say of an entry, in the same order.
fn describe(out: &mut Vec<u8>, entry: &Entry) {
    for field in [NEEDS_VERSION_1, NAMES_ARE_UTF8, STORED, MIDNIGHT, FIRST_DAY] {
        put_u16(out, field);
    }
    put_u32(out, entry.checksum);
    put_u32(out, length(entry.text.as_bytes()));
    put_u32(out, length(entry.text.as_bytes()));
    put_u16(out, short(entry.name.len()));
    put_u16(out, 0);
}

fn put_u16(out: &mut Vec<u8>, number: u16) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn put_u32(out: &mut Vec<u8>, number: u32) {
    out.extend_from_slice(&number.to_le_bytes());
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).expect("a bundle is text, and far below 4 GB")
}

fn short(number: usize) -> u16 {
    u16::try_from(number).expect("a bundle has few files, with short names")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::File;
    use crate::stack::FileKind;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn bundle() -> Bundle {
        let file = |path: &'static str, mode, text: &str| File {
            path,
            kind: FileKind::of(path),
            mode,
            text: text.into(),
        };
        let files = vec![
            file("a/rün.sh", 0o755, "#!/bin/sh\n"),
            file(".env", 0o600, "A=ü\n"),
            file("secrets/empty", 0o644, ""),
        ];
        Bundle { name: "x", files }
    }

    #[test]
    fn the_same_bundle_is_the_same_bytes() {
        assert_eq!(bundle().zip(), bundle().zip());
    }

    #[cfg(feature = "cli")]
    #[test]
    fn g18_names_modes_and_bytes_come_back() {
        use std::io::{Cursor, Read};

        let mut archive = zip::ZipArchive::new(Cursor::new(bundle().zip())).unwrap();
        assert_eq!(archive.len(), 1 + bundle().files.len());
        for file in &bundle().files {
            let mut entry = archive.by_name(file.path).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            assert_eq!((entry.name().unwrap().as_ref(), &text), (file.path, &file.text));
            assert_eq!(entry.unix_mode(), Some(REGULAR_FILE | file.mode));
        }
    }

    #[cfg(feature = "cli")]
    #[test]
    fn g18_a_folder_of_secrets_is_closed_to_others() {
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bundle().zip())).unwrap();
        let folder = archive.by_name("secrets/").unwrap();
        assert!(folder.is_dir());
        assert_eq!(folder.unix_mode(), Some(FOLDER | 0o700));
    }
}
