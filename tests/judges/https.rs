//! The Caddyfile, as Caddy itself reads it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::folder::Folder;
use crate::judge::Judge;
use crate::observe::with;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    for (sentence, profile, front) in [
        ("G12: with a gateway Caddy passes requests on to it", "prod", "gateway:80"),
        ("G12: without a gateway Caddy passes requests on to the dashboard", "lite", "tamma-dashboard:80"),
    ] {
        suite.with(Judge::Caddy, sentence, move |caddy| {
            let config = adapted(caddy, profile, "ops@example.com");
            let server = &config["apps"]["http"]["servers"]["srv0"];
            let text = server.to_string();
            assert!(text.contains(&format!(r#""upstreams":[{{"dial":"{front}"}}]"#)), "{text}");
            assert!(text.contains(r#""host":["tamma.example.com"]"#), "{text}");
            assert!(text.contains(r#""flush_interval":-1"#), "{text}");
            assert_eq!(server["listen"][0], ":443");
            assert_eq!(config["admin"]["listen"], "127.0.0.1:2019");
            assert!(config["apps"]["tls"].to_string().contains("ops@example.com"));
        });
    }

    suite.with(Judge::Caddy, "Caddy does without an address for the certificates' sake", |caddy| {
        let config = adapted(caddy, "lite", "");
        assert!(!config.to_string().contains("email"), "{config}");
    });
}

/// The Caddyfile as JSON, once Caddy has found nothing wrong with it, its layout included.
fn adapted(caddy: &Path, profile: &str, email: &str) -> Value {
    let folder = Folder::of(&with(profile, &["https"]));
    let run = |words: &[&str]| {
        let said = Command::new(caddy)
            .args(words)
            .args(["--config", "Caddyfile"])
            .current_dir(folder.path())
            .env("DOMAIN", "tamma.example.com")
            .env("ACME_EMAIL", email)
            .env("HOME", folder.path())
            .output()
            .expect("caddy runs");
        let words = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success() && !words.contains("\"warn\""), "{words}");
        said.stdout
    };
    run(&["validate"]);
    serde_json::from_slice(&run(&["adapt"])).expect("JSON")
}
