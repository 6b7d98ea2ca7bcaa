//! The page at its narrowest, its largest, without motion, in few colours, and on paper.

use berth_testing::page::{Page, texts};
use serde_json::json;

use crate::Test;
use crate::keys::Keys;
use crate::screen::{PHONE, Screen};

pub const TESTS: &[(&str, Test)] = &[
    ("no step scrolls sideways at 320 pixels", |page| no_scrolling(page, (320, 640), 1)),
    ("no step scrolls sideways at 200 % zoom", |page| no_scrolling(page, (720, 500), 2)),
    ("nothing moves where less motion is asked for", less_motion),
    ("forced colours leave the focus and the current step to be seen", forced_colours),
    ("the review on paper is the review only", on_paper),
    ("what reaches out of the window is noticed", notices),
];

fn no_scrolling(page: &mut Page, size: (u32, u32), scale: u32) {
    page.choose_every_addon();
    page.unfolded_step("images");
    page.fill("TAMMA_VERSION", "no version");
    page.dense_screen(size, scale);
    for step in page.steps() {
        page.unfolded_step(&step);
        page.no_sideways_scrolling(size.0, &step);
    }
}

/// Everything that moves is seen as an animation of the document, a transition too.
fn less_motion(page: &mut Page) {
    let moving = "return document.getAnimations().filter(one => one.playState === 'running' &&
        one.effect.getComputedTiming().activeDuration > 10).map(one => one.effect.target.outerHTML.slice(0, 200))";
    page.prefers(&[("prefers-reduced-motion", "reduce")]);
    page.step("ports");
    page.preview(".env");
    page.fill("DASHBOARD_PORT", "3456");
    page.wait_for_text("#preview-code", "DASHBOARD_PORT=3456");
    assert_eq!(texts(&page.js(moving, &json!([]))), [""; 0]);
    page.screen(PHONE);
    page.click("#open-files");
    assert_eq!(texts(&page.js(moving, &json!([]))), [""; 0]);
}

fn forced_colours(page: &mut Page) {
    page.prefers(&[("forced-colors", "active")]);
    let forced = page.js("return matchMedia('(forced-colors: active)').matches", &json!([]));
    assert_eq!(forced, true);
    for step in ["profile", "secrets"] {
        page.unfolded_step(step);
        page.js(include_str!("scripts/focus.js"), &json!([]));
        // Shadows are not drawn there.
        page.js("window.onlyOutlines = true", &json!([]));
        for _ in 0..100 {
            page.key("Tab");
            let focus = page.focus();
            if focus.is_null() {
                break;
            }
            assert_eq!(focus["ringed"], true, "{step}: the focus on {focus} can't be seen");
        }
    }
    page.preview(".env");
    for (one, other) in [
        ("[data-step][aria-current]", "[data-step]:not([aria-current])"),
        ("[data-file][aria-current]", "[data-file]:not([aria-current])"),
    ] {
        let differs = page.js(include_str!("scripts/differs.js"), &json!([one, other]));
        assert_eq!(differs, true, "{one} looks like {other}");
    }
}

/// A heading that only this part of the page has shows that it is there; whatever lies outside of the form is not.
fn on_paper(page: &mut Page) {
    page.step("review");
    page.on_paper();
    let seen = "return [...document.querySelectorAll('header, nav, footer, aside, .pager, main')]
        .filter(one => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().height > 1)
        .map(one => one.tagName.toLowerCase())";
    assert_eq!(texts(&page.js(seen, &json!([]))), ["main"]);
}

fn notices(page: &mut Page) {
    page.js(
        "document.querySelector('main').append(Object.assign(document.createElement('div'), { id: 'wide' }))",
        &json!([]),
    );
    page.js(
        "const { style } = document.getElementById('wide'); style.width = '2000px'; style.height = '9px'",
        &json!([]),
    );
    let found = texts(&page.js(include_str!("scripts/sideways.js"), &json!([1440])));
    assert!(!found.is_empty());
}
