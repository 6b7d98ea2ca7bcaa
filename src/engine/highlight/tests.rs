//! A table of examples, and what holds for any text.

use super::*;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

/// `c[# so] k[name]: s["a]v[$b]s["]`.
fn marked(path: &str, fenced: bool, line: &str) -> String {
    let mut text = String::new();
    parts(path, FileKind::by_name(path), fenced, line, &mut |ink, part| {
        let name = match ink {
            Ink::Plain => return text.push_str(part),
            Ink::Comment => 'c',
            Ink::Key => 'k',
            Ink::String => 's',
            Ink::Constant => 'n',
            Ink::Keyword => 'w',
            Ink::Variable => 'v',
            Ink::Heading => 'h',
        };
        text.push_str(&format!("{name}[{part}]"));
    });
    text
}

#[test]
fn each_kind_of_file_has_its_colours() {
    for (path, line, expected) in [
        ("a.yml", "# so", "c[# so]"),
        ("a.yml", "  postgres: # so", "  k[postgres]: c[# so]"),
        ("a.yml", "    - \"127.0.0.1:${PORT:-3001}:80\"", "    - s[\"127.0.0.1:]v[${PORT:-3001}]s[:80\"]"),
        ("a.yml", "image: a/b:15-alpine", "k[image]: a/b:15-alpine"),
        ("a.yml", "- name: 'it'", "- k[name]: s['it']"),
        ("a.yml", "retries: 5", "k[retries]: n[5]"),
        ("a.yml", "memory: 512M # x", "k[memory]: n[512M] c[# x]"),
        ("a.yml", "on: true", "k[on]: n[true]"),
        ("a.yml", "if: ${{ github.ref }}", "k[if]: v[${{ github.ref }}]"),
        ("a.yml", "url: http://x#y", "k[url]: http://x#y"),
        (".env", "PORT=3001", "k[PORT]=n[3001]"),
        (".env", "A='${b}'", "k[A]=s['${b}']"),
        (".env", "# A=b", "c[# A=b]"),
        ("a.sql", "create TABLE a ( -- so", "w[create] w[TABLE] a ( c[-- so]"),
        ("a.sql", "VALUES ('it''s', 4)", "w[VALUES] (s['it']s['s'], n[4])"),
        ("nginx.conf", "  proxy_pass http://$a;", "  k[proxy_pass] http://v[$a];"),
        ("a.sh", "if [ -n \"$A\" ]; then", "w[if] [ -n s[\"]v[$A]s[\"] ]; w[then]"),
        ("a.sh", "NAME=${1:-x} # so", "k[NAME]=v[${1:-x}] c[# so]"),
        ("a.sh", "echo 'no $x' \"$@\"", "w[echo] s['no $x'] s[\"]v[$@]s[\"]"),
        ("a.sh", "awk 'open", "awk 'open"),
        ("Dockerfile", "FROM node:20 AS build", "w[FROM] node:n[20] w[AS] build"),
        ("Dockerfile", "COPY $SRC ./", "w[COPY] v[$SRC] ./"),
        ("a.md", "## Start", "h[## Start]"),
        ("a.md", "Run `up` now", "Run s[`up`] now"),
        ("a.md", "```sh", "c[```sh]"),
        ("a.json", "  \"a b\": \"c\",", "  k[\"a b\"]: s[\"c\"],"),
        ("a.toml", "[part]", "h[[part]]"),
        ("a.toml", "a = 1", "k[a] = n[1]"),
        ("a.config", "{x, \"y\"} % so", "{x, s[\"y\"]} c[% so]"),
        ("Caddyfile", "  reverse_proxy {$UP}", "  k[reverse_proxy] v[{$UP}]"),
        ("a.alloy", "url = \"x\" // so", "k[url] = s[\"x\"] c[// so]"),
        (".gitignore", "# so", "c[# so]"),
    ] {
        assert_eq!(marked(path, false, line), expected, "{path}: {line}");
    }
    assert_eq!(marked("a.md", true, "# so"), "c[# so]");
    assert_eq!(marked("a.sh", true, "if so"), "s[if so]");
}

#[test]
fn a_secret_s_own_file_is_plain() {
    let mut inks = Vec::new();
    parts("secrets/x", FileKind::Secret, false, "a#'b' $c", &mut |ink, _| inks.push(ink));
    assert_eq!(inks, [Ink::Plain]);
}

#[test]
fn a_very_long_line_is_left_plain() {
    let line = "${\"'#".repeat(25_000);
    assert_eq!(marked("a.sh", false, &line), line);
}

#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use super::*;
    use proptest::prelude::*;

    const PATHS: [&str; 13] = [
        "a.yml",
        ".env",
        "nginx.conf",
        "a.sql",
        "a.sh",
        "Dockerfile",
        "a.toml",
        "a.json",
        "a.md",
        "a.config",
        "Caddyfile",
        "a.alloy",
        "plain",
    ];

    fn joined(line: &str, path: &str, fenced: bool) -> String {
        let mut text = String::new();
        parts(path, FileKind::by_name(path), fenced, line, &mut |_, part| {
            assert!(!part.is_empty());
            text.push_str(part);
        });
        text
    }

    proptest! {
        #[test]
        fn the_parts_of_a_line_are_the_line(line in "\\PC*", at in 0..PATHS.len(), fenced: bool) {
            prop_assert_eq!(joined(&line, PATHS[at], fenced), line);
        }

        #[test]
        fn the_parts_of_a_hostile_line_are_the_line(line in "[-a# $'\"\\\\{}:=`é%/.1<]{0,60}", at in 0..PATHS.len()) {
            prop_assert_eq!(joined(&line, PATHS[at], false), line);
        }
    }
}
