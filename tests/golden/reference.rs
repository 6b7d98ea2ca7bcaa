//! The folder `docker/` is what Berth renders for the repository of the stack itself, with nothing answered.
//!
//! `INSTA_UPDATE=always` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use berth::stack::Shape;
use berth_testing::scenario::tamma;

/// What stands behind the guide, kept by hand: how the plan's own criteria are met.
const BY_HAND: &str = "\n## The plan's criteria\n";

/// Path in `docker/`, mode and text. `.env` holds secrets and is nobody's reference; what belongs to the top of a
/// repository lies in `docker/` as it would there.
fn rendered() -> BTreeMap<PathBuf, (u32, String)> {
    let mut scenario = tamma();
    scenario.answers.shape = Shape::Repository;
    let bundle = scenario.bundle();
    let files = bundle.files.into_iter().filter(|file| file.path != "docker/.env");
    files
        .map(|file| {
            let path = file.path.strip_prefix("docker/").unwrap_or(&file.path);
            (PathBuf::from(path), (file.mode, file.text))
        })
        .collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docker")
}

fn found(folder: &Path, below: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(below).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() {
            found(folder, &entry.path(), files);
        } else {
            files.push(entry.path().strip_prefix(folder).unwrap().to_owned());
        }
    }
}

#[test]
fn the_docker_folder_is_what_berth_renders() {
    let expected = rendered();
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        write(&expected);
    }
    let mut there = Vec::new();
    found(&folder(), &folder(), &mut there);
    there.sort();
    assert_eq!(there, expected.keys().cloned().collect::<Vec<_>>());
    for (path, (mode, text)) in &expected {
        let held = fs::read_to_string(folder().join(path)).unwrap();
        let held = held.split_once(BY_HAND).map_or(&*held, |(rendered, _)| rendered);
        assert_eq!(held, text, "{}: run this test with INSTA_UPDATE=always", path.display());
        let runs = folder().join(path).metadata().unwrap().permissions().mode() & 0o111 != 0;
        assert_eq!(runs, mode & 0o111 != 0, "{}", path.display());
    }
}

fn write(files: &BTreeMap<PathBuf, (u32, String)>) {
    for (path, (mode, text)) in files {
        let path = folder().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let held = fs::read_to_string(&path).unwrap_or_default();
        let by_hand =
            held.split_once(BY_HAND).map_or(String::new(), |(_, by_hand)| format!("{BY_HAND}{by_hand}"));
        fs::write(&path, format!("{text}{by_hand}")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(*mode)).unwrap();
    }
}

/// Each criterion of both stories stands in the table, with where it is met.
#[test]
fn every_criterion_of_the_plan_is_answered() {
    let guide = fs::read_to_string(folder().join("README.md")).unwrap();
    let (_, by_hand) = guide.split_once(BY_HAND).expect("the table");
    let stories = [("8-7", 11), ("8-8", 10)];
    for (story, count) in stories {
        for number in 1..=count {
            let start = format!("| {story} AC {number} |");
            let row = by_hand.lines().find(|line| line.starts_with(&start));
            let row = row.unwrap_or_else(|| panic!("no row `{start}`"));
            let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
            assert!(cells.len() == 4 && cells[1..].iter().all(|cell| !cell.is_empty()), "{row}");
        }
    }
    assert!(!by_hand.to_lowercase().contains("open |"), "a criterion is left open");
}
