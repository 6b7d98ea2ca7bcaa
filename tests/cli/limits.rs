//! What is not read of a folder or a zip, and what is said then.

use std::fs;
use std::os::unix::fs::symlink;

use super::berth::{Berth, berth};
use super::zips::{Field, link, lying, stored, zip};

const COMPOSE: (&str, &[u8]) = ("compose.yaml", b"name: x\nservices: {a: {image: 'a:1'}}\n");
const MEGABYTE: usize = 1024 * 1024;

fn folder(files: &[(&str, &[u8])]) -> Berth {
    files.iter().fold(berth("check ."), |berth, (path, content)| berth.file(path, content))
}

fn zipped(content: impl AsRef<[u8]>) -> Berth {
    berth("check it.zip").file("it.zip", content)
}

#[test]
fn g27_two_thousand_entries_are_read_and_one_more_is_not() {
    let names: Vec<String> = (0..2_000).map(|at| format!("{at:04}.txt")).collect();
    let files: Vec<(&str, &[u8])> =
        std::iter::once(COMPOSE).chain(names.iter().map(|name| (&**name, &b""[..]))).collect();
    folder(&files[..2_000]).runs().says("nothing to mend");
    zipped(zip(files[..2_000].iter().copied())).runs().says("nothing to mend");
    for berth in [folder(&files), zipped(zip(files.iter().copied()))] {
        berth
            .misused()
            .complains("expected at most 2000 files and folders; found more")
            .complains("by its name");
    }
}

#[test]
fn g27_sixty_four_megabytes_are_read_and_no_more() {
    let (content, names) = (vec![b' '; MEGABYTE], (0..65).map(|at| format!("{at}.sql")).collect::<Vec<_>>());
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (&**name, &*content)).chain([COMPOSE]).collect();
    folder(&files[2..]).runs();
    zipped(stored(files[2..].iter().copied())).runs();
    for berth in [folder(&files), zipped(stored(files.iter().copied()))] {
        berth.misused().complains("expected at most 64 MB, unpacked; found more");
    }
}

#[test]
fn g27_a_small_zip_that_unpacks_to_more_is_counted_while_it_is_unpacked() {
    let bomb = zip([COMPOSE, ("data.bin", &vec![0; 65 * MEGABYTE])]);
    assert!(bomb.len() < MEGABYTE, "{} bytes", bomb.len());
    zipped(bomb).misused().complains("expected at most 64 MB, unpacked; found more");
}

#[test]
fn g27_what_a_zip_says_of_its_sizes_is_not_believed() {
    let says = |size: u32| zipped(lying(zip([COMPOSE]), &Field::Size, &size.to_le_bytes()));
    says(u32::try_from(65 * MEGABYTE).expect("small")).runs().says("nothing to mend");
    says(1).misused().complains("found `compose.yaml`: File is larger than its declared");
}

#[test]
fn g27_a_large_file_is_left_out_and_said_to_be() {
    let files: [(&str, &[u8]); 2] = [COMPOSE, ("dump.sql", &vec![b' '; MEGABYTE + 1])];
    for berth in [folder(&files), zipped(zip(files))] {
        berth.runs().complains("not looked into: `dump.sql`: larger than 1 MB");
    }
}

#[test]
fn g27_a_link_is_not_followed() {
    zipped(link(".env", "/etc/passwd")).misused().complains("found `.env`, a link or a device");

    let berth = folder(&[COMPOSE]);
    symlink("/etc", berth.path("etc")).expect("a link");
    symlink("/etc/passwd", berth.path(".env")).expect("a link");
    berth.runs().complains("not looked into: `.env`, `etc`: a link, which is not followed");

    let berth = berth_of_a_link("check .");
    berth
        .refused()
        .complains("error: compose.yaml: expected a Compose file that can be read")
        .complains("berth check FILE");
    // Whoever names it means it.
    berth_of_a_link("check compose.yaml").runs().says("nothing to mend");
}

fn berth_of_a_link(arguments: &str) -> Berth {
    let berth = berth(arguments).file("real/it.yaml", COMPOSE.1);
    symlink("real/it.yaml", berth.path("compose.yaml")).expect("a link");
    berth
}

#[test]
fn g27_what_is_mounted_through_a_link_is_not_looked_for() {
    let compose = "name: x\nservices: {a: {image: 'a:1', volumes: ['./link/gone.conf:/x.conf']}}\n";
    let berth = berth("check compose.yaml").file("compose.yaml", compose);
    symlink("/etc", berth.path("link")).expect("a link");
    berth.runs().complains("not looked into: `link/gone.conf`: a link");
}

#[test]
fn g27_a_zip_stays_in_the_folder_that_it_is_unpacked_into() {
    for name in ["/etc/cron.d/x", "../x", "a/../../x", "a\\..\\x", "C:/x"] {
        zipped(zip([COMPOSE, (name, b"x")]))
            .misused()
            .complains("expected a path inside the zip")
            .complains("pack it anew");
    }
}

#[test]
fn g27_names_differ_by_more_than_capitals() {
    for files in [[("A.txt", &b""[..]), ("a.txt", b"")], [("x/Ä.sql", b""), ("x/ä.sql", b"")]] {
        for berth in [folder(&files), zipped(zip(files))] {
            berth
                .misused()
                .complains(&format!("found `{}` and `{}`", files[0].0, files[1].0))
                .complains("rename one");
        }
    }
}

#[test]
fn g27_a_zip_has_each_name_once() {
    let mut twice = zip([("a.yml", &b"1"[..]), ("b.yml", b"1")]);
    while let Some(at) = twice.windows(5).position(|name| name == b"b.yml") {
        twice[at] = b'a';
    }
    zipped(twice).misused().complains("found a name twice");
}

#[test]
fn g27_what_is_encrypted_or_packed_otherwise_is_named() {
    let encrypted = lying(zip([COMPOSE]), &Field::Flags, &[1, 0]);
    zipped(encrypted).misused().complains("found `compose.yaml` encrypted");
    for method in [12_u16, 14, 93, 99] {
        let other = lying(zip([COMPOSE]), &Field::Method, &method.to_le_bytes());
        zipped(other).misused().complains("found `compose.yaml` packed by");
    }
}

#[test]
fn g27_a_damaged_entry_is_named() {
    let mut damaged = zip([COMPOSE]);
    let start = 30 + COMPOSE.0.len();
    damaged[start + 8] ^= 0xff;
    zipped(damaged).misused().complains("found `compose.yaml`: ");
    zipped("PK\u{3}\u{4}nonsense").misused().complains("expected a zip");
}

#[test]
fn the_folders_of_tools_are_left_out_and_what_compose_names_in_them_is_looked_for() {
    let compose = "name: x\nservices:\n  a:\n    image: a:1\n    volumes: [./.docker/a.conf:/a.conf, ./.docker/b.conf:/b.conf]\n";
    let berth = berth("check .")
        .file("compose.yaml", compose)
        .file(".docker/a.conf", "")
        .file("node_modules/x/x.sh", "#!/bin/sh\n");
    let ran = berth.refused().complains("`.docker/b.conf` is mounted and not there");
    let ran = ran.complains("not looked into: `.docker`, `node_modules`: of the project's tools");
    assert!(
        !ran.stderr().contains("a.conf` is mounted") && !ran.stderr().contains("x.sh"),
        "{}",
        ran.stderr()
    );
}

#[test]
fn beside_a_compose_file_only_what_it_names_is_read() {
    let berth = berth("check deep/compose.yaml").file("deep/compose.yaml", COMPOSE.1);
    for at in 0..2_100 {
        fs::write(berth.path(&format!("deep/{at}.sql")), "").expect("a file");
    }
    berth.runs().says("nothing to mend");
}
