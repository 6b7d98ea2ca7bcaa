//! A value in each kind of file that is data, read back by that kind's own parser.

use std::collections::BTreeMap;

use berth::deployment::dotenv;
use berth::render::escape;
use berth::yaml;
use berth_testing::hostile;
use proptest::prelude::*;

use crate::anything;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn g1_a_yaml_value_is_read_back(text in anything()) {
        let written = written("yaml", &text);
        prop_assert_eq!(read_yaml(&format!("a:\n  b: {written}\nc: after\n"))?, tree(&[("b", &text)]));
    }

    #[test]
    fn g1_a_yaml_item_is_read_back_from_a_list(text in anything()) {
        let written = written("yaml", &text);
        let list = serde_json::json!({ "a": ["CMD", text, text], "c": "after" });
        prop_assert_eq!(&read_yaml(&format!("a: [CMD, {written}, {written}]\nc: after\n"))?, &list);
        prop_assert_eq!(&read_yaml(&format!("a:\n  - CMD\n  - {written}\n  - {written}\nc: after\n"))?, &list);
    }

    #[test]
    fn g1_a_yaml_key_is_read_back(text in anything()) {
        let written = written("yaml", &text);
        prop_assert_eq!(read_yaml(&format!("a:\n  {written}: x\nc: after\n"))?, tree(&[(&text, "x")]));
    }

    #[test]
    fn g1_a_json_value_is_read_back(text in anything()) {
        let written = written("json", &text);
        let read: Result<serde_json::Value, _> = serde_json::from_str(&format!("{{{written}: [{written}]}}"));
        prop_assert_eq!(read.map_err(|error| TestCaseError::fail(error.to_string()))?, serde_json::json!({ text.clone(): [text] }));
    }

    #[test]
    fn g1_a_toml_value_is_read_back(text in anything()) {
        let written = written("toml", &text);
        let read: Result<BTreeMap<String, Vec<String>>, _> = toml::from_str(&format!("{written} = [{written}]\n"));
        let read = read.map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(read, BTreeMap::from([(text.clone(), vec![text])]));
    }

    #[test]
    fn g1_a_dotenv_value_is_read_back(text in hostile::text(), other in hostile::text()) {
        let (lines, broken) = dotenv::read(&format!("A={}\nB={}\nC=end\n", written("dotenv", &text), written("dotenv", &other)));
        prop_assert_eq!(broken, Vec::<usize>::new());
        let values: Vec<String> = lines.into_iter().map(|line| line.value).collect();
        prop_assert_eq!(values, vec![text, other, "end".to_owned()]);
    }

    #[test]
    fn g1_a_dockerfile_value_is_read_back(text in anything()) {
        match escape::value("dockerfile", &text) {
            Some(written) => prop_assert_eq!(read_dockerfile(&written), Some(text)),
            None => prop_assert!(text.contains(['\n', '\r', '\0']), "{:?} is refused", text),
        }
    }

    #[test]
    fn g14_an_erlang_value_is_read_back(text in anything(), other in anything()) {
        let terms = format!("[{{a, {}}}, {{b, {}}}].", written("erlang", &text), written("erlang", &other));
        let read = terms.strip_prefix("[{a, ").and_then(read_erlang);
        let (one, rest) = read.ok_or_else(|| TestCaseError::fail(terms.clone()))?;
        let two = rest.strip_prefix("}, {b, ").and_then(read_erlang);
        prop_assert_eq!((one, two), (text, Some((other, "}].".to_owned()))), "{}", terms);
    }

    #[test]
    fn g1_nginx_refuses_what_it_would_expand_and_nothing_else(text in hostile::text()) {
        prop_assert_eq!(escape::value("nginx", &text).is_none(), text.contains('$'));
    }

    #[test]
    fn g1_a_plain_file_takes_nothing_but_names(text in anything()) {
        if let Some(written) = escape::value("plain", &text) {
            prop_assert!(written == text && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"_./-".contains(&b)));
        }
    }

    #[test]
    fn g1_a_comment_ends_with_its_line(text in anything()) {
        let comment = escape::comment(&text);
        prop_assert_eq!(read_yaml(&format!("# {comment}\na:\n  b: x # {comment}\nc: after\n"))?, tree(&[("b", "x")]));
        let (lines, broken) = dotenv::read(&format!("# {comment}\nA=1 # {comment}\n"));
        prop_assert_eq!((lines.len(), broken.len(), lines[0].value.as_str()), (1, 0, "1"));
        let ends_a_line = |c: char| c.is_control() || matches!(u32::from(c), 0x2028 | 0x2029);
        prop_assert!(!comment.contains(ends_a_line));
    }
}

#[test]
fn g1_what_yaml_would_take_for_something_else_stays_text() {
    for text in hostile::YAML {
        let written = written("yaml", text);
        assert_eq!(
            read_yaml(&format!("a:\n  b: {written}\nc: after\n")).unwrap(),
            tree(&[("b", text)]),
            "{text}"
        );
    }
}

fn written(kind: &str, text: &str) -> String {
    escape::value(kind, text).unwrap_or_else(|| panic!("{kind} refuses {text:?}"))
}

fn tree(inner: &[(&str, &str)]) -> serde_json::Value {
    serde_json::json!({ "a": BTreeMap::from_iter(inner.iter().copied()), "c": "after" })
}

/// By two parsers, which have to agree.
fn read_yaml(text: &str) -> Result<serde_json::Value, TestCaseError> {
    let one: serde_json::Value = serde_saphyr::from_str(text)
        .map_err(|error| TestCaseError::fail(format!("saphyr: {error}\n{text}")))?;
    let other: serde_json::Value = yaml::parse(text)
        .map_err(|error| TestCaseError::fail(format!("serde_yaml: {}\n{text}", error.message)))?;
    prop_assert_eq!(&one, &other);
    Ok(one)
}

/// One word as `BuildKit` reads it: in double quotes a backslash stands for itself, unless `"`, `$` or another follows.
fn read_dockerfile(word: &str) -> Option<String> {
    let Some(inside) = word.strip_prefix('"') else {
        return (!word.contains([' ', '\t', '\'', '"', '\\', '$', '#'])).then(|| word.to_owned());
    };
    let mut out = String::new();
    let mut letters = inside.chars().peekable();
    loop {
        match letters.next()? {
            '"' => return letters.next().is_none().then_some(out),
            '$' | '\n' | '\r' => return None,
            '\\' => out.push(letters.next_if(|next| matches!(next, '"' | '$' | '\\')).unwrap_or('\\')),
            letter => out.push(letter),
        }
    }
}

/// A binary at the start of an Erlang term, and what is behind it. From the reference manual, "Data Types": letters stand
/// for themselves, all but the backslash and the quote; a file may be read as Latin-1, so that none is beyond ASCII.
fn read_erlang(term: &str) -> Option<(String, String)> {
    let mut rest = term.strip_prefix("<<\"")?;
    let mut text = String::new();
    loop {
        let letter = rest.chars().next()?;
        rest = &rest[letter.len_utf8()..];
        match letter {
            '"' => return Some((text, rest.strip_prefix("/utf8>>")?.to_owned())),
            '\\' if rest.starts_with("x{") => {
                let (code, behind) = rest[2..].split_once('}')?;
                text.push(char::from_u32(u32::from_str_radix(code, 16).ok()?)?);
                rest = behind;
            }
            '\\' => {
                let escaped = rest.chars().next().filter(|letter| "\"\\".contains(*letter))?;
                text.push(escaped);
                rest = &rest[1..];
            }
            ' '..='~' => text.push(letter),
            _ => return None,
        }
    }
}
