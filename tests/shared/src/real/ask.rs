//! Asks one question over HTTP and judges the answer. What a question keeps, later ones have as `${name}`.

use std::collections::BTreeMap;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use super::questions::Http;

/// No answer by then is a wrong answer.
const PATIENCE: Duration = Duration::from_secs(30);
const PAUSE: Duration = Duration::from_millis(500);

pub type Kept = BTreeMap<String, String>;

/// Until it is true, or so many seconds have passed: then the last reason.
pub fn until<T>(seconds: u64, mut attempt: impl FnMut() -> Result<T, String>) -> Result<T, String> {
    let started = Instant::now();
    loop {
        match attempt() {
            Ok(answer) => return Ok(answer),
            Err(reason) if started.elapsed() >= Duration::from_secs(seconds) => return Err(reason),
            Err(_) => thread::sleep(PAUSE),
        }
    }
}

/// What the answer was, in a few words.
pub fn ask(base: &str, question: &Http, kept: &mut Kept) -> Result<String, String> {
    let path = fill(&question.path, kept)?;
    let (status, text) = answer(&format!("{base}{path}"), question, kept)?;
    let asked = format!("{} {}", question.method, question.path);
    let found = |what: &str| format!("{asked}: expected {what}, found {status}: {}", short(&text));
    if status != question.status {
        return Err(found(&question.status.to_string()));
    }
    if let Some(words) = &question.text {
        let words = fill(words, kept)?;
        if !text.contains(&words) {
            return Err(found(&format!("`{words}`")));
        }
    }
    if !question.json.is_empty() || !question.keep.is_empty() {
        let tree: Value = serde_json::from_str(&text).map_err(|_| found("JSON"))?;
        for (place, wanted) in &question.json {
            let wanted = filled(wanted, kept)?;
            let there = tree.pointer(place).unwrap_or(&Value::Null);
            let right = if wanted.is_null() { !there.is_null() } else { *there == wanted };
            if !right {
                return Err(found(&format!("{wanted} at {place}")));
            }
        }
        for (name, place) in &question.keep {
            let there = tree.pointer(place).ok_or_else(|| found(&format!("something at {place}")))?;
            let text = there.as_str().map_or_else(|| there.to_string(), str::to_owned);
            kept.insert(name.clone(), text);
        }
    }
    Ok(format!("{asked}: {status}"))
}

fn answer(url: &str, question: &Http, kept: &Kept) -> Result<(u16, String), String> {
    let config = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(PATIENCE))
        // A proxy is for what lies beyond this machine.
        .proxy(None);
    let agent: ureq::Agent = config.build().into();
    let mut request = ureq::http::Request::builder().method(question.method.as_str()).uri(url);
    for (name, value) in &question.headers {
        request = request.header(name, fill(value, kept)?);
    }
    let body = match &question.body {
        Some(body) => {
            request = request.header("content-type", "application/json");
            filled(body, kept)?.to_string()
        }
        None => String::new(),
    };
    let wrong = |error: &dyn std::fmt::Display| format!("{} {}: {error}", question.method, question.path);
    let answer = if question.body.is_some() {
        agent.run(request.body(body).map_err(|error| wrong(&error))?)
    } else {
        agent.run(request.body(()).map_err(|error| wrong(&error))?)
    };
    let mut answer = answer.map_err(|error| wrong(&error))?;
    let status = answer.status().as_u16();
    let text = answer.body_mut().read_to_string().map_err(|error| wrong(&error))?;
    Ok((status, text))
}

/// A text with what was kept in the place of each `${name}`.
pub fn fill(text: &str, kept: &Kept) -> Result<String, String> {
    let mut parts = text.split("${");
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').ok_or_else(|| format!("`{text}`: expected a `}}`"))?;
        whole += kept.get(name).ok_or_else(|| format!("`{text}`: nothing is kept as {name}"))?;
        whole += rest;
    }
    Ok(whole)
}

fn filled(value: &Value, kept: &Kept) -> Result<Value, String> {
    Ok(match value {
        Value::String(text) => Value::String(fill(text, kept)?),
        Value::Array(list) => {
            Value::Array(list.iter().map(|item| filled(item, kept)).collect::<Result<_, _>>()?)
        }
        Value::Object(map) => {
            let pairs = map.iter().map(|(key, value)| Ok((key.clone(), filled(value, kept)?)));
            Value::Object(pairs.collect::<Result<_, String>>()?)
        }
        other => other.clone(),
    })
}

fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() { "an empty answer".to_owned() } else { line.chars().take(300).collect() }
}
