//! Without a network: the service worker, and the page as one file.

use std::fs;
use std::io::Cursor;
use std::path::Path;

use berth_testing::page::{Page, eventually};
use berth_testing::site::{Site, built};
use serde_json::{Value, json};

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("after the first visit the page comes up without a network, and hands over a zip", offline),
    ("G25: the service worker keeps the files of this build and nothing else", keeps_the_build_alone),
    ("a newer build takes the place of the kept one at the next visit", newer),
    ("the page can be installed as an app", installable),
    ("the page as one file opens from a disk, asks for nothing, and hands over a zip", single_file),
];

const CANARY: &str = "canary-0123456789";

fn offline(page: &mut Page) {
    page.wait_until_kept();
    page.site.stop();
    page.js("window.before = true", &json!([]));
    page.browser.reload();
    page.wait_until_mounted();
    assert_eq!(page.js("return window.before ?? null", &json!([])), Value::Null);
    hands_over_a_zip(page);
    // A link into the page works as well, whatever it says behind its path.
    page.browser.go(&format!("{}?from=a-link#ports", page.site.url));
    page.one("#field-DASHBOARD_PORT");
}

#[track_caller]
fn hands_over_a_zip(page: &Page) {
    page.click("#download");
    let path = page.downloads.path().join("tamma.zip");
    let bytes = eventually("the download", || fs::read(&path).ok().filter(|bytes| !bytes.is_empty()));
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    for at in 0..archive.len() {
        std::io::copy(&mut archive.by_index(at).expect("an entry"), &mut std::io::sink())
            .expect("it is whole");
    }
    assert!(archive.index_for_name(".env").is_some());
}

/// Every address in every cache, and whether any body has the canary in it.
const KEPT: &str = "return (async () => {
    const kept = [];
    for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
            const body = await (await cache.match(request)).text();
            kept.push([name, request.url, body.includes(arguments[0])]);
        }
    }
    return kept;
})()";

fn keeps_the_build_alone(page: &mut Page) {
    page.wait_until_kept();
    page.step("secrets");
    page.fill("GITHUB_TOKEN", CANARY);
    page.browser.reload();
    page.wait_until_mounted();
    // Within the page's reach, but no file of it.
    page.js("return fetch('nothing-here?x=1').catch(() => null).then(() => null)", &json!([]));

    let kept = page.js(KEPT, &json!([CANARY]));
    let kept = kept.as_array().expect("a list");
    assert!(kept.iter().all(|entry| entry[2] == false && !entry.to_string().contains(CANARY)), "{kept:?}");
    let mut names: Vec<&str> = kept
        .iter()
        .filter_map(|entry| entry[1].as_str()?.strip_prefix(&page.site.url))
        .map(|name| if name.is_empty() { "index.html" } else { name })
        .collect();
    names.sort_unstable();
    let mut files: Vec<String> = fs::read_dir(built())
        .expect("the page")
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "sw.js")
        .collect();
    files.sort_unstable();
    assert_eq!(names, files);
    assert_eq!(kept.len(), files.len());
}

fn newer(page: &mut Page) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for entry in fs::read_dir(built()).expect("the page").flatten() {
        fs::copy(entry.path(), folder.path().join(entry.file_name())).expect("it is copied");
    }
    page.site = Site::serve_folder(folder.path().to_path_buf(), "/");
    page.browser.go(&page.site.url);
    page.wait_until_mounted();
    page.wait_until_kept();
    let caches = "return caches.keys()";
    let first = page.js(caches, &json!([]));
    let old = first[0].as_str().expect("a cache").to_owned();

    change(&folder.path().join("sw.js"), &old, "berth-newer");
    change(&folder.path().join("index.html"), "<title>", "<meta name=newer><title>");
    page.browser.reload();
    page.wait_until_mounted();
    assert!(page.browser.find("meta[name=newer]").is_empty(), "what is kept comes at once");
    eventually("the newer build", || (page.js(caches, &json!([])) == json!(["berth-newer"])).then_some(()));
    page.wait_until_kept();
    page.site.stop();
    page.browser.reload();
    page.wait_until_mounted();
    assert_eq!(page.browser.find("meta[name=newer]").len(), 1);
}

fn change(file: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(file).expect("a file of the page");
    assert!(text.contains(from), "{from} in {}", file.display());
    fs::write(file, text.replace(from, to)).expect("it is written");
}

fn installable(page: &mut Page) {
    page.wait_until_kept();
    let manifest = page.browser.cdp("Page.getAppManifest", &json!({}));
    assert_eq!(manifest["errors"], json!([]), "{manifest}");
    let errors = page.browser.cdp("Page.getInstallabilityErrors", &json!({}));
    // A browser without a window of its own installs nothing; whatever else it says is about this page.
    let about_page = errors["installabilityErrors"].as_array().expect("a list").iter();
    let left: Vec<&Value> = about_page.filter(|error| error["errorId"] != "in-incognito").collect();
    assert!(left.is_empty(), "{left:?}");
}

fn single_file(page: &mut Page) {
    let file = std::env::var("BERTH_SINGLE_FILE").expect("BERTH_SINGLE_FILE names the page as one file");
    page.complaints();
    page.browser.go(&format!("file://{file}"));
    page.wait_until_mounted();
    assert!(page.browser.url().starts_with("file://"));
    hands_over_a_zip(page);
    let policy = "return document.querySelector('meta[http-equiv=Content-Security-Policy]').content";
    let policy = page.js(policy, &json!([]));
    let policy = policy.as_str().unwrap_or_default();
    assert!(
        policy.contains("connect-src 'none'") && !policy.contains("'self'") && !policy.contains("inline")
    );
    assert_eq!(
        page.js("return performance.getEntriesByType('resource').map(entry => entry.name)", &json!([])),
        json!([])
    );
    assert_eq!(page.complaints(), [""; 0]);
}
