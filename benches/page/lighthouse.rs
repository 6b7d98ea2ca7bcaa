//! Lighthouse's marks of a page, on the phone that it imagines.

use std::env;
use std::process::{Command, Stdio};

use berth_testing::site::Site;
use serde_json::Value;

use crate::measures::{Measure, Measured};
use crate::pages::Page;

/// Its marks of the same page are hardly ever the same.
pub const RUNS: u16 = 5;
const CATEGORIES: [(&str, Measure); 4] = [
    ("performance", Measure::Performance),
    ("accessibility", Measure::Accessibility),
    ("best-practices", Measure::BestPractices),
    ("seo", Measure::Seo),
];

/// Of this page all four, of a page beside it how fast it is.
pub fn measure(pages: &mut [(Page, Measured)], runs: u16) {
    for run in 1..=runs {
        for (at, (page, measured)) in pages.iter_mut().enumerate() {
            let categories = if at == 0 { &CATEGORIES[..] } else { &CATEGORIES[..1] };
            match report(page) {
                Ok(report) => {
                    for (name, measure) in categories {
                        if let Some(mark) = report["categories"][name]["score"].as_f64() {
                            measured.add(*measure, (mark * 100.0).round());
                        }
                    }
                    if at == 0 && run == runs {
                        say_what_is_wrong(&report);
                    }
                }
                Err(why) => eprintln!("error: lighthouse, {}: {why}", page.name),
            }
        }
    }
}

fn report(page: &Page) -> Result<Value, String> {
    let site = Site::serve_gzipped(page.folder.clone(), "/");
    let program = env::var("BERTH_JUDGE_LIGHTHOUSE").map_err(|_| "BERTH_JUDGE_LIGHTHOUSE names none")?;
    let mut command = Command::new("node");
    command.arg(program).arg(&site.url).args(["--output=json", "--quiet", "--disable-full-page-screenshot"]);
    command.arg("--only-categories=performance,accessibility,best-practices,seo");
    command.arg(
        "--chrome-flags=--headless --no-sandbox --disable-gpu --disable-background-networking --no-first-run",
    );
    if let Ok(browser) = env::var("BERTH_JUDGE_CHROMIUM") {
        command.env("CHROME_PATH", browser);
    }
    let out = command.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    serde_json::from_slice(&out.stdout)
        .map_err(|error| format!("{error}: {}", String::from_utf8_lossy(&out.stderr).trim()))
}

/// Every audit that counts and is not met in full.
fn say_what_is_wrong(report: &Value) {
    for (category, _) in CATEGORIES {
        for audit in report["categories"][category]["auditRefs"].as_array().into_iter().flatten() {
            let found = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            let counts = audit["weight"].as_f64().is_some_and(|weight| weight > 0.0);
            if counts && found["score"].as_f64().is_some_and(|score| score < 0.995) {
                println!("  {category}: {} {} {}", found["id"], found["score"], found["displayValue"]);
            }
        }
    }
}
