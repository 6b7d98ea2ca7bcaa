//! Logs and metrics: what Prometheus's own checker, a linter and a look at every name say of their files.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use crate::bundle::{self, Bundle};
use crate::lint;
use crate::suite::Suite;

const FOLDERS: [&str; 3] = ["monitoring/", "metrics/", "grafana/"];

pub fn tests(suite: &mut Suite) {
    for (name, make) in variants() {
        let sentence = format!("promtool accepts what Prometheus is told in {name}");
        if make().file("metrics/prometheus.yml").is_some() {
            suite.with(Judge::Promtool, &sentence, move |promtool| {
                let folder = Folder::holding(&make());
                let said = Command::new(promtool)
                    .args(["check", "config", "metrics/prometheus.yml"])
                    .current_dir(folder.path())
                    .output()
                    .expect("promtool runs");
                assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
            });
        }

        let sentence = format!("the files of logs and metrics are tidy YAML in {name}");
        suite.with(Judge::Yamllint, &sentence, move |yamllint| {
            let bundle = make();
            let files: Vec<&str> = ours(&bundle).filter(|path| path.ends_with(".yml")).collect();
            assert_eq!(lint::tidy(yamllint, &Folder::holding(&bundle), &files), Ok(()));
        });

        let sentence = format!("G12: logs and metrics name only services that run in {name}");
        suite.ours(&sentence, move || {
            let bundle = make();
            let names = services(&bundle);
            for path in ours(&bundle) {
                for host in hosts(bundle::text(&bundle, path)) {
                    assert!(names.contains(&host), "{path} names {host}, which does not run");
                }
            }
        });

        let sentence = format!("every panel's data source is one that Grafana has in {name}");
        suite.ours(&sentence, move || {
            let bundle = make();
            let sources = bundle::text(&bundle, "grafana/datasources.yml");
            let dashboards: Vec<&str> = ours(&bundle).filter(|path| path.ends_with(".json")).collect();
            assert!(!dashboards.is_empty());
            for path in dashboards {
                let dashboard: Value = serde_json::from_str(bundle::text(&bundle, path)).expect(path);
                assert!(dashboard["schemaVersion"].is_u64() && dashboard["uid"].is_string(), "{path}");
                let mut used = BTreeSet::new();
                collect(&dashboard, &mut used);
                assert!(!used.is_empty(), "{path}");
                for (kind, uid) in used {
                    assert!(sources.contains(&format!("uid: {uid}\n    type: {kind}\n")), "{path}: {uid}");
                }
                let panels = dashboard["panels"].as_array().expect("panels");
                let ids: BTreeSet<_> = panels.iter().map(|panel| panel["id"].as_u64()).collect();
                assert_eq!(ids.len(), panels.len(), "{path}: an id stands twice");
            }
            assert_eq!(sources.matches("isDefault: true").count(), 1);
        });
    }

    suite.with(Judge::Promtool, "promtool refuses a target that is none", |promtool| {
        let folder = Folder::holding(&all());
        let path = folder.path().join("metrics/prometheus.yml");
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text.replace("postgres-exporter:9187", "postgres-exporter:9187/metrics")).unwrap();
        let said =
            Command::new(promtool).args(["check", "config"]).arg(path).output().expect("promtool runs");
        assert!(!said.status.success());
    });

    suite.ours("the collector reads this project's containers only, by the project's name", || {
        let bundle = all();
        let project = bundle::text(&bundle, "docker-compose.yml")
            .lines()
            .find_map(|line| line.strip_prefix("name: "))
            .expect("a name");
        let wanted = format!("\"com.docker.compose.project={project}\"");
        assert!(bundle::text(&bundle, "monitoring/collector.alloy").contains(&wanted));
    });

    suite.ours("a dashboard is small", || {
        let bundle = all();
        for path in ours(&bundle).filter(|path| path.ends_with(".json")) {
            let length = bundle::text(&bundle, path).len();
            assert!(length < 6000, "{path} has {length} bytes");
        }
    });
}

type Make = fn() -> Bundle;

fn variants() -> [(&'static str, Make); 5] {
    [
        ("logs", || with("dev", &["monitoring"])),
        ("metrics", || with("dev", &["metrics"])),
        ("logs and metrics", all),
        ("production with both", || with("prod", &["monitoring", "metrics"])),
        ("lite with both", || with("lite", &["monitoring", "metrics"])),
    ]
}

fn all() -> Bundle {
    with("dev", &["monitoring", "metrics"])
}

/// The profile with these add-ons.
pub fn with(profile: &str, addons: &[&str]) -> Bundle {
    bundle::dev_with(|answers| {
        profile.clone_into(&mut answers.profile);
        answers.addons = addons.iter().map(|&addon| addon.to_owned()).collect();
        if addons.contains(&"https") {
            answers.set("DOMAIN", "tamma.example.com");
        }
    })
}

/// The paths of the files for logs and metrics.
fn ours(bundle: &Bundle) -> impl Iterator<Item = &str> {
    let paths = bundle.files.iter().map(|file| file.path.as_str());
    paths.filter(|path| FOLDERS.iter().any(|folder| path.starts_with(folder)))
}

/// The services that run, as the Compose file has them.
fn services(bundle: &Bundle) -> BTreeSet<String> {
    let lines = bundle::text(bundle, "docker-compose.yml").lines();
    let below = lines.skip_while(|line| *line != "services:").take_while(|line| *line != "networks:");
    let keys = below.filter_map(|line| line.strip_prefix("  ")?.strip_suffix(':'));
    keys.filter(|key| !key.starts_with([' ', '#'])).map(str::to_owned).collect()
}

/// Everything that stands before a port, in quotes or in a URL, and every name that is to be looked up, but for this
/// container's own address.
fn hosts(text: &str) -> BTreeSet<String> {
    let words = text.split(|c: char| c.is_whitespace() || "\"/[]".contains(c));
    let pairs = words.filter_map(|word| word.split_once(':'));
    let with_port = pairs.filter(|(_, port)| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit()));
    let looked_up = text.split("names: [").skip(1).filter_map(|rest| rest.split_once(']'));
    let hosts = with_port.chain(looked_up).map(|(host, _)| host.to_owned());
    hosts.filter(|host| host != "127.0.0.1").collect()
}

/// Kind and uid of every data source that is named.
fn collect(value: &Value, into: &mut BTreeSet<(String, String)>) {
    if let (Some(kind), Some(uid)) =
        (value["datasource"]["type"].as_str(), value["datasource"]["uid"].as_str())
    {
        into.insert((kind.to_owned(), uid.to_owned()));
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, into)),
        Value::Object(entries) => entries.values().for_each(|item| collect(item, into)),
        _ => {}
    }
}
