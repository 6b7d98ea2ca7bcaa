//! A folder of the machine that a container has: its name in `.env`, its place in the Compose file.

use std::path::{Component, Path};

use berth::catalogue;
use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::json;

use crate::bundle;
use crate::compose::compose;
use crate::suite::Suite;
use crate::value_kinds::{assert_same, kind, written};

const FIELD: &str = "TAMMA_WORKSPACE_DIR";

pub fn tests(suite: &mut Suite) {
    kind(
        suite,
        [Judge::Compose],
        "G1: Compose mounts each folder of the machine that is named, and no other",
        |[program], texts| {
            let field = catalogue::first().field(FIELD).unwrap();
            let named: Vec<String> = texts.iter().map(|text| format!("/{text}")).collect();
            let (paths, refused): (Vec<String>, Vec<String>) =
                named.into_iter().partition(|path| field.kind().check(path).is_ok());
            assert!(refused.iter().all(|path| path.contains(':')), "{refused:?}");

            let mount = mount();
            let volume = |at: usize| {
                mount.replace(FIELD, &format!("V{at}")).replace(":/workspace", &format!(":/at/{at}"))
            };
            let volumes: Vec<String> = (0..paths.len()).map(volume).collect();
            let file = json!({
                "name": "t", "services": { "one": { "image": "i", "volumes": volumes } }, "volumes": { "tamma-engine-workdir": null }
            });
            let line = |(at, path): (usize, &String)| format!("V{at}={}\n", written("dotenv", path));
            let env: String = paths.iter().enumerate().map(line).collect();
            let folder = Folder::with(&[(".env", &env), ("compose.yml", &file.to_string())]);
            let merged = compose(program, &folder).config_json().unwrap();
            let mounts = merged["services"]["one"]["volumes"].as_array().unwrap();
            assert_eq!(mounts.len(), paths.len());
            let read: Vec<String> = (0..paths.len())
                .map(|at| {
                    let target = format!("/at/{at}");
                    let mount = mounts
                        .iter()
                        .find(|volume| volume["target"] == target.as_str())
                        .unwrap_or_else(|| panic!("{:?} is gone", paths[at]));
                    assert_eq!(mount["type"], "bind", "{:?}", paths[at]);
                    tidy(&mount["source"].as_str().unwrap().replace("$$", "$"))
                })
                .collect();
            let typed: Vec<String> = paths.iter().map(|path| tidy(path)).collect();
            assert_same("a mount", typed.iter().zip(&read));
            paths.into_iter().collect()
        },
    );
}

/// As the bundle's own Compose file has it.
fn mount() -> String {
    let bundle = bundle::dev();
    let mut lines = bundle::text(&bundle, "docker-compose.yml").lines();
    let line = lines.find(|line| line.contains(FIELD)).expect("its line");
    let mount = line.trim().trim_start_matches("- ").trim_matches('"').to_owned();
    assert!(mount.starts_with("${") && mount.ends_with(":/workspace"), "{mount}");
    mount
}

/// The same folder, by its shortest name.
fn tidy(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in Path::new(path).components() {
        match part {
            Component::Normal(name) => parts.push(name.to_str().unwrap()),
            Component::ParentDir => drop(parts.pop()),
            _ => {}
        }
    }
    format!("/{}", parts.join("/"))
}
