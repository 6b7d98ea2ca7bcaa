//! The bundle as a zip: no clock and no host in it, so that the same bundle is the same bytes everywhere.

use std::io::{self, Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::{Bundle, PRIVATE_FOLDER};

/// Stored as it is, since deflate would be 12 KB more of the page; on the first day that the format knows, with the modes of
/// Unix. The library's defaults are the machine's system, and the clock where some other crate turns that on.
const AS_IT_IS: SimpleFileOptions = SimpleFileOptions::DEFAULT
    .compression_method(CompressionMethod::Stored)
    .last_modified_time(DateTime::DEFAULT)
    .system(System::Unix);

/// Refuses a path that is there twice, or that is longer than a zip has room for.
pub fn archive(bundle: &Bundle) -> io::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for folder in bundle.private_folders() {
        zip.add_directory(folder, AS_IT_IS.unix_permissions(PRIVATE_FOLDER))?;
    }
    for file in &bundle.files {
        zip.start_file(&file.path, AS_IT_IS.unix_permissions(file.mode))
            .map_err(|error| io::Error::other(format!("{}: {error}", file.path)))?;
        zip.write_all(file.text.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundle::File;
    use crate::stack::FileKind;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;
    use zip::ZipArchive;

    fn file(path: &'static str, mode: u32, text: &str) -> File {
        File { path: path.to_owned(), kind: FileKind::by_name(path), mode, text: text.into() }
    }

    fn bundle() -> Bundle {
        let files = vec![
            file("a/rün.sh", 0o755, "#!/bin/sh\n"),
            file(".env", 0o600, "A=ü\n"),
            file("secrets/empty", 0o644, ""),
        ];
        Bundle { name: "x".to_owned(), files }
    }

    fn read(bundle: &Bundle) -> ZipArchive<Cursor<Vec<u8>>> {
        ZipArchive::new(Cursor::new(bundle.zip().unwrap())).unwrap()
    }

    #[test]
    fn the_same_bundle_is_the_same_bytes_on_every_machine() {
        let bundle = Bundle { name: "x".to_owned(), files: vec![file(".env", 0o600, "A=1\n")] };
        let zip = bundle.zip().unwrap();
        // The file, what the directory at the end says of it, and where that directory begins.
        let expected = concat!(
            r"PK\x03\x04\n\x00\x00\x00\x00\x00\x00\x00!\x00+x\xd7\x08\x04\x00\x00\x00\x04\x00\x00\x00\x04\x00\x00\x00.envA=1\n",
            r"PK\x01\x02\n\x03\n\x00\x00\x00\x00\x00\x00\x00!\x00+x\xd7\x08\x04\x00\x00\x00\x04\x00\x00\x00\x04\x00\x00\x00",
            r"\x00\x00\x00\x00\x00\x00\x00\x00\x80\x81\x00\x00\x00\x00.env",
            r"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x002\x00\x00\x00&\x00\x00\x00\x00\x00",
        );
        assert_eq!(zip.escape_ascii().to_string(), expected);
    }

    #[test]
    fn files_come_in_the_bundle_s_order_behind_the_folders_of_secrets() {
        let zip = read(&bundle());
        let names: Vec<_> = zip.file_names().map(|name| name.unwrap().into_owned()).collect();
        assert_eq!(names, ["secrets/", "a/rün.sh", ".env", "secrets/empty"]);
    }

    #[test]
    fn g18_names_modes_and_bytes_come_back() {
        let mut archive = read(&bundle());
        for file in &bundle().files {
            let entry = archive.by_name(&file.path).unwrap();
            assert_eq!((entry.unix_mode(), entry.is_file()), (Some(0o100_000 | file.mode), true));
            assert_eq!(io::read_to_string(entry).unwrap(), file.text);
        }
    }

    #[test]
    fn g18_a_folder_of_secrets_is_closed_to_others() {
        let mut archive = read(&bundle());
        let folder = archive.by_name("secrets/").unwrap();
        assert_eq!((folder.unix_mode(), folder.is_dir()), (Some(0o040_700), true));
    }

    #[test]
    fn a_path_that_is_there_twice_is_refused() {
        let files = vec![file("a/b", 0o644, "1"), file("a/b", 0o644, "2")];
        let refused = Bundle { name: "x".to_owned(), files }.zip().unwrap_err().to_string();
        assert!(refused.contains("a/b") && refused.contains("Duplicate"), "{refused}");
    }
}
