//! `berth --stack DIR`: a stack that does not ship, read as those that do, and trusted with nothing.

use crate::berth::{Berth, berth};

const MANIFEST: &str = include_str!("../fourth/hello/stack.yaml");
const GUIDE: &str = include_str!("../fourth/hello/README.md.j2");

/// The example of the guide to stacks, in the folder `hello`.
fn with_hello(arguments: &str) -> Berth {
    berth(&format!("--stack hello {arguments}"))
        .file("hello/stack.yaml", MANIFEST)
        .file("hello/README.md.j2", GUIDE)
}

/// With one piece of its manifest changed.
fn with_manifest(from: &str, to: &str) -> Berth {
    assert_eq!(MANIFEST.matches(from).count(), 1, "`{from}` must stand in the example once");
    with_hello("init --yes --dir out").file("hello/stack.yaml", MANIFEST.replace(from, to))
}

fn with_guide(text: &str) -> Berth {
    with_hello("init --yes --dir out").file("hello/README.md.j2", text)
}

#[test]
fn a_folder_s_stack_is_listed_shown_and_written() {
    with_hello("stacks").runs().says("hello");
    with_hello("show").runs().says("HELLO_PORT");
    let ran = with_hello("init --yes --dir out --set HELLO_PORT=8123").runs();
    assert!(ran.text("out/.env").contains("HELLO_PORT=8123"));
    assert!(ran.text("out/docker-compose.yml").contains("nginx:1.27-alpine"));
    assert!(ran.text("out/README.md").contains("docker compose up -d --wait"));
}

#[test]
fn it_is_the_only_one_there_is() {
    with_hello("init tamma --yes --dir out").misused().complains("one of `hello`");
}

#[test]
fn its_commands_are_shown_as_not_berth_s() {
    let ran = with_hello("init --yes --dir out").runs();
    let said = ran.stdout();
    let (warned, command) =
        (said.find("is not one of the stacks that come with Berth"), said.find("up -d --wait"));
    assert!(warned.is_some() && warned < command, "{said}");
    assert_eq!(with_hello("init --yes --json --dir out").runs().json()["foreign"], true);
    let shipped = berth("init tamma --yes --dir out").owned().runs();
    assert!(!shipped.stdout().contains("come with Berth"));
}

#[test]
fn that_it_is_not_berth_s_is_said_beside_what_goes_to_standard_output() {
    let zip =
        with_hello("init --yes --zip -").runs().complains("is not one of the stacks that come with Berth");
    assert!(zip.bytes().starts_with(b"PK"), "standard output holds the zip and nothing before it");
    let script =
        with_hello("init --script").runs().complains("is not one of the stacks that come with Berth");
    assert!(script.stdout().starts_with("sh <<"), "standard output holds the script and nothing before it");
    for shipped in ["init tamma --yes --zip -", "init tamma --script"] {
        assert!(!berth(shipped).owned().runs().stderr().contains("come with Berth"));
    }
}

#[test]
fn what_is_wrong_is_said_by_file_and_line() {
    with_manifest("kind: port", "kind: prot").refused().complains("hello/stack.yaml:24: ").leaves(&FOLDER);
    with_guide("one\n{{ two\n").refused().complains("hello/README.md.j2:").leaves(&FOLDER);
    berth("--stack nowhere init").misused().complains("nowhere");
}

const FOLDER: [&str; 2] = ["hello/README.md.j2", "hello/stack.yaml"];

#[test]
fn g27_a_template_that_never_ends_is_stopped() {
    let mut loops = String::new();
    for at in 0..12 {
        loops.push_str(&format!("{{% for i{at} in files %}}{{% for j{at} in steps %}}"));
    }
    loops.push_str(&"{% endfor %}{% endfor %}".repeat(12));
    with_guide(&loops).refused().complains("hello/README.md failed").complains("fuel").leaves(&FOLDER);
}

#[test]
fn g27_a_template_that_doubles_its_text_is_stopped() {
    let doubled = format!("{{% set a = 'x' * 1000 %}}{}{{{{ a }}}}", "{% set a = a ~ a %}".repeat(40));
    with_guide(&doubled).refused().complains("fuel").leaves(&FOLDER);
}

#[test]
fn g27_a_template_of_many_levels_is_stopped() {
    let nested =
        |levels: usize| format!("{}x{}", "{% if true %}".repeat(levels), "{% endif %}".repeat(levels));
    with_guide(&nested(20_000)).refused().complains("hello/README.md").leaves(&FOLDER);
    with_guide(&format!("{{{{ {}1{} }}}}", "(".repeat(20_000), ")".repeat(20_000))).refused().leaves(&FOLDER);
    let recursive = "{% for file in files recursive %}{{ loop(files) }}{% endfor %}";
    with_guide(recursive).refused().complains("recursion limit").leaves(&FOLDER);
}

#[test]
fn g27_a_file_of_more_than_4_mb_is_refused() {
    let long = "x".repeat(900_000);
    with_guide(&format!("{{% for file in files %}}{long}{{% endfor %}}"))
        .refused()
        .complains("expected a file of at most 4194304 bytes")
        .leaves(&FOLDER);
}

#[test]
fn g27_a_template_reads_no_other_file() {
    for word in ["include", "import", "extends"] {
        let reads = format!("{{% {word} '../../../etc/passwd' %}}");
        with_guide(&reads).refused().complains("hello/README.md.j2:1").never_shows("root:").leaves(&FOLDER);
    }
    with_manifest("template: hello/README.md", "template: ../../etc/passwd")
        .refused()
        .complains("there is none");
}

#[cfg(unix)]
#[test]
fn g27_no_link_is_followed() {
    let ran = with_hello("init --yes --dir out");
    std::fs::remove_file(ran.path("hello/README.md.j2")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", ran.path("hello/README.md.j2")).unwrap();
    ran.misused().complains("expected a file; found a link").never_shows("root:");
    let ran = with_hello("init --yes --dir out");
    std::fs::remove_file(ran.path("hello/stack.yaml")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", ran.path("hello/stack.yaml")).unwrap();
    ran.misused().complains("expected a file; found a link").never_shows("root:");
}

#[test]
fn g27_nothing_is_written_outside_of_the_folder() {
    for path in [
        "../x.md",
        "/tmp/x.md",
        "a/../../x.md",
        ".git/hooks/x.md",
        "aux.md",
        "'a\\x.md'",
        "'C:x.md'",
        "./x.md",
        "a./x.md",
    ] {
        with_manifest("path: README.md", &format!("path: {path}"))
            .refused()
            .complains("expected a path inside the bundle")
            .leaves(&FOLDER);
    }
    with_manifest("  - id: web\n    name", "  - id: ../web\n    name").refused().complains("services[0].id");
}

#[test]
fn g27_a_person_is_sent_to_https_only() {
    for home in ["http://example.com/", "javascript:alert(1)", "'https://'", "'https://a b'"] {
        with_manifest("home: https://example.com/hello", &format!("home: {home}"))
            .refused()
            .complains("expected an address that begins with `https://`");
    }
}

#[test]
fn g27_a_terminal_is_told_nothing() {
    with_manifest("summary: One web server.", "summary: \"\\e[2J\"").refused().complains("`\\u{1b}`");
}

#[test]
fn g27_so_much_yaml_is_read() {
    let nested = format!("summary: {}{}", "[".repeat(100), "]".repeat(100));
    with_manifest("summary: One web server.", &nested).refused().complains("expected at most 64 levels");
    let long = format!("summary: {}", "x".repeat(1_048_577));
    with_manifest("summary: One web server.", &long).misused().complains("expected at most 1 MB");
    let mut laughs = "summary: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for at in 1..9 {
        laughs.push_str(&format!("a{at}: &a{at} [{}]\n", format!("*a{}, ", at - 1).repeat(10)));
    }
    with_manifest("summary: One web server.\n", &laughs)
        .refused()
        .complains("hello/stack.yaml:")
        .leaves(&FOLDER);
}
