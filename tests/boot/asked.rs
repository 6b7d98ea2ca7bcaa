//! What is asked of every deployment, whatever the stack: that the engine gave its containers what the plan says.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use berth::stack::Shape;
use berth_testing::engine::{judge, said};
use berth_testing::facts::{self, Facts, Refusal};
use berth_testing::lanes::Steps;
use berth_testing::scenario::Scenario;
use serde_json::Value;

use crate::http;
use crate::images::SYSTEM;
use crate::order::{Event, Watch};
use crate::stand::{PATIENCE, Stand};

/// Service, what it waits for, until when.
pub type Waits = &'static [(&'static str, &'static str, Event)];

/// A service that asks another, by the address that the documents give.
pub type Asks = &'static [(&'static str, &'static str)];

/// The first start, and what every deployment holds to from then on.
pub fn started(steps: &Steps, stand: &Stand, waits: Waits) {
    if stand.plan.shape == Shape::Repository {
        steps.must("the images are built by the bundle's own Dockerfiles", || stand.build());
    }
    let watch = Watch::new(stand);
    steps.must("all is healthy within three minutes", || {
        let took = stand.up();
        assert!(took < PATIENCE, "{took:?}");
    });
    steps.step("services were started in the documented order, and once", || {
        for (one, other, event) in
            waits.iter().filter(|(one, other, _)| runs(stand, one) && runs(stand, other))
        {
            watch.assert_waited(one, *event, other);
        }
        for service in &stand.plan.services {
            for container in stand.containers(service.id) {
                assert_eq!(container["RestartCount"], 0, "{}", service.id);
            }
        }
    });
    steps.step("G1, G2: every container has the variables and secrets of the plan, byte for byte", || {
        given(stand);
    });
    steps.step("G4, G6: the ports of the plan are open, and no other", || published(stand));
    steps.step("limits and copies are those of the plan, as the engine has them", || limited(stand));
}

/// Only so many services may be stopped at once that what is needed is there.
pub fn comes_back(steps: &Steps, stand: &Stand) {
    steps.step("a container that is killed comes back, each of them", || {
        for service in stand.plan.services.iter().filter(|service| service.manifest.health.is_some()) {
            let container = stand.containers(service.id).swap_remove(0);
            let id = container["Id"].as_str().expect("an id").to_owned();
            stand.kill(&container);
            let started = Instant::now();
            loop {
                let state: Value =
                    serde_json::from_str(&stand.engine.say(&["inspect", "--format", "{{json .}}", &id]))
                        .unwrap();
                if state["RestartCount"].as_u64() >= Some(1) && state["State"]["Running"] == true {
                    break;
                }
                assert!(started.elapsed() < Duration::from_secs(30), "{} does not come back", service.id);
                std::thread::sleep(Duration::from_millis(100));
            }
        }
    });
    steps.must("all is healthy again", || stand.up());
}

/// Each answers where the documents say that it is found, and every name that is there leads to it alone.
pub fn reached(steps: &Steps, stand: &Stand, asks: Asks) {
    answered(steps, stand, asks);
    closed(steps, stand);
}

/// What services ask of each other.
pub fn answered(steps: &Steps, stand: &Stand, asks: Asks) {
    steps.step("services reach each other at the documented addresses", || {
        for (from, url) in asks.iter().filter(|(from, _)| runs(stand, from)) {
            let said = stand.exec(from, &["curl", "-fsS", "-o", "/dev/null", "-m", "10", url]);
            assert!(said.is_ok(), "{from}: {said:?}");
        }
    });
}

fn closed(steps: &Steps, stand: &Stand) {
    steps.step("nothing outside of the deployment reaches any service but by its published port", || {
        let mut urls = Vec::new();
        for service in &stand.plan.services {
            let listening = inside_ports(stand, service.id);
            for container in stand.containers(service.id) {
                let networks = container["NetworkSettings"]["Networks"].as_object().cloned().unwrap_or_default();
                for network in networks.values() {
                    let address = network["IPAddress"].as_str().unwrap_or_default();
                    urls.extend(listening.iter().map(|port| format!("http://{address}:{port}/")));
                }
            }
        }
        assert!(!urls.is_empty());
        let ask = "for url; do curl -sS -o /dev/null -m 1 $url 2>/dev/null; [ $? -eq 28 ] || [ $? -eq 7 ] || echo $url; done";
        let words = ["run", "--rm", "--network", "bridge", SYSTEM, "bash", "-c", ask, "ask"];
        let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
        assert_eq!(stand.engine.say(&[&words[..], &urls].concat()), "");
    });
}

/// Where the programs of a container listen.
fn inside_ports(stand: &Stand, service: &str) -> BTreeSet<u16> {
    let table = stand.exec(service, &["cat", "/proc/net/tcp"]).unwrap_or_default();
    let rows = table.lines().filter(|row| row.split_whitespace().nth(3) == Some("0A"));
    let ports = rows.filter_map(|row| row.split_whitespace().nth(1)?.strip_prefix("00000000:"));
    ports.filter_map(|port| u16::from_str_radix(port, 16).ok()).collect()
}

/// What was changed in `.env` holds after `up`, and nothing else was started anew.
pub fn edited(
    steps: &Steps,
    stand: &Stand,
    key: &str,
    value: &str,
    service: &str,
    variable: &str,
    untouched: &str,
) {
    steps.step("an edited .env takes effect, and touches no other service", || {
        let untouched: Vec<&str> = Some(untouched).filter(|name| !name.is_empty()).into_iter().collect();
        let before: Vec<_> = untouched.iter().map(|name| identity(stand, name)).collect();
        stand.edit_env(key, value);
        stand.up();
        let now = &stand.containers(service)[0];
        assert_eq!(variable_of(now, variable).as_deref(), Some(value));
        let after: Vec<_> = untouched.iter().map(|name| identity(stand, name)).collect();
        assert_eq!(after, before, "{untouched:?} was made anew");
    });
}

/// The programs' facts, each broken once: a container that lacks what its program requires ends with the program's reason.
pub fn refused(steps: &Steps, stand: &Stand) {
    steps.step("G30: without what a program requires its container ends and says why, each of them", || {
        let facts = facts::all().into_iter().find(|(stack, _)| *stack == stand.plan.stack.id);
        let (_, Facts { services, .. }) = facts.expect("facts of each stack");
        let (mut count, profile) = (0, stand.plan.profile.id.clone());
        for (service, program) in services.iter().filter(|(name, _)| runs(stand, name)) {
            // The engine's entry script asks first, says it in its own words, and tries again.
            let Some(start) = program.starts.as_ref().filter(|_| service != "tamma-engine") else { continue };
            let settings = stand.report(service)["settings"].take();
            for rule in &start.refuses {
                // An entry script makes it of something else.
                if rule.form.is_empty() && rule.when.is_empty() && !is_given(stand, service, &rule.of) {
                    continue;
                }
                let other = !rule.profiles.is_empty() && !rule.profiles.contains(&profile);
                if other || rule.unless.iter().any(|(name, value)| settings[name] == value.as_str()) {
                    continue;
                }
                let said = without(stand, service, rule);
                assert!(said.contains(&rule.says), "{service} with a wrong {}: {said}", rule.of);
                count += 1;
            }
        }
        assert!(count > 0, "nothing was broken");
        println!("     {count} facts");
    });
}

fn is_given(stand: &Stand, service: &str, name: &str) -> bool {
    let service = stand.plan.service(service).expect("it runs");
    let mut variables = service.environment.iter().chain(&service.secrets.environment);
    let mut files = service.secrets.files.iter().map(|file| file.variable.trim_end_matches("_FILE"));
    variables.any(|(known, _)| *known == name) || files.any(|known| known == name)
}

/// What a service's program says of a setting that breaks one of its rules.
fn without(stand: &Stand, service: &str, rule: &Refusal) -> String {
    let wrong =
        if rule.form.is_empty() { "x".repeat(rule.least.saturating_sub(1)) } else { "wrong".to_owned() };
    let mut command = stand.command("timeout");
    command.arg("60").arg(judge("docker")).args(["compose", "run", "--rm", "--no-deps", "-T"]);
    command.args(["-e", &format!("{}={wrong}", rule.of), "-e", &format!("{}_FILE=", rule.of)]);
    for (name, value) in &rule.when {
        command.args(["-e", &format!("{name}={value}")]);
    }
    let output = command.arg(service).output().expect("docker runs");
    said(service, &output).expect_err("a program that lacks something does not end well")
}

pub fn runs(stand: &Stand, name: &str) -> bool {
    stand.plan.services.iter().any(|service| service.id == name)
}

fn identity(stand: &Stand, service: &str) -> Vec<String> {
    stand
        .containers(service)
        .iter()
        .map(|container| format!("{} {}", container["Id"], container["State"]["StartedAt"]))
        .collect()
}

pub fn variable_of(container: &Value, name: &str) -> Option<String> {
    let lines = container["Config"]["Env"].as_array().expect("an environment");
    let start = format!("{name}=");
    lines.iter().find_map(|line| line.as_str()?.strip_prefix(&start).map(str::to_owned))
}

fn given(stand: &Stand) {
    let plan = &stand.plan;
    let secret =
        |key: &str| plan.variable(key).unwrap_or_else(|| panic!("no {key}")).setting.expose().to_owned();
    for service in &plan.services {
        let containers = stand.containers(service.id);
        let report = (service.manifest.health.is_some() && stand.reports(service.id))
            .then(|| stand.report(service.id));
        for (name, text) in service.environment.iter().chain(&service.secrets.environment) {
            let expected = text.fill(secret);
            for container in &containers {
                assert_eq!(
                    variable_of(container, name).as_ref(),
                    Some(&expected),
                    "{name} of {}",
                    service.id
                );
            }
            if let Some(report) = &report {
                assert_eq!(report["environment"][name], expected, "{name} within {}", service.id);
            }
        }
        for file in service.secrets.files.iter().filter(|_| service.manifest.health.is_some()) {
            let path = variable_of(&containers[0], &file.variable).expect("its path");
            let held = match &report {
                Some(report) => report["files"][&path].as_str().unwrap_or_default().to_owned(),
                None => whole(stand, service.id, &path),
            };
            assert_eq!(held, secret(file.key), "{path} of {}", service.id);
        }
    }
}

/// The text of a file in a container, blanks at its end included.
fn whole(stand: &Stand, service: &str, path: &str) -> String {
    let said = stand.exec(service, &["sh", "-c", "cat \"$1\" && echo .", "cat", path]);
    let text = said.unwrap_or_else(|words| panic!("{words}"));
    text.strip_suffix('.').expect("the mark of its end").to_owned()
}

fn published(stand: &Stand) {
    let mut open = BTreeSet::new();
    for service in &stand.plan.services {
        for container in stand.containers(service.id) {
            let ports = container["NetworkSettings"]["Ports"].as_object().cloned().unwrap_or_default();
            for (inside, bindings) in ports {
                for binding in bindings.as_array().into_iter().flatten() {
                    open.insert((
                        service.id.to_owned(),
                        inside.clone(),
                        binding["HostIp"].as_str().unwrap_or_default().to_owned(),
                        binding["HostPort"].as_str().unwrap_or_default().to_owned(),
                    ));
                }
            }
        }
    }
    let mut planned = BTreeSet::new();
    for service in &stand.plan.services {
        for port in &service.ports {
            let bind = stand.plan.variable(&stand.plan.stack.bind);
            let address = bind.map_or_else(String::new, |variable| variable.setting.to_string());
            let addresses = match port {
                _ if port.rule.open => vec!["0.0.0.0".to_owned(), "::".to_owned()],
                _ if port.rule.loopback => vec!["127.0.0.1".to_owned()],
                _ => vec![address],
            };
            let kind = if port.rule.udp { "udp" } else { "tcp" };
            for address in addresses {
                planned.insert((
                    service.id.to_owned(),
                    format!("{}/{kind}", port.rule.container),
                    address,
                    port.host.number().to_string(),
                ));
            }
            assert!(
                port.rule.udp || http::listens(port.host.number()),
                "{} is not open at {}",
                service.id,
                port.host.number()
            );
        }
    }
    // An engine without IPv6 opens nothing there.
    planned.retain(|port| port.2 != "::" || open.contains(port));
    assert_eq!(open, planned);
}

fn limited(stand: &Stand) {
    for service in &stand.plan.services {
        let containers = stand.containers(service.id);
        assert_eq!(containers.len(), usize::from(service.replicas), "copies of {}", service.id);
        for container in containers {
            let host = &container["HostConfig"];
            let found =
                (host["NanoCpus"].as_u64(), host["Memory"].as_u64(), host["MemoryReservation"].as_u64());
            let resources = &service.manifest.resources;
            let expected = if service.limited {
                let megabytes = |number: u32| Some(u64::from(number) << 20);
                (
                    Some(u64::from(resources.cpus) * 1_000_000),
                    megabytes(resources.memory),
                    megabytes(resources.reserved_memory),
                )
            } else {
                (Some(0), Some(0), Some(0))
            };
            assert_eq!(found, expected, "{}: processors, memory, memory set aside", service.id);
        }
    }
}

/// What a folder of the machine holds.
pub fn files(stand: &Stand, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(stand.home().join(folder)).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// All add-ons that go together from the first start, then those of the other choice, then none, as somebody does who
/// comes back.
pub fn with_add_ons<'a>(
    steps: &Steps,
    plain: &Scenario,
    waits: Waits,
    deploy: impl FnOnce(&Scenario) -> Stand<'a>,
    ask: impl FnOnce(&Steps, &Stand),
) {
    let first = chosen(plain, "own-proxy");
    let mut stand = deploy(&first);
    started(steps, &stand, waits);
    ask(steps, &stand);
    steps.step("a dump is there as soon as the service of the backups is healthy", || {
        let dumps = files(&stand, "backups");
        assert!(dumps.iter().any(|name| name.ends_with(".dump")), "{dumps:?}");
    });
    steps.step("plain HTTP leads on to HTTPS", || {
        assert_eq!(http::get(stand.port("HTTP_PORT"), "/").0, 308);
    });
    steps.must("the front door moves behind a proxy in another network, and publishes nothing", || {
        let second = chosen(plain, "https").set("PROXY_NETWORK", stand.project());
        stand.engine.say(&["network", "create", stand.project()]);
        stand.change(&second);
        stand.up();
        limited(&stand);
        published(&stand);
        let url = format!("http://{}-front/", stand.plan.stack.id);
        // Where the front door asks for a password, it is given.
        let user = front_door_user(&stand);
        let curl = [
            "run",
            "--rm",
            "--network",
            stand.project(),
            SYSTEM,
            "curl",
            "-fsS",
            "-m",
            "10",
            "-u",
            &user,
            &url,
        ];
        stand.engine.say(&curl);
    });
    steps.step("what was added is taken away again, and leaves no container", || {
        stand.change(plain);
        stand.up();
        let running = stand.compose(&["ps", "-a", "--services"]).unwrap();
        let running: BTreeSet<&str> = running.lines().collect();
        assert_eq!(running, stand.plan.services.iter().map(|service| service.id).collect());
    });
    let project = stand.project().to_owned();
    let engine = stand.engine;
    drop(stand);
    let _ = engine.docker(&["network", "rm", &project]);
}

/// Name and password at the front door, as curl takes them.
pub fn front_door_user(stand: &Stand) -> String {
    let setting = |key: &str| stand.plan.variable(key).map_or("", |variable| variable.setting.expose());
    format!("{}:{}", setting("FRONT_DOOR_USER"), setting("FRONT_DOOR_PASSWORD"))
}

/// With every add-on but one.
fn chosen(plain: &Scenario, without: &str) -> Scenario {
    let mut scenario = plain.clone();
    let addons = plain.stack.addons.iter().map(|addon| addon.id.as_str()).filter(|id| *id != without);
    scenario.answers.addons = addons.map(str::to_owned).collect();
    let domain = plain.stack.fields.iter().filter(|field| field.key == "DOMAIN");
    domain.fold(scenario, |scenario, field| scenario.set(&field.key, "stack.example.org")).generated()
}
