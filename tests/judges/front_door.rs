//! The front door: the script that decides whether it asks for a password, by Debian's shell and by Alpine's, and a real
//! nginx behind the script.

mod asks;
mod attempts;
mod decides;
mod door;
mod elsewhere;
mod keeps;
mod origins;
mod refuses;

pub use self::door::Door;
use self::door::Shell;

use base64::Engine;
use base64::engine::general_purpose::STANDARD as BASE64;
use berth_testing::judge::Judge;

use crate::bundle;
use crate::http::echo;
use crate::names::Names;
use crate::nginx::{self, Nginx};
use crate::shellcheck;
use crate::suite::Suite;

const INDEX: &str = "<!doctype html><title>Tamma</title>";
const PAGES: [(&str, &str); 2] = [("index.html", INDEX), ("assets/app-5f3a.js", "console.log('Tamma')")];
const PASSWORD: &str = "0123456789abcdefghij";

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Shellcheck, "shellcheck has nothing against the front door's script", |program| {
        assert_eq!(shellcheck::check(program, &door::text()), Ok(()));
    });
    asks::tests(suite);
    attempts::tests(suite);
    decides::tests(suite);
    elsewhere::tests(suite);
    keeps::tests(suite);
    origins::tests(suite);
    refuses::tests(suite);
}

/// Adds the test of the script by each shell, with the tools of that shell's system.
fn by_each(suite: &mut Suite, sentence: &str, test: fn(&Shell)) {
    suite.ours(&format!("the front door, by dash, {sentence}"), move || test(&Shell::Debian));
    suite.with(Judge::Busybox, &format!("the front door, by ash, {sentence}"), move |busybox| {
        test(&Shell::Alpine(busybox.to_owned()));
    });
}

/// Adds the test of the dashboard's nginx behind this door, with both APIs.
fn behind(suite: &mut Suite, door: fn() -> Door, sentence: &str, test: fn(&Nginx)) {
    suite.alone_with(Judge::Nginx, &format!("G30: {sentence}"), move |program| {
        let names = Names::serve();
        names.add("tamma-api");
        names.add("tamma-api-dotnet");
        echo(3100);
        echo(3000);
        nginx::place(&PAGES);
        test(&Nginx::behind(&door(), "127.0.0.1", program, &dashboard()));
    });
}

fn dashboard() -> String {
    bundle::text(&bundle::dev(), "nginx-dashboard.conf").to_owned()
}

/// The header line of who comes with this password.
fn with(password: &str) -> String {
    let pair = format!("tamma:{password}");
    format!("Authorization: Basic {}", BASE64.encode(pair))
}
