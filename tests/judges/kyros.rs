//! What is Kyros's own: the names that its plan fixes, what each profile adds, and what is written in Python.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::bundle;
use crate::folder::Folder;
use crate::http;
use crate::judge::Judge;
use crate::matrix::merged_as;
use crate::suite::Suite;

const DEV: &str = "kyros dev repository env";
const PROD: &str = "kyros prod repository env";

/// Service, container, port, and whether production publishes it.
const SERVICES: [(&str, &str, u64, bool); 4] = [
    ("api", "kyros-api", 8000, false),
    ("shell-ui", "kyros-shell-ui", 3000, true),
    ("dash-app-clv", "kyros-dash-clv", 8050, true),
    ("dash-app-risk", "kyros-dash-risk", 8051, true),
];

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Compose, "Kyros has the services, names, ports and network of its plan", |compose| {
        for profile in [DEV, PROD] {
            let merged = merged_as(compose, profile);
            assert_eq!(merged["services"].as_object().unwrap().len(), SERVICES.len());
            assert_eq!(merged["networks"]["kyros-net"]["name"], "kyros-net");
            assert_eq!(merged["networks"]["kyros-net"]["driver"], "bridge");
            for (service, container, port, in_prod) in SERVICES {
                let it = &merged["services"][service];
                assert_eq!(it["container_name"], container);
                assert_eq!(it["networks"], serde_json::json!({"kyros-net": null}));
                assert_eq!(it["user"], "1000:1000");
                let ports = it["ports"].as_array().map_or(&[][..], Vec::as_slice);
                if profile == DEV || in_prod {
                    assert_eq!((ports.len(), &ports[0]["target"]), (1, &port.into()), "{service}");
                    assert_eq!(
                        (&ports[0]["published"], &ports[0]["host_ip"]),
                        (&port.to_string().into(), &"127.0.0.1".into())
                    );
                } else {
                    assert_eq!(ports.len(), 0, "{service}");
                }
                let waits = &it["depends_on"]["api"]["condition"];
                assert_eq!(*waits, if service == "api" { Value::Null } else { "service_healthy".into() });
            }
        }
    });

    suite.with(
        Judge::Compose,
        "Kyros's services get what its plan gives each, and their secret from .env alone",
        |compose| {
            for profile in [DEV, PROD] {
                let merged = merged_as(compose, profile);
                for (service, names) in [
                    ("api", &["DATABASE_PATH", "JWT_SECRET_KEY"][..]),
                    ("shell-ui", &["API_BASE_URL", "NODE_ENV"]),
                    ("dash-app-clv", &["API_BASE_URL", "JWT_SECRET_KEY"]),
                    ("dash-app-risk", &["API_BASE_URL", "JWT_SECRET_KEY"]),
                ] {
                    let environment = merged["services"][service]["environment"].as_object().unwrap();
                    assert_eq!(
                        environment.keys().map(String::as_str).collect::<Vec<_>>(),
                        names,
                        "{service}"
                    );
                }
                let secret = |service: &str| &merged["services"][service]["environment"]["JWT_SECRET_KEY"];
                assert!(secret("api").as_str().unwrap().len() >= 64);
                assert!(["dash-app-clv", "dash-app-risk"].iter().all(|it| secret(it) == secret("api")));
                let node = if profile == DEV { "development" } else { "production" };
                assert_eq!(merged["services"]["shell-ui"]["environment"]["NODE_ENV"], node);
                assert_eq!(
                    merged["services"]["api"]["environment"]["DATABASE_PATH"],
                    "/app/data/tenant_metadata.db"
                );
            }
        },
    );

    suite.with(
        Judge::Compose,
        "Kyros mounts its source in development only, and its data and shared package in both",
        |compose| {
            for profile in [DEV, PROD] {
                for (service, everywhere, in_dev) in [
                    ("api", &["/app/data", "/app/packages/shared-config"][..], "/app/src"),
                    ("shell-ui", &[], "/app"),
                    ("dash-app-clv", &["/app/packages/shared-config"], "/app/src"),
                    ("dash-app-risk", &["/app/packages/shared-config"], "/app/src"),
                ] {
                    let volumes = &merged_as(compose, profile)["services"][service]["volumes"];
                    let found =
                        volumes.as_array().into_iter().flatten().filter_map(|it| it["target"].as_str());
                    let wanted = everywhere.iter().copied().chain((profile == DEV).then_some(in_dev));
                    assert_eq!(found.collect::<BTreeSet<_>>(), wanted.collect(), "{service}");
                }
            }
        },
    );

    suite.with(Judge::Compose, "Kyros's workers, limits and stages are each profile's own", |compose| {
        for (service, ..) in SERVICES {
            let of = |profile| &merged_as(compose, profile)["services"][service];
            let (dev, prod) = (of(DEV), of(PROD));
            assert_eq!((&dev["build"]["target"], &prod["build"]["target"]), (&"dev".into(), &"prod".into()));
            // Development's is the image's own, with reload.
            assert_eq!(dev["command"], Value::Null);
            let words = prod["command"].to_string();
            assert_eq!(words.contains(r#""--workers","2""#), service != "shell-ui", "{words}");
            assert!(!words.contains("reload"), "{words}");
            assert!(prod["deploy"]["resources"]["limits"]["memory"].is_string());
            assert_eq!(dev["deploy"], Value::Null);
        }
    });

    for (service, port) in [("dash-app-clv", 8050), ("dash-app-risk", 8051)] {
        let sentence =
            format!("G10: {service} is up while it answers, with a token asked for or below a path");
        suite.alone_with(Judge::Python, &sentence, move |python| answers_the_probe(python, service, port));
    }

    wsgi(suite);
}

/// The probe's own words, of a server that answers each of these.
fn answers_the_probe(python: &Path, service: &str, port: u16) {
    let bundle = bundle::kyros("prod");
    let compose: Value = serde_saphyr::from_str(bundle::text(&bundle, "docker-compose.yml")).unwrap();
    let test = compose["services"][service]["healthcheck"]["test"].as_array().unwrap();
    let words: Vec<&str> = test.iter().map(|word| word.as_str().unwrap()).collect();
    assert_eq!(words[..2], ["CMD", "python"]);
    let probe = || {
        // A proxy that is set for the machine is not asked.
        let mut command = Command::new(python);
        command
            .args(&words[2..])
            .env("http_proxy", "http://127.0.0.1:9")
            .env("HTTP_PROXY", "http://127.0.0.1:9");
        command.output().expect("python runs").status.success()
    };
    assert!(!probe(), "nobody listens");
    let (say, said) = std::sync::mpsc::channel();
    let said = std::sync::Mutex::new(said);
    http::backend(port, move |_, stream| {
        let status: u16 = said.lock().unwrap().recv().unwrap();
        let head = format!("HTTP/1.1 {status} So\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
    });
    for (status, healthy) in [(200, true), (302, true), (401, true), (404, true), (500, false), (503, false)]
    {
        say.send(status).unwrap();
        assert_eq!(probe(), healthy, "{status}");
    }
}

fn wsgi(suite: &mut Suite) {
    suite.with(
        Judge::Python,
        "a dashboard's server is found by either name, with what lies beside it",
        |python| {
            for (app, found) in [
                ("from helper import X\nserver = X\n", "helped"),
                ("class app:\n    server = 'by the app'\n", "by the app"),
                ("server = 'first'\nclass app:\n    server = 'second'\n", "first"),
            ] {
                let said = import(python, app);
                let text = String::from_utf8_lossy(&said.stdout).into_owned();
                assert_eq!(text.trim(), found, "{}", String::from_utf8_lossy(&said.stderr));
            }
        },
    );

    suite.with(Judge::Python, "a dashboard without a server is told what was looked for", |python| {
        for app in ["", "app = None\n", "server = None\n"] {
            let said = import(python, app);
            assert!(!said.status.success());
            let text = String::from_utf8_lossy(&said.stderr).into_owned();
            let expected = "src/app.py: expected `server`, or a Dash app named `app`; found neither";
            assert!(text.contains(expected), "{text}");
        }
    });
}

/// As gunicorn does it, from another folder.
fn import(python: &Path, app: &str) -> Output {
    let bundle = bundle::kyros("prod");
    let wsgi = bundle::text(&bundle, "apps/dash-app-clv/wsgi.py");
    let folder = Folder::with(&[("wsgi.py", wsgi), ("src/app.py", app), ("src/helper.py", "X = 'helped'\n")]);
    Command::new(python)
        .args(["-c", "import wsgi; print(wsgi.server)"])
        .env("PYTHONPATH", folder.path())
        .current_dir("/")
        .output()
        .expect("python runs")
}
