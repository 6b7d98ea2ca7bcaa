//! The images that a deployment begins with: those that it pulls, and those that its Dockerfiles name. One that can't be
//! pulled is stood in for by one of Debian's packages, under the same name, where that can be made.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use berth_testing::engine::{Engine, judge};
use berth_testing::folder::Folder;
use serde_json::json;

use crate::bounded;
use crate::report::Image;

const SYSTEM: &str = "berth/system";
/// How long one image may take to be pulled.
const PATIENCE: u64 = 600;

/// Where an image's name begins, and which part of the Dockerfiles stands in for it.
const SUBSTITUTES: &[(&str, &str)] = &[
    ("nginx:", "nginx"),
    ("node:20-", "node20"),
    ("node:22-", "node22"),
    ("postgis/postgis:", "postgres"),
    ("postgres:", "postgres"),
    ("python:3.11-", "python"),
    ("rabbitmq:", "rabbitmq"),
    ("redis:", "redis"),
    ("caddy:", "caddy"),
];

/// What became of each image so far.
#[derive(Default)]
pub struct Bases {
    known: BTreeMap<String, Image>,
    has_system: bool,
}

impl Bases {
    /// The worst of what became of them.
    pub fn provide(&mut self, engine: &Engine, names: &[String]) -> Image {
        let mut substitutes = Vec::new();
        for name in names {
            match self.one(engine, name) {
                Image::Real => {}
                Image::Substitute(_) => substitutes.push(name.clone()),
                missing @ Image::NotHad(_) => return missing,
            }
        }
        if substitutes.is_empty() { Image::Real } else { Image::Substitute(substitutes) }
    }

    fn one(&mut self, engine: &Engine, name: &str) -> Image {
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let image = self.pull_or_make(engine, name);
        self.known.insert(name.to_owned(), image.clone());
        image
    }

    fn pull_or_make(&mut self, engine: &Engine, name: &str) -> Image {
        if engine.docker(&["image", "inspect", name]).status.success() {
            return Image::Real;
        }
        let pulled =
            bounded::run(name, PATIENCE, bounded::docker(engine, PATIENCE).args(["pull", "-q", name]));
        let Err(words) = pulled else { return Image::Real };
        let reason = format!("{name} can't be pulled: {}", brief(bounded::last_line(&words)));
        println!("  {reason}");
        // Somebody else's engine gets nothing under the name of an image that it does not have.
        let target = SUBSTITUTES.iter().find(|(start, _)| name.starts_with(start));
        let Some((_, target)) = target.filter(|_| !engine.is_foreign()) else { return Image::NotHad(reason) };
        match self.make(engine, target, name) {
            Ok(()) => {
                println!("  a substitute of Debian's packages stands in for {name}");
                Image::Substitute(vec![name.to_owned()])
            }
            Err(words) => Image::NotHad(format!("{reason}; nor could a substitute be made: {words}")),
        }
    }

    fn make(&mut self, engine: &Engine, target: &str, name: &str) -> Result<(), String> {
        let folder = Folder::with(&[]);
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        if !self.has_system {
            import(engine)?;
            self.has_system = true;
        }
        let boot = copied(&here.join("tests/boot/images"), folder.path())?;
        // Of the two files by this name, only those parts that the other one has are of use here.
        let own = folder.path().join("own");
        fs::create_dir(&own).map_err(|error| error.to_string())?;
        copied(&here.join("tests/real/images"), &own)?;
        fs::copy(judge("caddy"), boot.join("caddy")).map_err(|error| error.to_string())?;
        // What stand-ins would be told: there are none.
        fs::write(boot.join("standin.json"), "{}").map_err(|error| error.to_string())?;
        build(engine, boot, "system", "berth/real-system")?;
        if matches!(target, "node20" | "node22" | "python") {
            fill(&own)?;
            return build(engine, &own, target, name);
        }
        build(engine, boot, target, name)
    }
}

fn import(engine: &Engine) -> Result<(), String> {
    let system = judge("system");
    let words = ["import", system.to_str().ok_or("an odd path")?, SYSTEM];
    bounded::run("the system of the substitutes", 300, bounded::docker(engine, 300).args(words)).map(drop)
}

fn build(engine: &Engine, context: &Path, target: &str, name: &str) -> Result<(), String> {
    let service =
        json!({ "image": name, "build": { "context": context, "target": target, "network": "none" } });
    let file = context.join(format!("{target}.json"));
    fs::write(&file, json!({ "name": "berth-substitutes", "services": { "it": service } }).to_string())
        .map_err(|error| error.to_string())?;
    let mut command = bounded::docker(engine, 600);
    command.args(["compose", "-f"]).arg(file).args(["build", "--quiet"]);
    bounded::run(target, 600, &mut command).map(drop)
}

/// What the substitutes are made of beside Debian's packages: Node and Python's installer as their registries have them,
/// and how this machine trusts those registries.
fn fill(folder: &Path) -> Result<(), String> {
    let parts = std::env::var("BERTH_REAL_PARTS").map_err(|_| "BERTH_REAL_PARTS names no folder")?;
    let done = std::process::Command::new("cp").arg("-a").arg(format!("{parts}/.")).arg(folder).status();
    if done.is_ok_and(|status| status.success()) { Ok(()) } else { Err(format!("{parts} can't be copied")) }
}

fn copied<'a>(from: &Path, to: &'a Path) -> Result<&'a Path, String> {
    let done = std::process::Command::new("cp").arg("-R").arg(from.join(".")).arg(to).status();
    if done.is_ok_and(|status| status.success()) {
        Ok(to)
    } else {
        Err(format!("{} can't be copied", from.display()))
    }
}

fn brief(words: &str) -> String {
    words.chars().take(200).collect()
}
