//! Asks a page in Chromium, as a person would: opens it, types, clicks, and waits for what it shows.

use std::path::Path;

use berth_testing::real::ask::{Kept, fill, until};
use berth_testing::real::questions::{Act, Page};
use berth_testing::webdriver::{Browser, Driver, Session};
use serde_json::json;

pub fn ask(base: &str, question: &Page, kept: &Kept, seconds: u64, folder: &Path) -> Result<String, String> {
    let driver = Driver::start(Browser::Chromium)?;
    let session = driver.session(folder);
    session.go(&format!("{base}{}", fill(&question.path, kept)?));
    for act in &question.steps {
        let done = until(seconds, || take(&session, act, kept));
        done.map_err(|reason| format!("{reason}. {}", seen(&session)))?;
    }
    Ok(format!("in Chromium: {} at {}", session.script("return document.title", &json!([])), question.path))
}

fn take(session: &Session, act: &Act, kept: &Kept) -> Result<(), String> {
    let find = |css: &str| {
        let found = session.find(css).into_iter().find(|element| session.displayed(element));
        found.ok_or_else(|| format!("the page has no `{css}`"))
    };
    if let Some(expression) = &act.until {
        let expression = fill(expression, kept)?;
        let body = format!("try {{ return Boolean({expression}) }} catch {{ return false }}");
        let true_now = session.script(&body, &json!([])) == json!(true);
        return true_now.then_some(()).ok_or_else(|| format!("not true in time: {expression}"));
    }
    if let Some(expression) = &act.press {
        let expression = fill(expression, kept)?;
        let body = format!("const it = {expression}; it?.click(); return Boolean(it)");
        let pressed = session.script(&body, &json!([])) == json!(true);
        return pressed.then_some(()).ok_or_else(|| format!("the page has no {expression}"));
    }
    if let Some(css) = &act.click {
        return session.try_click(&find(&fill(css, kept)?)?);
    }
    let typed = act.r#type.as_ref().ok_or("nothing to do")?;
    session.keys(&find(&typed.into)?, &fill(&typed.text, kept)?);
    Ok(())
}

/// What a person would have seen, and what the console says.
fn seen(session: &Session) -> String {
    let text = session.script("return (document.body?.innerText ?? '').slice(0, 600)", &json!([]));
    let console: Vec<String> = session
        .console()
        .iter()
        .filter(|line| line["level"] == "SEVERE")
        .map(|line| line["message"].as_str().unwrap_or_default().chars().take(300).collect())
        .collect();
    format!("At {} it shows {text}; its console says {console:?}", session.url())
}
