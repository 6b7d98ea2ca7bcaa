//! No secret ever leaves the page (G25): canaries in every secret field, looked for wherever a page can put anything.

use berth_testing::page::{Page, eventually, texts};
use berth_testing::scenario;
use berth_testing::webdriver::Browser;
use serde_json::{Value, json};

use crate::Test;

pub const TESTS: &[(&str, Test)] = &[
    ("G25: after loading, the page asks for nothing", silent),
    (
        "G25: a secret is in no URL, storage, cookie, attribute or log, nor copied before that is asked for",
        nowhere,
    ),
    ("G25: a secret would be found wherever it is put", would_be_found),
    ("G25: a request to any host would be seen", would_be_seen),
];
/// The machine's own clipboard can be read by Chromium's protocol only.
pub const TESTS_IN_CHROMIUM: &[(&str, Test)] =
    &[("G25: the clipboard holds a secret only once it is asked for", clipboard)];

/// In every canary, whatever form its field asks for.
const CANARY: &str = "canary";

/// A canary of the form that a field asks for: one that is refused would get nowhere by itself.
fn canary(key: &str) -> String {
    let stack = berth::catalogue::first();
    let field = stack.field(key).expect("a field of the stack");
    let form = &field.secret().expect("a secret").form;
    let prefix = form.prefixes.first().map_or("", String::as_str);
    let word = format!("{prefix}{CANARY}{}", key.to_lowercase().replace('_', ""));
    // A multiple of four, for what must be base64.
    let length = word.len().max(form.min_length).max(44).next_multiple_of(4);
    let canary: String = word.chars().chain("0123456789".chars().cycle()).take(length).collect();
    assert_eq!(field.kind().check(&canary), Ok(()), "{key}");
    canary
}

/// Browsers have errands of their own: hints for forms, certificates that were called back. A page's requests there would
/// be stopped by its policy, which is heard, and counted by the browser.
fn is_for_the_browser_s_maker(asked: &str) -> bool {
    let address = asked.trim_start_matches("404 ").trim_start_matches("http://");
    let host = address.split([':', '/']).next().unwrap_or_default();
    [".googleapis.com", ".google.com", ".mozilla.com", ".mozilla.org", ".mozilla.net", ".firefox.com"]
        .iter()
        .any(|maker| host.ends_with(maker))
}

/// The secrets that the page asks for now.
fn secrets(page: &Page) -> Vec<&'static str> {
    page.unfolded_step("secrets");
    let fields = berth::catalogue::first().fields.iter().filter(|field| field.secret().is_some());
    let here = fields.filter(|field| !page.browser.find(&format!("#field-{}", field.key)).is_empty());
    let keys: Vec<_> = here.map(|field| field.key.as_str()).collect();
    assert!(keys.len() > 5, "{keys:?}");
    keys
}

/// Everything that a person does, with a canary in every secret field.
fn use_the_page(page: &Page) {
    page.choose("secrets", "files");
    page.choose_every_addon();
    for key in secrets(page) {
        page.fill(key, &canary(key));
    }
    eventually("valid answers", || page.browser.find("#download[aria-disabled]").is_empty().then_some(()));
    page.unfolded_step("images");
    page.fill("TAMMA_VERSION", "0.3.1");
    page.preview_every_file();
    for step in page.steps() {
        page.step(&step);
    }
    page.browser.back();
    page.step("secrets");
}

fn silent(page: &mut Page) {
    page.wait_until_kept();
    eventually("the icon", || page.site.asked().iter().any(|asked| asked.contains("icon")).then_some(()));
    let (at_first, fetched) = (page.site.asked().len(), page.fetched());
    assert!(!fetched.is_empty(), "what was loaded is counted");
    use_the_page(page);
    for key in secrets(page) {
        page.fill(key, "");
    }
    page.click("#generate-all");
    eventually("the secrets", || (!page.value("POSTGRES_PASSWORD").is_empty()).then_some(()));
    page.click("#download");
    page.wait_for_text("#status", "tamma.zip");
    let mut later = page.site.asked().split_off(at_first);
    later.retain(|asked| !is_for_the_browser_s_maker(asked));
    assert_eq!(later, [""; 0]);
    assert_eq!(page.fetched(), fetched);
    assert_eq!(texts(&page.js("return window.heard", &json!([]))), [""; 0], "nothing was refused either");
}

fn nowhere(page: &mut Page) {
    use_the_page(page);
    let held = page.value("POSTGRES_PASSWORD");
    assert!(held.contains(CANARY), "the canaries are in their fields");
    let places = page.js(include_str!("scripts/places.js"), &json!([null]));
    assert_eq!(places["done"], true, "{places}");
    for (place, seen) in places.as_object().expect("places by name") {
        assert!(!seen.to_string().contains(CANARY), "in {place}: {seen}");
    }
    if page.browser.browser() == Browser::Chromium {
        let said = |entry: &Value| entry.to_string().contains(CANARY);
        assert!(!page.browser.console().iter().any(said), "in the console");
    }
    assert!(!page.browser.url().contains(CANARY), "in the address");
    let asked = page.site.asked();
    assert!(asked.iter().all(|asked| !asked.contains(CANARY)), "{asked:?}");
    let copies = || texts(&page.js("return window.copies", &json!([])));
    assert_eq!(copies(), [""; 0]);
    page.press("POSTGRES_PASSWORD", "Copy");
    eventually("the secret", || (copies() == [canary("POSTGRES_PASSWORD")]).then_some(()));
}

fn clipboard(page: &mut Page) {
    let permissions = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    page.browser.cdp("Browser.grantPermissions", &permissions);
    let held = || page.js("return navigator.clipboard.readText()", &json!([])).to_string();
    page.js("return navigator.clipboard.writeText('as it was')", &json!([]));
    use_the_page(page);
    assert_eq!(held(), "\"as it was\"");
    page.press("POSTGRES_PASSWORD", "Copy");
    eventually("the secret", || held().contains(&canary("POSTGRES_PASSWORD")).then_some(()));
    assert!(!held().contains(scenario::GITHUB_TOKEN));
}

/// The looking itself can fail.
fn would_be_found(page: &mut Page) {
    for (place, plant) in [
        ("title", "document.title = 'canary'"),
        ("window.name", "window.name = 'canary'"),
        ("history.state", "history.replaceState({ a: 'canary' }, '')"),
        ("localStorage", "localStorage.setItem('a', 'canary')"),
        ("sessionStorage", "sessionStorage.setItem('canary', '')"),
        ("cookies", "document.cookie = 'a=canary'"),
        ("attributes", "document.querySelector('input').setAttribute('value', 'canary')"),
        ("text", "document.body.append('canary')"),
        ("comments", "document.body.append(document.createComment('canary'))"),
        ("timing entries", "performance.mark('canary')"),
        ("globals", "window.kept = 'canary'"),
        ("console", "console.debug('canary')"),
        ("copies", "navigator.clipboard.writeText('canary')"),
        ("requests", "return fetch('?canary').then(() => null)"),
        (
            "databases",
            "return new Promise(done => { indexedDB.open('canary').onsuccess = done; }).then(() => null)",
        ),
        ("cache a", "return caches.open('a').then(a => a.put('a', new Response('canary')))"),
    ] {
        let look = || page.js(include_str!("scripts/places.js"), &json!([place]))[place].to_string();
        assert!(!look().contains(CANARY), "{place}");
        page.js(plant, &json!([]));
        eventually(place, || look().contains(CANARY).then_some(()));
    }
}

/// What is not seen would not have to be silent.
fn would_be_seen(page: &mut Page) {
    page.wait_until_kept();
    let asked = |what: &str| page.site.asked().iter().any(|asked| asked.contains(what));
    page.js("return fetch('?own').then(() => null)", &json!([]));
    assert!(asked("/berth/?own"));
    eventually("the count", || page.fetched().iter().any(|address| address.ends_with("?own")).then_some(()));
    // The page's policy stops what is for another host, and says so.
    page.js("return fetch('http://stopped.invalid/').catch(() => null)", &json!([]));
    let heard = || texts(&page.js("return window.heard", &json!([])));
    eventually("a refusal", || {
        heard().iter().any(|event| event.starts_with("refused: connect-src")).then_some(())
    });
    assert!(!asked("stopped.invalid"));

    // Where no policy holds, and no service worker.
    page.browser.go(&page.site.empty());
    let by_tls = if page.browser.browser() == Browser::WebKit { "TLS" } else { "tls.invalid" };
    for (host, ask) in [
        ("plain.invalid", "fetch('http://plain.invalid/', { mode: 'no-cors' }).catch(() => null)"),
        (by_tls, "fetch('https://tls.invalid/', { mode: 'no-cors' }).catch(() => null)"),
        ("picture.invalid", "new Image().src = 'http://picture.invalid/'"),
        ("beacon.invalid", "navigator.sendBeacon('http://beacon.invalid/', 'x')"),
        ("socket.invalid", "new WebSocket('ws://socket.invalid/')"),
        ("127.0.0.1:40999", "fetch('http://127.0.0.1:40999/', { mode: 'no-cors' }).catch(() => null)"),
        ("localhost:40999", "fetch('http://localhost:40999/', { mode: 'no-cors' }).catch(() => null)"),
    ] {
        page.js(&format!("{ask};"), &json!([]));
        eventually(host, || asked(host).then_some(()));
    }
}
