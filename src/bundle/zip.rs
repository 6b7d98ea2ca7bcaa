//! The bundle as a zip: no clock and no host in it, so that the same bundle is the same bytes everywhere.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::Bundle;

pub fn archive(bundle: &Bundle) -> Vec<u8> {
    write(bundle).expect("memory takes all that is written to it")
}

fn write(bundle: &Bundle) -> zip::result::ZipResult<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for file in &bundle.files {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::DEFAULT)
            .system(System::Unix)
            .unix_permissions(file.mode);
        archive.start_file(&file.path, options)?;
        archive.write_all(file.text.as_bytes())?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;
    use crate::bundle::File;
    use crate::stack::FileKind;

    fn bundle() -> Bundle {
        let file = |path: &str, mode, text: &str| File {
            path: path.into(),
            kind: FileKind::of(path),
            mode,
            text: text.into(),
        };
        Bundle {
            name: "x".into(),
            files: vec![file("a/run.sh", 0o755, "#!/bin/sh\n"), file(".env", 0o600, "A=ü\n")],
        }
    }

    #[test]
    fn g18_modes_and_bytes_come_back() {
        let mut archive = zip::ZipArchive::new(Cursor::new(bundle().zip())).unwrap();
        for (at, file) in bundle().files.iter().enumerate() {
            let mut entry = archive.by_index(at).unwrap();
            let mut text = String::new();
            entry.read_to_string(&mut text).unwrap();
            assert_eq!((entry.name().unwrap().as_ref(), &text), (file.path.as_str(), &file.text));
            assert_eq!(entry.unix_mode().map(|mode| mode & 0o7777), Some(file.mode));
        }
    }

    #[test]
    fn the_same_bundle_is_the_same_bytes() {
        assert_eq!(bundle().zip(), bundle().zip());
    }
}
