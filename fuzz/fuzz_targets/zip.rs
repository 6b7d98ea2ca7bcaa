//! Zips: what begins as one is read, whatever it holds; any other input says what a bundle holds, whose zip a library
//! and Berth itself read back as it was.

#![no_main]

use std::io::{Cursor, Read};

use berth::bundle::{Bundle, File};
use berth::deployment::check::check;
use berth::deployment::{Deployment, LARGEST_FILE, MOST_BYTES, Refusal, archive, is_configuration};
use berth::stack::FileKind;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if bytes.starts_with(b"PK") {
        assert_read(bytes);
    } else {
        assert_written(&Bundle { name: "bundle".to_owned(), files: files(bytes) });
    }
});

/// Each is told by its mode, the lengths of its name and its text, and these. A path that is there is not there again.
fn files(mut bytes: &[u8]) -> Vec<File> {
    let mut files: Vec<File> = Vec::new();
    while let [high, low, name, text, text_high, rest @ ..] = bytes {
        let mode = u32::from(u16::from_le_bytes([*low, *high])) & 0o777;
        let (name, rest) = rest.split_at(rest.len().min(usize::from(*name)));
        let length = usize::from(u16::from_le_bytes([*text, *text_high % 16]));
        let (text, rest) = rest.split_at(rest.len().min(length));
        bytes = rest;
        let path = String::from_utf8_lossy(name).into_owned();
        let is_odd = |part: &str| matches!(part, "" | "." | "..");
        let has_drive = path.as_bytes().get(1) == Some(&b':');
        let odd = has_drive || path.contains(['\\', '\0']) || path.split('/').any(is_odd);
        if !odd && !files.iter().any(|file| file.path.to_lowercase() == path.to_lowercase()) {
            let (kind, text) = (FileKind::by_name(&path), String::from_utf8_lossy(text).into_owned());
            files.push(File { path, kind, mode, text });
        }
    }
    files
}

fn assert_written(bundle: &Bundle) {
    let zip = bundle.zip().expect("each path is there once");
    assert!(bundle.zip().is_ok_and(|again| again == zip), "another zip of the same bundle");
    let mut read = zip::ZipArchive::new(Cursor::new(&zip)).expect("a library reads it");
    assert_eq!(read.len(), bundle.files.len() + bundle.private_folders().len());
    for file in &bundle.files {
        let mut entry = read.by_name(&file.path).expect("each file is in it");
        let mut text = String::new();
        entry.read_to_string(&mut text).expect("as text");
        assert_eq!((&text, entry.unix_mode()), (&file.text, Some(0o100_000 | file.mode)), "{}", file.path);
    }
    for folder in bundle.private_folders() {
        let entry = read.by_name(&format!("{folder}/")).expect("each folder is in it");
        assert!(entry.is_dir() && entry.unix_mode() == Some(0o040_700), "{folder}");
    }

    let found = match archive::read(Cursor::new(&zip)) {
        Ok(found) => found,
        // A file of a private folder's name, or two such folders.
        Err(Refusal::Twice | Refusal::SameBesidesCase(..)) => return,
        Err(refusal) => panic!("Berth reads it: {refusal:?}"),
    };
    let expected = Deployment::from(bundle);
    let known = expected.files.iter().filter(|file| is_configuration(&file.path));
    let known: Vec<_> = known.map(|file| (&file.path, file.mode, &file.text)).collect();
    assert_eq!(found.files.iter().map(|file| (&file.path, file.mode, &file.text)).collect::<Vec<_>>(), known);
    assert!(expected.paths.is_subset(&found.paths) && expected.folder_modes == found.folder_modes);
}

/// Not larger than the limits of reading; and it can be checked.
fn assert_read(bytes: &[u8]) {
    let Ok(deployment) = archive::read(Cursor::new(bytes)) else { return };
    for file in &deployment.files {
        assert!(deployment.paths.contains(&file.path) && is_configuration(&file.path), "{}", file.path);
        assert!(file.text.len() as u64 <= LARGEST_FILE, "{} is {} bytes", file.path, file.text.len());
    }
    let all: usize = deployment.files.iter().map(|file| file.text.len()).sum();
    assert!(all as u64 <= MOST_BYTES, "{all} bytes");
    let _ = check(&deployment.at_home());
}
