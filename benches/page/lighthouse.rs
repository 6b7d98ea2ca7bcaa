//! Lighthouse's marks of the page, on the phone that it imagines.

use std::env;
use std::process::{Command, Stdio};

use berth_testing::site::Site;
use serde_json::Value;

use crate::table::{Judged, Row};

const CATEGORIES: [&str; 4] = ["performance", "accessibility", "best-practices", "seo"];
/// Its marks of the same page are hardly ever the same.
const RUNS: usize = 3;

pub fn measure() -> Vec<Row> {
    let mut marks = CATEGORIES.map(|_| Vec::new());
    match (0..RUNS).map(|_| run()).collect::<Result<Vec<_>, _>>() {
        Ok(reports) => {
            for report in &reports {
                for (category, marks) in CATEGORIES.iter().zip(&mut marks) {
                    let mark = report["categories"][category]["score"].as_f64();
                    marks.extend(mark.map(|mark| (mark * 100.0).round()));
                }
            }
            reports.last().into_iter().for_each(say_what_is_wrong);
        }
        Err(why) => eprintln!("error: lighthouse: {why}"),
    }
    let row = |(category, values): (&&str, Vec<f64>)| {
        let judged = Judged::MedianAtLeast;
        let case = format!("lighthouse: {category}");
        Row { case, unit: "", limit: 100.0, judged, values }
    };
    CATEGORIES.iter().zip(marks).map(row).collect()
}

fn run() -> Result<Value, String> {
    let site = Site::serve_gzipped("/");
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
    for category in CATEGORIES {
        for audit in report["categories"][category]["auditRefs"].as_array().into_iter().flatten() {
            let found = &report["audits"][audit["id"].as_str().unwrap_or_default()];
            let counts = audit["weight"].as_f64().is_some_and(|weight| weight > 0.0);
            if counts && found["score"].as_f64().is_some_and(|score| score < 0.995) {
                println!("  {category}: {} {} {}", found["id"], found["score"], found["displayValue"]);
            }
        }
    }
}
