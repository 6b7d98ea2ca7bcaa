//! The files beside the form: their tree, their colours, and what differs in them.

use berth_testing::page::{Page, eventually};
use serde_json::json;

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("the files are a tree that arrow keys go through and Tab leaves", tree),
    ("folders hold the files that share one, and fold", folders),
    ("each kind of file has its colours", colours),
    ("changes show what was added and what was removed, with signs and words", changes),
    ("unchanged lines are folded, and unfold", unfold),
    ("an earlier moment is compared with until the defaults are again", earlier_moment),
    ("a file that is gone is listed, struck through, as wholly removed", gone),
    ("what an answer changes comes into view in both ways to see a file, and keeps the focus", follow),
    ("other files that a change touches are named", also),
    ("G25: secrets are masked in the changes too", masked),
    ("while an answer is wrong, the files from before stay in both ways to see them", stale),
];

const DOWN: &str = "\u{e015}";
const UP: &str = "\u{e013}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";
const END: &str = "\u{e010}";
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";

/// `data-at` of what has the focus.
fn at(page: &Page) -> String {
    let at = page.js("return document.activeElement.dataset.at ?? ''", &json!([]));
    at.as_str().unwrap_or_default().to_owned()
}

fn press(page: &Page, key: &str) {
    let active = page.one(":focus");
    page.browser.keys(&active, key);
}

#[track_caller]
fn shows(page: &Page, path: &str) {
    page.one(&format!("[data-file='{path}'][aria-current]"));
}

fn count(page: &Page, css: &str) -> usize {
    page.browser.find(css).len()
}

fn tree(page: &mut Page) {
    page.click("[data-file='.env']");
    assert_eq!(at(page), ".env");
    assert_eq!(count(page, "#files [tabindex='0']"), 1);
    press(page, DOWN);
    assert_eq!(at(page), ".env.example");
    shows(page, ".env");
    press(page, UP);
    press(page, UP);
    press(page, ENTER);
    shows(page, "docker-compose.override.yml");
    press(page, END);
    assert_eq!(at(page), "README.md");
    press(page, TAB);
    assert_eq!(at(page), "");
    assert!(
        page.js("return document.querySelector('#files').contains(document.activeElement)", &json!([]))
            == false
    );
}

fn folders(page: &mut Page) {
    page.choose("shape", "repository");
    page.click("[data-file='docker/.env']");
    press(page, LEFT);
    assert_eq!(at(page), "docker/");
    let env = "#files [data-file='docker/.env']";
    press(page, LEFT);
    page.one("[data-at='docker/'][aria-expanded='false']");
    assert!(!page.browser.displayed(&page.browser.find(env)[0]));
    press(page, RIGHT);
    page.one(env);
    // The folder of a file that comes to be shown opens.
    press(page, LEFT);
    press(page, LEFT);
    page.one("[data-at='docker/'][aria-expanded='false']");
    page.click("[data-at='.github/workflows/']");
    page.click("[data-at='.github/workflows/']");
    page.click("[data-file^='.github/workflows/']");
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.one("[data-at='docker/'][aria-expanded='true']");
    shows(page, "docker/.env");
}

fn colours(page: &mut Page) {
    page.choose("shape", "repository");
    page.one("[data-file='docker/.env']");
    for (path, inks) in [
        ("docker/docker-compose.yml", &["comment", "key", "string", "variable", "constant"][..]),
        ("docker/.env", &["comment", "key", "constant"]),
        ("docker/init-db.sql", &["comment", "keyword", "string"]),
        ("docker/nginx-dashboard.conf", &["comment", "key", "variable", "constant"]),
        ("docker/tamma-update.sh", &["comment", "keyword", "string", "variable"]),
        ("docker/Dockerfile.ts", &["comment", "keyword"]),
        ("docker/README.md", &["heading", "string"]),
    ] {
        page.click(&format!("[data-file='{path}']"));
        shows(page, path);
        for ink in inks {
            let css = format!("#preview-code .ink-{ink}");
            eventually(&format!("{ink} in {path}"), || (count(page, &css) > 0).then_some(()));
            let colour = "return getComputedStyle(document.querySelector(arguments[0])).color";
            assert_ne!(page.js(colour, &json!([css])), page.js(colour, &json!(["#preview-code"])), "{ink}");
        }
    }
}

fn changes(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.click("[data-file='.env']");
    page.click("#view-changes");
    page.wait_for_text(".code__row--removed", "DASHBOARD_PORT=3001");
    page.wait_for_text(".code__row--added", "DASHBOARD_PORT=3456");
    assert_eq!((count(page, ".code__row--removed"), count(page, ".code__row--added")), (1, 1));
    assert!(page.text(".code__row--removed").contains("−removed: "));
    assert!(page.text(".code__row--added").contains("+added: "));
    let tree = page.text("[data-file='.env']");
    assert!(tree.contains("+1") && tree.contains("−1") && tree.contains("1 line added, 1 removed"), "{tree}");
    page.wait_for_text(".preview__total", "2 files");
    page.wait_for_text("#preview-differs", "1 line added, 1 removed against the defaults");
    // Both numbers of a line that is on both sides; what comes after a line that was changed has the same ones.
    let numbers = page.text(".code__row:not(.code__row--added, .code__row--removed) .code__number");
    let numbers: Vec<&str> = numbers.split('\n').collect();
    assert!(numbers.len() == 12 && numbers.chunks(2).all(|pair| pair[0] == pair[1]), "{numbers:?}");
    page.click("#view-file");
    page.one(".code__line--differs");
    assert_eq!(count(page, ".code__row"), 0);
}

fn unfold(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.click("[data-file='.env']");
    page.click("#view-changes");
    page.one(".code__row--added");
    let (rows, gaps) = (count(page, ".code__row"), count(page, ".code__gap"));
    assert!(rows <= 8 && gaps == 2, "{rows} rows, {gaps} gaps");
    page.click(".code__gap");
    eventually("an open gap", || (count(page, ".code__gap") == 1).then_some(()));
    assert!(count(page, ".code__row") > rows);
    page.one("#preview-code:focus");
}

fn earlier_moment(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.click("[data-file='.env']");
    page.click(".preview__baseline button");
    page.wait_for_text("#preview-differs", "as it was at ");
    assert_eq!(count(page, ".preview__total"), 0);
    page.fill("DASHBOARD_PORT", "3457");
    page.click("#view-changes");
    page.wait_for_text(".code__row--removed", "DASHBOARD_PORT=3456");
    page.wait_for_text(".code__row--added", "DASHBOARD_PORT=3457");
    page.click(".preview__baseline button:nth-of-type(2)");
    page.wait_for_text(".code__row--removed", "DASHBOARD_PORT=3001");
    page.wait_for_text("#preview-differs", "against the defaults");
}

fn gone(page: &mut Page) {
    page.choose("secrets", "files");
    page.one("[data-file='secrets/postgres_password']");
    page.click(".preview__baseline button");
    page.choose("secrets", "env");
    page.one("[data-file='secrets/postgres_password'].files__file--gone");
    page.wait_for_text("[data-file='secrets/postgres_password']", "no longer in the bundle");
    page.click("[data-file='secrets/postgres_password']");
    page.one(".code__row--removed");
    assert_eq!(count(page, ".code__row--added, .code__line"), 0);
    page.wait_for_text("#preview-differs", "no longer in the bundle");
}

fn follow(page: &mut Page) {
    page.step("ports");
    page.one("#field-DASHBOARD_PORT");
    let visible = "const outer = document.querySelector('#preview-code').getBoundingClientRect();
        const inner = [...document.querySelectorAll('#preview-code .code__line--fresh')].at(-1)?.getBoundingClientRect();
        return !!inner && inner.top >= outer.top && inner.bottom <= outer.bottom && document.activeElement.id";
    for (way, port) in [("file", "3456"), ("changes", "3457")] {
        page.click("[data-file='init-db.sql']");
        page.click(&format!("#view-{way}"));
        // Changes lead to a file that has some.
        page.click("[data-file='init-db.sql']");
        page.fill("TS_API_PORT", port);
        shows(page, ".env");
        eventually("the changed line", || {
            (page.js(visible, &json!([])) == "field-TS_API_PORT").then_some(())
        });
    }
}

fn also(page: &mut Page) {
    page.step("ports");
    page.click("[data-file='.env']");
    page.fill("DASHBOARD_PORT", "3456");
    page.wait_for_text(".preview__also", "README.md");
    page.click(".preview__also button");
    shows(page, "README.md");
}

fn masked(page: &mut Page) {
    page.step("secrets");
    page.fill("POSTGRES_PASSWORD", "canary-of-before");
    page.click("[data-file='.env']");
    page.click(".preview__baseline button");
    page.wait_for_text("#preview-differs", "as it was at ");
    page.fill("POSTGRES_PASSWORD", "canary-of-now");
    page.click("#view-changes");
    page.one(".code__gap");
    let shown = || page.text(".preview");
    assert!(!shown().contains("canary"));
    page.wait_for_text(".preview__about", "Holds secrets");
    page.click("#show-secrets");
    page.wait_for_text(".code__row--removed", "canary-of-before");
    page.wait_for_text(".code__row--added", "canary-of-now");
    page.click("#show-secrets");
    eventually("masks", || (!shown().contains("canary")).then_some(()));
}

fn stale(page: &mut Page) {
    page.step("ports");
    page.fill("DASHBOARD_PORT", "3456");
    page.click("[data-file='.env']");
    page.click("#view-changes");
    page.one(".code__row--added");
    page.fill("DASHBOARD_PORT", "34x");
    page.one(".preview__stale");
    assert!(page.text(".code__row--added").contains("DASHBOARD_PORT=34"));
    page.click("#view-file");
    page.one(".code__line--differs");
    page.one(".preview__stale");
}
