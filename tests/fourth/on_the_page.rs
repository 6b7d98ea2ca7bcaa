//! The page that was built with a fourth stack, in Chromium.

use std::fs;
use std::io::Cursor;

use berth_testing::page::{Page, eventually};
use zip::ZipArchive;

use crate::TestInChromium;
use crate::project::{Project, said};

pub const TESTS: &[(&str, TestInChromium)] = &[
    ("a fourth stack is chosen, answered, previewed, and its zip is the command line's", from_choice_to_zip),
    ("every step of a fourth stack comes up, and the console hears of nothing", every_step),
];

fn choose(page: &Page) {
    page.step("stack");
    page.click("input[name=stack][value=hello]");
    page.one("input[name=stack][value=hello]:checked");
}

fn from_choice_to_zip(project: &Project, page: &Page) {
    choose(page);
    page.step("ports");
    page.one("#field-HELLO_PORT");
    assert_eq!(page.value("HELLO_PORT"), "8080");
    page.fill("HELLO_PORT", "8081");
    page.preview(".env");
    page.wait_for_text("#preview-code", "HELLO_PORT=8081");

    let folder = tempfile::tempdir().expect("a temporary folder");
    let answer = "--set=HELLO_PORT=8081";
    project.init(folder.path(), &[answer]);
    let mut there: Vec<_> = fs::read_dir(folder.path()).expect("the folder").flatten().collect();
    there.sort_by_key(fs::DirEntry::file_name);
    let mut files = page.files();
    files.sort();
    assert_eq!(
        files,
        there.iter().map(|file| file.file_name().to_string_lossy().into_owned()).collect::<Vec<_>>()
    );
    for file in there {
        let text = fs::read_to_string(file.path()).expect("text");
        let shown = page.preview(&file.file_name().to_string_lossy());
        let longest = text.lines().max_by_key(|line| line.len()).expect("a line");
        assert!(shown.contains(longest), "`{longest}` in {}", file.file_name().display());
    }

    page.click("#download");
    let whole = |bytes: &Vec<u8>| ZipArchive::new(Cursor::new(bytes)).is_ok();
    let saved = page.downloads.path().join("hello.zip");
    let from_page = eventually("the download", || fs::read(&saved).ok().filter(whole));
    let from_terminal = project.berth(&["init", "hello", "--yes", answer, "--zip", "-"]);
    said(&from_terminal);
    assert!(
        from_page == from_terminal.stdout,
        "{} and {} bytes",
        from_page.len(),
        from_terminal.stdout.len()
    );
}

fn every_step(_: &Project, page: &Page) {
    choose(page);
    for step in page.steps() {
        page.unfolded_step(&step);
    }
    page.wait_for_text("main", "docker compose up -d --wait");
    assert_eq!(page.complaints(), [""; 0]);
}
