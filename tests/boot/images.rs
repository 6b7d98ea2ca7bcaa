//! The images that bundles name, where no registry is reached: made of `images/` beside this file.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use berth::plan::Plan;
use berth::stack::Stack;
use berth::yaml;
use berth_testing::engine::{Engine, REGISTRY, judge, said};
use berth_testing::facts::{self, Facts};
use berth_testing::folder::Folder;
use serde_json::{Map, Value, json};

use crate::{campaign, kyros, smoke, stand};

pub const SYSTEM: &str = "berth/system";

/// A stack's image, the part of the Dockerfile that stands in for it, and who answers in it.
const STAND_INS: &[(&str, &str, &str, &str)] = &[
    ("campaign", "caddy", "caddy", ""),
    ("campaign", "minio", "minio", ""),
    ("campaign", "postgres", "postgres", ""),
    ("campaign", "redis", "redis", ""),
    ("tamma", "alloy", "application", "alloy"),
    ("tamma", "api", "cli", "tamma/tamma-api"),
    ("tamma", "api-dotnet", "application", "tamma/tamma-api-dotnet"),
    ("tamma", "caddy", "caddy", ""),
    ("tamma", "dashboard", "dashboard", ""),
    ("tamma", "elsa", "application", "tamma/elsa-server"),
    ("tamma", "engine", "engine", "tamma/tamma-engine"),
    ("tamma", "grafana", "application", "grafana"),
    ("tamma", "loki", "loki", "loki"),
    ("tamma", "nginx", "nginx", ""),
    ("tamma", "postgres", "postgres", ""),
    ("tamma", "postgres-exporter", "application", "postgres-exporter"),
    ("tamma", "prometheus", "application", "prometheus"),
    ("tamma", "rabbitmq", "rabbitmq", ""),
];

/// What the bundles' own Dockerfiles begin with.
const BASES: &[(&str, &str)] = &[
    ("nginx:1.30-alpine", "nginx"),
    ("node:20-alpine", "node"),
    ("node:22-alpine", "node"),
    ("python:3.11-slim", "python"),
];

/// The names that the stand-ins took, each with what somebody else's engine had by it.
pub struct Names(Vec<(String, Option<String>)>);

impl Names {
    /// As it was before.
    pub fn give_back(self, engine: &Engine) {
        for (name, before) in self.0 {
            engine.docker(&["rmi", &name]);
            if let Some(before) = before {
                engine.docker(&["tag", &before, &name]);
                engine.docker(&["rmi", &before]);
            }
        }
    }
}

/// Engines of somebody else's may have images by these names.
fn put_aside(engine: &Engine, names: impl Iterator<Item = String>) -> Names {
    let aside = |(at, name): (usize, String)| {
        let before = format!("berth-kept:{at}");
        let kept = engine.is_foreign() && engine.docker(&["tag", &name, &before]).status.success();
        (name, kept.then_some(before))
    };
    Names(names.enumerate().map(aside).collect())
}

pub fn build(engine: &Engine) -> Names {
    let folder = Folder::with(&[]);
    copy(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/boot/images")), folder.path());
    fs::copy(judge("caddy"), folder.path().join("caddy")).expect("Caddy can be copied");
    folder.write("standin.json", &stand_ins().to_string());
    let images = images();
    let names = put_aside(engine, images.keys().cloned().chain(built()).chain([SYSTEM.to_owned()]));
    let system = judge("system");
    engine.say(&["import", system.to_str().expect("a name"), SYSTEM]);
    folder.write("docker-compose.json", &composed(&images, folder.path()).to_string());
    let mut build = engine.command(judge("docker"));
    build.args(["compose", "-f", "docker-compose.json", "build", "--quiet"]).current_dir(folder.path());
    said("the stand-ins", &build.output().expect("docker runs")).unwrap_or_else(|words| panic!("{words}"));
    names
}

/// What each stand-in does, by `stack/service`, and by their names those of others' programs.
fn stand_ins() -> Value {
    let mut all: Map<String, Value> =
        yaml::parse(include_str!("images/others.yaml")).expect("others.yaml is YAML");
    for (stack, Facts { services, commit }) in facts::all() {
        for (service, program) in services {
            let Some(start) = program.starts else { continue };
            let mut about = json!(start);
            about["answers"] = json!(program.answers);
            about["commit"] = json!(commit);
            all.insert(format!("{stack}/{service}"), about);
        }
    }
    Value::Object(all)
}

/// What stands for each name.
fn images() -> BTreeMap<String, (&'static str, &'static str)> {
    let mut images: BTreeMap<String, (&str, &str)> = BTreeMap::new();
    images.extend(BASES.iter().map(|(name, target)| ((*name).to_owned(), (*target, ""))));
    for (stack, image, target, name) in STAND_INS {
        let stack = berth::catalogue::find(stack).expect("it ships");
        images.insert(reference(stack, image), (target, name));
    }
    images
}

/// What lanes build by the bundles' own Dockerfiles.
fn built() -> impl Iterator<Item = String> {
    let images = |plan: Plan| {
        let services = plan.services.iter().filter(|service| service.build.is_some());
        services.map(|service| service.image.reference.fill(|key| setting(&plan, key))).collect::<Vec<_>>()
    };
    campaign::plans().chain([kyros::plan(), smoke::plan()]).flat_map(images)
}

/// Each image as a service of one project, so that they are built side by side.
fn composed(images: &BTreeMap<String, (&str, &str)>, context: &Path) -> Value {
    let service = |(at, (image, (target, name))): (usize, (&String, &(&str, &str)))| {
        let build =
            json!({ "context": context, "target": target, "args": { "NAME": name }, "network": "none" });
        (format!("image-{at}"), json!({ "image": image, "build": build }))
    };
    let services: Map<_, _> = images.iter().enumerate().map(service).collect();
    json!({ "name": "berth-stand-ins", "services": services })
}

/// What the stack's bundles call one of its images.
fn reference(stack: &'static Stack, image: &str) -> String {
    let image = stack.image(image).unwrap_or_else(|| panic!("{} has no image {image}", stack.id));
    let plan = stand::answered(stack).plan();
    image.reference.fill(|key| setting(&plan, key))
}

/// What holds for a variable: another's, while its own is empty.
fn setting(plan: &Plan, key: &str) -> String {
    let variable = plan.variable(key).unwrap_or_else(|| panic!("no {key}"));
    match &variable.field.default_from {
        Some(other) if variable.setting.is_empty() => setting(plan, other),
        _ => variable.setting.to_string(),
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Every image that a deployment names.
pub fn named(plan: &Plan) -> Vec<String> {
    let mut names: Vec<String> =
        plan.services.iter().map(|service| service.image.reference.fill(|key| setting(plan, key))).collect();
    names.sort();
    names.dedup();
    names
}

/// Puts every image that a deployment names into our registry, which the engine pulls from.
pub fn publish(engine: &Engine, plan: &Plan) {
    for name in named(plan) {
        let home = format!("{REGISTRY}/");
        let ours = if name.starts_with(&home) {
            name
        } else {
            // The engine asks our registry before the world's, under the name that the world's has.
            let path = if name.contains('/') { name.clone() } else { format!("library/{name}") };
            engine.say(&["tag", &name, &format!("{home}{path}")]);
            format!("{home}{path}")
        };
        engine.say(&["push", "-q", &ours]);
    }
}

/// Another release of a stack's own images, in the registry alone; a broken one ends as soon as it is started.
pub fn release(engine: &Engine, stack: &str, from: &str, to: &str, broken: bool) {
    let stack = berth::catalogue::find(stack).expect("it ships");
    let home = format!("{REGISTRY}/{}/", stack.id);
    for (_, image, ..) in STAND_INS.iter().filter(|(of, ..)| *of == stack.id) {
        let name = reference(stack, image);
        let Some(plain) = name.strip_prefix(&home).and_then(|name| name.strip_suffix(&format!(":{from}")))
        else {
            continue;
        };
        let new = format!("{home}{plain}:{to}");
        let container = engine.say(&["create", &name]);
        // Bundles bring entry points of their own: what is broken is the program.
        let change = if broken { "ENV BROKEN_RELEASE=1" } else { "LABEL release=newer" };
        engine.say(&["commit", "--change", change, &container, &new]);
        engine.say(&["rm", &container]);
        engine.say(&["push", "-q", &new]);
        engine.say(&["rmi", &new]);
    }
}
