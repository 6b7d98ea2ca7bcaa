//! Who asks the questions, against a server of this machine.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::thread;

use berth::yaml;
use berth_testing::real::ask::{Kept, ask, until};
use berth_testing::real::dockerfile::begins_with;
use berth_testing::real::questions::Http;

/// Answers each request with this status and body, and with the first line, headers and body of the request behind it.
fn server(status: u16, body: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut reader = BufReader::new(stream.try_clone().unwrap());
            let (mut head, mut length) = (String::new(), 0);
            loop {
                let mut line = String::new();
                if reader.read_line(&mut line).unwrap_or(0) < 3 {
                    break;
                }
                if let Some(number) = line.to_lowercase().strip_prefix("content-length: ") {
                    length = number.trim().parse().unwrap();
                }
                head += &line;
            }
            let mut sent = vec![0; length];
            reader.read_exact(&mut sent).unwrap();
            let asked = serde_json::json!(format!("{head}{}", String::from_utf8_lossy(&sent)));
            let body = body.replace("ASKED", &asked.to_string());
            let _ = write!(
                stream,
                "HTTP/1.1 {status} Said\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

fn asked(base: &str, question: &str, kept: &mut Kept) -> Result<String, String> {
    let question: Http = yaml::parse(question).unwrap_or_else(|error| panic!("{error:?}"));
    ask(base, &question, kept)
}

#[test]
fn an_answer_that_is_as_expected_passes() {
    let base = server(200, r#"{"a": [{"b": "c"}], "n": 1}"#);
    let mut kept = Kept::new();
    for question in [
        "{path: /, status: 200}",
        "{path: /, status: 200, text: '\"c\"'}",
        "{path: /, status: 200, json: {/a/0/b: c, /n: 1, /a: null}, keep: {it: /a/0/b, n: /n}}",
    ] {
        asked(&base, question, &mut kept).unwrap_or_else(|words| panic!("{question}: {words}"));
    }
    assert_eq!((kept["it"].as_str(), kept["n"].as_str()), ("c", "1"));
}

#[test]
fn an_answer_that_differs_fails_and_says_how() {
    let base = server(200, r#"{"a": "b"}"#);
    for (question, expected) in [
        ("{path: /, status: 201}", "201"),
        ("{path: /, status: 200, text: other}", "other"),
        ("{path: /, status: 200, json: {/a: c}}", "\"c\" at /a"),
        ("{path: /, status: 200, json: {/z: null}}", "/z"),
        ("{path: /, status: 200, keep: {it: /z}}", "/z"),
    ] {
        let words = asked(&base, question, &mut Kept::new()).expect_err(question);
        assert!(words.contains(expected) && words.contains(r#"{"a": "b"}"#), "{question}: {words}");
    }
    let page = server(200, "<!doctype html>");
    assert!(asked(&page, "{path: /, status: 200, json: {/a: b}}", &mut Kept::new()).is_err());
}

#[test]
fn who_does_not_answer_fails() {
    // Nobody listens at a port that was just given back.
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    assert!(asked(&format!("http://127.0.0.1:{port}"), "{path: /, status: 200}", &mut Kept::new()).is_err());
    let mut times = 0;
    assert_eq!(
        until(1, || {
            times += 1;
            Err::<(), _>(times.to_string())
        }),
        Err(times.to_string())
    );
    assert!(times > 1);
}

#[test]
fn what_was_kept_goes_into_the_next_question() {
    let base = server(401, r#"{"asked": ASKED}"#);
    let mut kept = Kept::from([("id".to_owned(), "7".to_owned()), ("token".to_owned(), "abc".to_owned())]);
    let question = "{method: PUT, path: '/x/${id}', headers: {authorization: 'Bearer ${token}'}, \
                    body: {id: '${id}', deep: ['${token}']}, status: 401, keep: {asked: /asked}}";
    asked(&base, question, &mut kept).unwrap_or_else(|words| panic!("{words}"));
    let said = &kept["asked"];
    for part in
        ["PUT /x/7 HTTP/1.1", "authorization: Bearer abc", "application/json", r#"{"deep":["abc"],"id":"7"}"#]
    {
        assert!(said.contains(part), "no {part} in {said}");
    }
    assert!(asked(&base, "{path: '/${never}', status: 401}", &mut kept).unwrap_err().contains("never"));
}

#[test]
fn a_redirect_is_an_answer() {
    let base = server(302, "");
    asked(&base, "{path: /, status: 302}", &mut Kept::new()).unwrap_or_else(|words| panic!("{words}"));
}

#[test]
fn the_images_that_a_dockerfile_begins_with_are_found() {
    let text = "ARG V=3.11\nFROM python:${V}-slim AS base\nRUN a\nFROM --platform=x node:22 AS Tools\nFROM base AS dev\n\
                FROM base\nCOPY --from=tools /a /b\nCOPY --chown=1 --from=caddy:2 /a /b\n";
    let none = serde_json::Value::Null;
    assert_eq!(begins_with(text, "dev", &none), ["python:3.11-slim"]);
    assert_eq!(begins_with(text, "", &none), ["caddy:2", "node:22", "python:3.11-slim"]);
    assert_eq!(begins_with(text, "base", &serde_json::json!({ "V": "3.12" })), ["python:3.12-slim"]);
}
