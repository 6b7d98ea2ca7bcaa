//! What the plan says that each container receives is what the Compose files give it.

use std::collections::BTreeSet;

use berth::plan::receives::{self, From};
use berth::stack::{SecretMode, Shape};
use berth::target::compose;
use berth_testing::scenario::Scenario;
use serde_json::Value;

use crate::tamma_as;

type Names = BTreeSet<String>;

#[test]
fn what_is_listed_is_what_the_compose_files_give_each_service() {
    for profile in ["dev", "prod", "lite"] {
        for secrets in [SecretMode::Env, SecretMode::Files] {
            for shape in [Shape::Deploy, Shape::Repository] {
                for addons in
                    [&["backup", "metrics", "monitoring", "https", "config-file"][..], &["own-proxy"]]
                {
                    let scenario = tamma_as(profile, shape, secrets, addons).supplied();
                    compare(&scenario, &format!("{profile} {} {} {addons:?}", secrets.id(), shape.id()));
                }
            }
        }
    }
}

fn compare(scenario: &Scenario, case: &str) {
    let plan = scenario.plan();
    let bundle = scenario.bundle();
    let overlay = format!(
        "docker-compose.{}.yml",
        if plan.profile.id == "dev" { "override" } else { &plan.profile.id }
    );
    let read = |name: &str| {
        let file = bundle.files.iter().find(|file| file.path.rsplit('/').next() == Some(name));
        file.map_or(Value::Null, |file| berth::yaml::parse(&file.text).expect("YAML"))
    };
    let layers = [read("docker-compose.yml"), read(&overlay)];
    for service in &plan.services {
        let listed = receives::received(&plan, service);
        let names = |holds: &dyn Fn(From) -> bool| -> Names {
            listed
                .iter()
                .filter(|received| holds(received.from))
                .map(|received| received.name.clone())
                .collect()
        };
        let given = |key: &str, read: &dyn Fn(&Value) -> Names| -> Names {
            layers.iter().flat_map(|layer| read(&layer["services"][service.id][key])).collect()
        };
        let id = service.id;
        assert_eq!(names(&From::is_variable), given("environment", &keys), "{case}: environment of {id}");
        let own = |from| from == From::OwnFile;
        let path = compose::private_variables(plan.stack, service.id);
        let in_file =
            bundle.file(path.in_shape(plan.shape)).map(|file| variables(&file.text)).unwrap_or_default();
        assert_eq!(names(&own), in_file, "{case}: the file of variables of {id}");
        let secret = |from| from == From::Secret;
        assert_eq!(names(&secret), given("secrets", &secrets), "{case}: secrets of {id}");
        let mount = |from| matches!(from, From::File | From::Volume | From::Memory | From::Host);
        assert_eq!(names(&mount), given("volumes", &targets), "{case}: mounts of {id}");
    }
}

fn keys(map: &Value) -> Names {
    map.as_object().into_iter().flatten().map(|(key, _)| key.clone()).collect()
}

fn variables(text: &str) -> Names {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('=')).map(|(name, _)| name.to_owned()).collect()
}

fn secrets(list: &Value) -> Names {
    let names = list.as_array().into_iter().flatten().filter_map(Value::as_str);
    names.map(|name| format!("/run/secrets/{name}")).collect()
}

/// `source:/target:ro`, where the source may hold colons of its own; or a map.
fn targets(list: &Value) -> Names {
    let target = |mount: &Value| match mount.as_str() {
        Some(short) => {
            let bare = short.strip_suffix(":ro").unwrap_or(short);
            bare.rsplit_once(':').expect("a target").1.to_owned()
        }
        None => mount["target"].as_str().expect("a target").to_owned(),
    };
    list.as_array().into_iter().flatten().map(target).collect()
}
