//! The Caddyfile, as Caddy itself reads it.

use std::fs;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use crate::http::{backend, get_with, say};
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

    suite.alone_with(
        Judge::Caddy,
        "the front door behind Caddy hears the password and whom the browser asked",
        |caddy| {
            let folder = Folder::holding(&with("prod", &["https"]));
            let hosts = folder.path().join("hosts");
            fs::write(&hosts, "127.0.0.1 gateway\n").unwrap();
            let mounted =
                Command::new("mount").arg("--bind").args([&hosts, Path::new("/etc/hosts")]).status().unwrap();
            assert!(mounted.success());
            // Port 80 is Caddy's own here.
            let file = folder.path().join("Caddyfile");
            let text = fs::read_to_string(&file).unwrap();
            assert!(text.contains("gateway:80 "));
            fs::write(&file, text.replace("gateway:80 ", "gateway:8000 ")).unwrap();
            backend(8000, |head, stream| say(stream, "", &head.join("\n")));
            let mut server = Command::new(caddy)
                .args(["run", "--config", "Caddyfile"])
                .current_dir(folder.path())
                // Without TLS, of which no part is on this way.
                .env("DOMAIN", "http://berth.test")
                .env("ACME_EMAIL", "")
                .env("HOME", folder.path())
                .stderr(Stdio::null())
                .spawn()
                .expect("caddy runs");
            let begin = Instant::now();
            while TcpStream::connect("127.0.0.1:80").is_err() {
                assert!(server.try_wait().unwrap().is_none() && begin.elapsed() < Duration::from_secs(60));
                thread::sleep(Duration::from_millis(10));
            }
            let asked = get_with(
                "/",
                &[
                    "Host: berth.test",
                    "Authorization: Basic eDp5",
                    "X-Forwarded-Host: forged",
                    "X-Forwarded-For: 203.0.113.7",
                ],
            )
            .body;
            let _ = server.kill();
            let _ = server.wait();
            for line in [
                "Host: berth.test",
                "Authorization: Basic eDp5",
                "X-Forwarded-Host: berth.test",
                "X-Forwarded-For: 127.0.0.1",
                "X-Forwarded-Proto: http",
            ] {
                assert!(asked.lines().any(|asked| asked == line), "no `{line}` in\n{asked}");
            }
        },
    );

    suite.with(Judge::Caddy, "Caddy does without an address for the certificates' sake", |caddy| {
        let config = adapted(caddy, "lite", "");
        assert!(!config.to_string().contains("email"), "{config}");
    });
}

/// The Caddyfile as JSON, once Caddy has found nothing wrong with it, its layout included.
fn adapted(caddy: &Path, profile: &str, email: &str) -> Value {
    let folder = Folder::holding(&with(profile, &["https"]));
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
