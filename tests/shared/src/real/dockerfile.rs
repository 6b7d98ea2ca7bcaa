//! The images that a Dockerfile begins with.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a Dockerfile's stage is made of, with all stages that it needs. Arguments as Compose gives them, else their defaults.
pub fn begins_with(dockerfile: &str, target: &str, arguments: &Value) -> Vec<String> {
    let mut defaults: BTreeMap<&str, &str> = BTreeMap::new();
    // Each stage's name, with what it is made from, and what it copies out of.
    let mut stages: Vec<(String, String, Vec<String>)> = Vec::new();
    for line in dockerfile.lines() {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words.as_slice() {
            ["ARG", word, ..] if stages.is_empty() => {
                if let Some((name, value)) = word.split_once('=') {
                    defaults.insert(name, value);
                }
            }
            ["FROM", rest @ ..] => {
                let rest: Vec<&&str> = rest.iter().filter(|word| !word.starts_with("--")).collect();
                let name = if rest.len() > 2 { rest[2].to_lowercase() } else { stages.len().to_string() };
                stages.push((
                    name,
                    filled(rest.first().map_or("", |word| word), &defaults, arguments),
                    vec![],
                ));
            }
            [_, rest @ ..] => {
                if let (Some(from), Some(stage)) =
                    (rest.iter().find_map(|word| word.strip_prefix("--from=")), stages.last_mut())
                {
                    stage.2.push(from.to_lowercase());
                }
            }
            [] => {}
        }
    }
    let last = stages.last().map(|(name, ..)| name.clone()).unwrap_or_default();
    let mut open = vec![if target.is_empty() { last } else { target.to_lowercase() }];
    let (mut images, mut seen) = (Vec::new(), Vec::new());
    while let Some(name) = open.pop() {
        if seen.contains(&name) {
            continue;
        }
        match stages.iter().rev().find(|(stage, ..)| *stage == name.to_lowercase()) {
            Some((_, from, copies)) => open.extend(copies.iter().cloned().chain([from.clone()])),
            None if name != "scratch" => images.push(name.clone()),
            None => {}
        }
        seen.push(name);
    }
    images.sort();
    images
}

fn filled(text: &str, defaults: &BTreeMap<&str, &str>, arguments: &Value) -> String {
    let mut text = text.to_owned();
    for (name, default) in defaults {
        let value = arguments[*name].as_str().unwrap_or(default);
        text = text.replace(&format!("${{{name}}}"), value).replace(&format!("${name}"), value);
    }
    text
}
