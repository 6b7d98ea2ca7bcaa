//! What is Kyros's own: the names that its plan fixes, what each profile adds, and what is written in Python.

mod data;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use berth_testing::judge::Judge;
use serde_json::Value;

use crate::bundle;
use crate::http;
use crate::matrix::merged_as;
use crate::suite::Suite;

const DEV: &str = "kyros dev repository env";
const PROD: &str = "kyros prod repository env";

/// Service, container, port, and whether production publishes it.
const SERVICES: [(&str, &str, u64, bool); 4] = [
    ("api", "kyros-api", 8000, false),
    ("shell-ui", "kyros-shell-ui", 3000, true),
    ("dash-app-clv", "kyros-dash-clv", 8050, false),
    ("dash-app-risk", "kyros-dash-risk", 8051, false),
];

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Compose, "Kyros has the services, names, ports and network of its plan", |compose| {
        for profile in [DEV, PROD] {
            let merged = merged_as(compose, profile);
            // With the job that makes the database.
            assert_eq!(merged["services"].as_object().unwrap().len(), SERVICES.len() + 1);
            assert_eq!(merged["services"]["database"]["user"], "1000:1000");
            assert_eq!(merged["networks"]["kyros-net"]["name"], "kyros-net");
            assert_eq!(merged["networks"]["kyros-net"]["driver"], "bridge");
            for (service, container, port, in_prod) in SERVICES {
                let program = &merged["services"][service];
                assert_eq!(program["container_name"], container);
                assert_eq!(program["networks"], serde_json::json!({"kyros-net": null}));
                assert_eq!(program["user"], "1000:1000");
                let ports = program["ports"].as_array().map_or(&[][..], Vec::as_slice);
                if profile == DEV || in_prod {
                    assert_eq!((ports.len(), &ports[0]["target"]), (1, &port.into()), "{service}");
                    assert_eq!(
                        (&ports[0]["published"], &ports[0]["host_ip"]),
                        (&port.to_string().into(), &"127.0.0.1".into())
                    );
                } else {
                    assert_eq!(ports.len(), 0, "{service}");
                }
                let (other, until) = match service {
                    "api" => ("database", "service_completed_successfully"),
                    _ => ("api", "service_healthy"),
                };
                assert_eq!(program["depends_on"].as_object().unwrap().len(), 1, "{service}");
                assert_eq!(program["depends_on"][other]["condition"], until, "{service}");
            }
        }
    });

    suite.with(
        Judge::Compose,
        "Kyros's services get what its plan gives each, and their secret from .env alone",
        |compose| {
            for profile in [DEV, PROD] {
                let merged = merged_as(compose, profile);
                let shell: &[&str] = match profile {
                    DEV => &["API_BASE_URL", "DASH_CLV_URL", "DASH_RISK_URL", "NODE_ENV"],
                    _ => &["API_BASE_URL", "NODE_ENV"],
                };
                let dash = &["API_BASE_URL", "FLASK_SECRET_KEY", "JWT_SECRET_KEY"][..];
                for (service, names) in [
                    ("database", &["DATABASE_PATH"][..]),
                    ("api", &["DATABASE_PATH", "JWT_SECRET_KEY"]),
                    ("shell-ui", shell),
                    ("dash-app-clv", dash),
                    ("dash-app-risk", dash),
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
                assert!(["dash-app-clv", "dash-app-risk"].iter().all(|app| secret(app) == secret("api")));
                let node = if profile == DEV { "development" } else { "production" };
                assert_eq!(merged["services"]["shell-ui"]["environment"]["NODE_ENV"], node);
                assert_eq!(
                    merged["services"]["api"]["environment"]["DATABASE_PATH"],
                    "/app/data/tenant_metadata.db"
                );
            }
        },
    );

    mounts_and_stages(suite);

    for (service, port) in [("dash-app-clv", 8050), ("dash-app-risk", 8051)] {
        let sentence =
            format!("G10, G30: {service} is up while it answers at the path that asks for no token");
        suite.alone_with(Judge::Python, &sentence, move |python| answers_the_probe(python, service, port));
    }

    data::tests(suite);
}

fn mounts_and_stages(suite: &mut Suite) {
    suite.with(
        Judge::Compose,
        "G30: Kyros mounts its source in development only, with the package that holds the public key, and its data in both",
        |compose| {
            for profile in [DEV, PROD] {
                for (service, everywhere, in_dev) in [
                    ("database", &["/app/data"][..], &[][..]),
                    ("api", &["/app/data"], &["/app/packages/shared-config", "/app/src"]),
                    ("shell-ui", &[], &["/app/apps/shell-ui"]),
                    ("dash-app-clv", &[], &["/app/packages/shared-config", "/src"]),
                    ("dash-app-risk", &[], &["/app/packages/shared-config", "/src"]),
                ] {
                    let volumes = &merged_as(compose, profile)["services"][service]["volumes"];
                    let found =
                        volumes.as_array().into_iter().flatten().filter_map(|volume| volume["target"].as_str());
                    let in_dev = in_dev.iter().filter(|_| profile == DEV);
                    let wanted = everywhere.iter().chain(in_dev).copied();
                    assert_eq!(found.collect::<BTreeSet<_>>(), wanted.collect(), "{service}");
                }
            }
        },
    );

    suite.with(Judge::Compose, "Kyros's workers, limits and stages are each profile's own", |compose| {
        for (service, ..) in SERVICES {
            let merged = |profile| &merged_as(compose, profile)["services"][service];
            let (dev, prod) = (merged(DEV), merged(PROD));
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
    for (status, healthy) in [(200, true), (401, false), (404, false), (500, false), (503, false)] {
        say.send(status).unwrap();
        assert_eq!(probe(), healthy, "{status}");
    }
}
