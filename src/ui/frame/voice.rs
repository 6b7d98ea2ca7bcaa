//! For who hears the page: what is newly wrong, and when nothing is any more, said once the typing rests.

use std::sync::Arc;

use gloo_timers::callback::Timeout;
use leptos::prelude::*;

use crate::check::Finding;
use crate::ui::erased::live;
use crate::ui::session::{Made, session};
use crate::words::page::findings as say;
use crate::words::{advice, message};

/// So long after the last change.
const REST_MS: u32 = 900;
/// More at once is counted, not read out.
const MOST: usize = 2;

#[component]
pub fn Voice() -> impl IntoView {
    let session = session();
    let said = RwSignal::new(String::new());
    let heard: StoredValue<Option<Arc<Made>>> = StoredValue::new(None);
    // The one before ends as it is dropped.
    let timer = StoredValue::new_local(None);
    Effect::new(move |_| {
        let now = session.made();
        let Some(before) = heard.get_value() else { return heard.set_value(Some(now)) };
        let speak = move || {
            let text = news(&before.findings, &now.findings);
            heard.set_value(Some(now));
            if let Some(text) = text {
                said.set(text);
            }
        };
        timer.set_value(Some(Timeout::new(REST_MS, speak)));
    });
    view! { <p class="only-heard" id="news" role="status">{live(move || said.get())}</p> }
}

fn news(before: &[Finding], now: &[Finding]) -> Option<String> {
    let new: Vec<&Finding> = now.iter().filter(|finding| !before.contains(finding)).collect();
    let errors = now.iter().filter(|finding| finding.is_error()).count();
    let summary = say::summary(errors, now.len() - errors);
    if new.is_empty() {
        return (before.len() != now.len()).then(|| format!("{summary}."));
    }
    let mut text = String::new();
    for finding in new.iter().take(MOST) {
        let word = if finding.is_error() { say::ERROR } else { say::WARNING };
        let advice = advice(finding).map(|advice| ["; ", &advice].concat()).unwrap_or_default();
        text.push_str(&[word, ": ", &message(&finding.problem), &advice, ". "].concat());
    }
    if new.len() > MOST {
        text.push_str(&format!("{summary}."));
    }
    Some(text.replace('`', ""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::Answers;
    use crate::catalogue;
    use crate::plan;
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    fn findings(port: &str) -> Vec<Finding> {
        let stack = catalogue::first();
        let mut answers = Answers::new(stack);
        answers.set("DASHBOARD_PORT", port);
        plan::make(stack, &answers).map_or_else(|findings| findings, |plan| plan.warnings)
    }

    fn said(before: &[Finding], now: &[Finding]) -> String {
        news(before, now).expect("something new")
    }

    #[test]
    fn what_is_new_is_said_and_what_stays_is_not() {
        let (good, wrong) = (findings("3001"), findings("30 01"));
        assert!(said(&good, &wrong).contains("To fix: expected a port"), "{}", said(&good, &wrong));
        assert_eq!(news(&wrong, &wrong), None);
        assert!(said(&wrong, &findings("30 02")).contains("30 02"));
        assert_eq!(said(&wrong, &[]), "Nothing to fix.");
    }
}
