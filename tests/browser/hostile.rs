//! Hostile text in every field: the layout holds, nothing is run, what was typed is kept, and no file breaks.

use berth_testing::page::{Page, texts};
use serde_json::{Value, json};

use crate::Test;
use crate::screen::{DESKTOP, PHONE, Screen};

pub const TESTS: &[(&str, Test)] = &[
    ("hostile text in a field of dev breaks nothing", |page| every_field(page, "dev")),
    ("hostile text in a field of prod breaks nothing", |page| every_field(page, "prod")),
    ("G1: hostile text that is taken is quoted in the files", quoted),
];

/// A key press may take so long, with 100,000 letters in a debug build's page on a busy machine.
const BOUND_MS: f64 = 1_500.0;

fn hostile() -> Vec<(&'static str, String)> {
    vec![
        ("markup", "</script><img src=x onerror=window.hostile=1><svg onload=window.hostile=2>".to_owned()),
        ("quoted markup", "\"'><script>window.hostile=3</script><!--".to_owned()),
        ("templates", "{{ 7*7 }}{% raw %}{# ${HOME} $(id) `id` %s %n".to_owned()),
        ("right to left", "\u{202e}\u{2067}abc\u{200f}אבג\u{202d}\u{2066}def\u{200b}\u{feff}".to_owned()),
        ("emoji", "👩‍👩‍👧‍👦🏴‍☠️\u{1F1E6}\u{1F1E7}e\u{301}\u{301}\u{301}\u{301}".repeat(20)),
        ("control characters", "a\0b\u{7}c\u{1b}[31m\td\re\nf\u{85}g\u{2028}h".to_owned()),
        ("100 KB in one word", "x".repeat(100_000)),
        ("100 KB of words", "<b>$x</b> ' \" \\ # {{ ".repeat(4_600)),
    ]
}

fn fill(page: &Page, text: Option<&str>, only: Option<&[String]>) -> Value {
    page.js_that_waits(include_str!("scripts/hostile.js"), &json!([text, only]))
}

fn every_field(page: &mut Page, profile: &str) {
    page.choose_every_addon();
    page.choose("profile", profile);
    page.complaints();
    let mut fields = 0;
    for step in page.steps() {
        page.screen(DESKTOP);
        page.unfolded_step(&step);
        for (name, text) in hostile() {
            let done = fill(page, Some(&text), None);
            let filled = texts(&done["fields"]);
            if filled.is_empty() {
                break;
            }
            fields = fields.max(filled.len());
            assert_eq!(done["lost"], json!([]), "{step}, {name}: what was typed is not kept");
            let mut slowest = milliseconds(&done);
            if slowest >= BOUND_MS {
                // What held the machine up once is gone at a second try.
                fill(page, None, None);
                slowest = milliseconds(&fill(page, Some(&text), None));
            }
            assert!(slowest < BOUND_MS, "{step}, {name}: {slowest} ms for one field");
            holds(page, &format!("{step}, {name}"));
        }
        fill(page, None, None);
    }
    assert!(fields > 5, "no step has so few fields");
}

fn milliseconds(done: &Value) -> f64 {
    done["slowest"].as_f64().expect("a time")
}

/// At both widths nothing sticks out, and what must be in view is; nothing was run, and nothing complains.
fn holds(page: &Page, about: &str) {
    for screen in [PHONE, DESKTOP] {
        page.screen(screen);
        page.no_sideways_scrolling(screen.0, about);
        let out = "return ['header', '#download'].filter(one => {
            const { top, bottom, left, right } = document.querySelector(one).getBoundingClientRect();
            return top < -1 || left < -1 || right > innerWidth + 1 || bottom > innerHeight + 1 || bottom <= top;
        })";
        assert_eq!(texts(&page.js(out, &json!([]))), [""; 0], "{about}: out of view");
    }
    let made = "return [window.hostile ?? null, document.querySelectorAll('img, iframe, object, svg[onload]').length,
        document.querySelectorAll('script:not([src])').length]";
    assert_eq!(page.js(made, &json!([])), json!([null, 0, 0]), "{about}: something was made of it");
    assert_eq!(page.complaints(), [""; 0], "{about}");
}

/// Where a field takes the text, `.env` gives it back to a parser, and every other file stays what it is.
fn quoted(page: &mut Page) {
    page.choose_every_addon();
    page.js("document.getElementById('show-secrets').click()", &json!([]));
    let mut taken = 0;
    for step in ["ports", "images", "secrets", "settings"] {
        page.unfolded_step(step);
        for (name, text) in hostile() {
            let refused = texts(&fill(page, Some(&text), None)["refused"]);
            fill(page, None, Some(&refused));
            page.settle();
            let kept = page.js(
                "return [...document.querySelectorAll(\"main input[id^='field-']\")].filter(field => field.value === arguments[0])
                    .map(field => field.id.slice(6))",
                &json!([text]),
            );
            let kept = texts(&kept);
            // An answer that has to be there keeps the last good files on show.
            if kept.is_empty() || !page.browser.find("#download[aria-disabled]").is_empty() {
                continue;
            }
            let (lines, unread) = berth::deployment::dotenv::read(&shown(page, ".env"));
            assert!(unread.is_empty(), "{step}, {name}: {unread:?}");
            for key in &kept {
                let Some(line) = lines.iter().find(|line| line.name == *key) else { continue };
                assert_eq!(line.value, text, "{step}, {name}: {key}");
                taken += 1;
            }
        }
        fill(page, None, None);
    }
    assert!(taken > 5, "hostile text was taken {taken} times only");
}

/// A file with its line ends, as the preview shows it.
fn shown(page: &Page, path: &str) -> String {
    page.preview(path);
    page.text("#preview-code")
}
