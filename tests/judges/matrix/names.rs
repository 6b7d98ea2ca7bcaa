//! Hosts that are named in settings: none may be a service that does not run (G12).

use berth::stack::FileKind;
use serde_json::Value;

use super::{Case, every, every_merged, linters};
use crate::deployment::services;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    every_merged(suite, "G12: no setting of a service names a host that does not run", |case, merged| {
        let mut complaints = Vec::new();
        for (name, service) in services(merged) {
            for (key, value) in service["environment"].as_object().into_iter().flatten() {
                let absent = absent(case, value.as_str().unwrap_or_default());
                complaints.extend(absent.map(|host| format!("`{name}`: {key} names `{host}`")));
            }
            let words = service["command"].as_array().into_iter().flatten().filter_map(Value::as_str);
            for word in words {
                complaints
                    .extend(absent(case, word).map(|host| format!("`{name}` is started with `{host}`")));
            }
        }
        complaints
    });

    every(suite, "G12: no configuration file names a host that does not run", |case| {
        let mut complaints = Vec::new();
        let read = |kind| matches!(kind, FileKind::Nginx | FileKind::Yaml | FileKind::Json | FileKind::Toml);
        for file in case.bundle.files.iter().filter(|file| read(file.kind) && !linters::is_workflow(file)) {
            for (at, line) in file.text.lines().enumerate() {
                let code = line.split_once("# ").map_or(line, |(code, _)| code);
                let absent = absent(case, code).map(|host| format!("{}:{}: `{host}`", file.path, at + 1));
                complaints.extend(absent);
            }
        }
        complaints
    });

    suite.ours("G12: a host is told from a word that looks like one", || {
        for text in [
            "http://rabbitmq",
            "amqp://u:p@rabbitmq:5672/x",
            "set $it rabbitmq:5672;",
            "['rabbitmq:15692']",
            "Server=rabbitmq;Port=1",
            "rabbitmq",
            "Host=a;Server=rabbitmq",
        ] {
            assert!(names_host(text, "rabbitmq"), "{text}");
        }
        for text in [
            "rabbitmq-exporter:9419",
            "http://my-rabbitmq/",
            "rabbitmq:3-management-alpine",
            "rabbitmq is slow",
            "/var/lib/rabbitmq",
            "tamma-rabbitmq:1",
            "http://rabbitmq.example.org",
        ] {
            assert!(!names_host(text, "rabbitmq"), "{text}");
        }
    });
}

/// The services of the stack that do not run here and that this text takes for a host.
fn absent<'a>(case: &'a Case, text: &'a str) -> impl Iterator<Item = &'a str> {
    let runs = |id: &str| case.plan.services.iter().any(|service| service.id == id);
    let ids = case.plan.stack.services.iter().map(|service| service.id.as_str());
    ids.filter(move |id| !runs(id) && names_host(text, id))
}

/// `//host`, `user@host`, `Server=host`, `host:port`, or nothing but the host.
fn names_host(text: &str, host: &str) -> bool {
    let of_name = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    text == host
        || text.match_indices(host).any(|(at, _)| {
            let (before, after) = (&text[..at], &text[at + host.len()..]);
            let led = before.ends_with("//")
                || before.ends_with('@')
                || before.ends_with("Server=")
                || before.ends_with("Host=");
            let port =
                after.strip_prefix(':').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
            let ported = port.is_some_and(|rest| rest.len() + 1 < after.len() && !rest.starts_with(of_name));
            !before.ends_with(of_name) && !after.starts_with(of_name) && (led || ported)
        })
}
