//! The last step: each part shows what the plan says, and what it offers is one click away.

use berth::plan::{exposure, receives};
use berth_testing::page::{Page, eventually};
use berth_testing::scenario;
use serde_json::json;

use crate::Test;
use crate::screen::Screen;

pub const TESTS: &[(&str, Test)] = &[
    ("the review draws every service and every wait, and says the same as a list", start_order),
    ("the review says who can reach what, each with a way to its field", exposed),
    ("the review lists what each container receives, with every secret masked", received),
    ("the review says what the machine needs, with limits where there are any", needed),
    ("a finding of the choices is mended by one click, on the review and on its own step", mended),
    ("the review's commands and the README's snippet are copied", copied),
    ("on paper the review stands alone, with nothing folded", printed),
];

fn start_order(page: &mut Page) {
    page.step("review");
    let plan = scenario::tamma().plan();
    let waits = plan.services.iter().map(|service| service.waits_for.len()).sum::<usize>();
    page.one("#order svg[role='img'][aria-label*='7 services in 2 levels']");
    assert_eq!(page.browser.find("#order .graph__wide .graph__box").len(), plan.services.len());
    assert_eq!(page.browser.find("#order .graph__wide .graph__line").len(), waits);
    assert_eq!(page.browser.find("#order .graph__list li").len(), 2);
    page.wait_for_text("#order .graph__list", "ELSA after PostgreSQL is healthy and RabbitMQ is healthy");
}

fn exposed(page: &mut Page) {
    page.step("review");
    let plan = scenario::tamma().plan();
    for (at, ring) in exposure::Ring::ALL.into_iter().enumerate() {
        let shown = page.text(&format!("[data-ring='{at}']"));
        for reach in exposure::reaches(&plan).into_iter().filter(|reach| reach.ring == ring) {
            assert!(shown.contains(&reach.address), "{} in {shown}", reach.address);
        }
    }
    page.wait_for_text("[data-ring='0']", "Nothing is meant to be reached");
    page.click("[data-ring='2'] [data-to='POSTGRES_PORT']");
    let focused = "return document.activeElement.id";
    eventually("the focus", || (page.js(focused, &json!([])) == "field-POSTGRES_PORT").then_some(()));
}

fn received(page: &mut Page) {
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-of-a-secret");
    page.click("#show-secrets");
    page.step("review");
    for service in &scenario::tamma().plan().services {
        let css = format!("[data-receives='{}'] tbody th", service.id);
        let shown = page.text(&css);
        let names: Vec<String> = receives::received(&scenario::tamma().plan(), service)
            .into_iter()
            .map(|received| received.name)
            .collect();
        assert_eq!(shown.lines().collect::<Vec<_>>(), names, "{}", service.id);
    }
    let review = page.text("#receives");
    assert!(review.contains("Password=••••••••;") && !review.contains("canary"), "{review}");
    page.click("#receives > summary");
    page.click("[data-receives='tamma-engine'] > summary");
    page.click("[data-receives='tamma-engine'] [data-to='TAMMA_MERGE_STRATEGY']");
    page.one("#field-TAMMA_MERGE_STRATEGY");
}

fn needed(page: &mut Page) {
    page.step("review");
    page.wait_for_text("#needs", "This profile sets no limits");
    page.choose("profile", "prod");
    page.step("review");
    page.wait_for_text("#needs", "All limits together are more than that machine has");
    assert_eq!(page.browser.find("#needs .meter__full--over").len(), 1);
    page.wait_for_text("#needs", "2.0 CPUs, 2G");
}

fn mended(page: &mut Page) {
    page.step("profile");
    page.click("input[value='https']");
    page.click("input[value='own-proxy']");
    page.wait_for_text("main", "do the same job");
    page.click("main [data-mend='own-proxy'] button");
    let chosen = "return [...document.querySelectorAll('input[name=addons]:checked')].map(it => it.value)";
    eventually("one add-on", || (page.js(chosen, &json!([])) == json!(["https"])).then_some(()));
    page.click("input[value='own-proxy']");
    page.step("review");
    page.click("[data-mend='own-proxy'] button");
    eventually("no error", || page.browser.find(".finding--error").is_empty().then_some(()));
    let focused = "return document.activeElement.id";
    assert_eq!(page.js(focused, &json!([])), "step-title");
}

fn copied(page: &mut Page) {
    page.step("review");
    page.keep_copies();
    let is_copied = |expected: &str| {
        eventually(expected, || page.copied().contains(expected).then_some(()));
    };
    page.click(".review__all button");
    is_copied("docker compose up -d --wait &&\ndocker compose logs -f tamma-engine");
    page.click("#snippet > summary");
    page.click("#snippet .command .button");
    is_copied("/berth/badge.svg)](http");
    is_copied("/berth/#?stack=tamma&profile=dev)");
}

fn printed(page: &mut Page) {
    page.step("review");
    let folded = || page.browser.find("details:not([open])").len();
    assert!(folded() > 3);
    page.on_paper();
    page.js("dispatchEvent(new Event('beforeprint'))", &json!([]));
    assert_eq!(folded(), 0);
    for css in [".header", ".rail", ".bar", ".preview", ".command .button"] {
        let hidden = page.browser.find(css).iter().all(|element| !page.browser.displayed(element));
        assert!(hidden, "{css} is on paper");
    }
    page.one(".review__printed");
    page.one("#order .graph__wide svg");
    page.one("[data-receives='tamma-engine'] tbody th");
    page.js("dispatchEvent(new Event('afterprint'))", &json!([]));
    assert!(folded() > 3);
    page.on_screen();
}
