//! CONTRIBUTING's table of dependencies is whole: each crate that the core, the page or the command line asks for is in
//! it, with what it is for, and no other.

use crate::{Result, files, paths, run};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

const HEAD: &str = "| Crate | Of | What it is for |\n|---|---|---|\n";

/// Each crate's name, and whose it is.
type Crates = BTreeMap<String, String>;

pub fn check() -> Result {
    let mut metadata = run::cargo(&["metadata", "--no-deps", "--offline", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&run::output(&mut metadata)?).map_err(|e| e.to_string())?;
    compare(&declared(&metadata), &listed(&files::text(&paths::root().join("CONTRIBUTING.md"))?)?)
}

/// Of every package that is handed over: neither those that only work here, nor what only tests or the build script need.
fn declared(metadata: &Value) -> Crates {
    let mut all: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let packages = metadata["packages"].as_array().into_iter().flatten();
    for package in packages.filter(|package| package["publish"] != json!([])) {
        let dependencies = package["dependencies"].as_array().into_iter().flatten();
        // A path has no source: it is the project's own.
        for dependency in dependencies.filter(|entry| entry["kind"].is_null() && !entry["source"].is_null()) {
            let name = dependency["name"].as_str().unwrap_or_default();
            let feature = format!("dep:{}", dependency["rename"].as_str().unwrap_or(name));
            let of = all.entry(name.to_string()).or_default();
            if package["name"] != "berth" {
                of.insert("core");
                continue;
            }
            for (by, shell) in [("ui", "page"), ("engine", "engine"), ("cli", "command line")] {
                let wants = package["features"][by].as_array();
                let asks = wants.is_some_and(|wants| wants.iter().any(|wanted| *wanted == *feature));
                if asks || dependency["optional"] != true {
                    of.insert(shell);
                }
            }
        }
    }
    all.into_iter().map(|(name, of)| (name, Vec::from_iter(of).join(", "))).collect()
}

fn listed(text: &str) -> Result<Crates> {
    let (_, table) = text
        .split_once(HEAD)
        .ok_or_else(|| format!("CONTRIBUTING.md: expected a table that begins\n{HEAD}"))?;
    let mut crates = Crates::new();
    for line in table.lines().take_while(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [_, name, of, what, _] = cells[..] else {
            return Err(format!("CONTRIBUTING.md: expected three cells; found `{line}`"));
        };
        let name = name.trim_matches('`');
        if what.is_empty() || crates.insert(name.to_string(), of.to_string()).is_some() {
            return Err(format!(
                "CONTRIBUTING.md: expected `{name}` once, with what it is for; found `{line}`"
            ));
        }
    }
    Ok(crates)
}

fn compare(declared: &Crates, listed: &Crates) -> Result {
    let names: BTreeSet<&String> = declared.keys().chain(listed.keys()).collect();
    let mut wrong = Vec::new();
    for name in names {
        let [expected, found] =
            [declared, listed].map(|crates| crates.get(name).map_or("nothing", String::as_str));
        if expected != found {
            wrong.push(format!(
                "CONTRIBUTING.md: `{name}` is of {expected} in Cargo.toml; found {found} in the table"
            ));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crates(all: &[(&str, &str)]) -> Crates {
        all.iter().map(|(name, of)| ((*name).to_string(), (*of).to_string())).collect()
    }

    #[test]
    fn a_crate_is_of_the_core_or_of_the_shells_that_ask_for_it() {
        let crate_of = |name: &str, rename: Option<&str>, kind: Option<&str>, optional: bool| json!({ "name": name, "rename": rename, "kind": kind, "optional": optional, "source": "registry" });
        let metadata = json!({ "packages": [
            { "name": "berth", "features": { "ui": ["dep:both"], "cli": ["dep:both", "dep:here"] }, "dependencies": [
                crate_of("always", None, None, false),
                crate_of("both", None, None, true),
                crate_of("elsewhere", Some("here"), None, true),
                crate_of("tests", None, Some("dev"), false),
                { "name": "own", "rename": null, "kind": null, "optional": false, "source": null },
            ] },
            { "name": "berth-core", "features": {}, "dependencies": [
                crate_of("inside", None, None, false),
                crate_of("reads", None, None, true),
                crate_of("builds", None, Some("build"), false),
            ] },
            { "name": "xtask", "publish": [], "features": {}, "dependencies": [crate_of("beside", None, None, false)] },
        ] });
        let expected = [
            ("always", "command line, engine, page"),
            ("both", "command line, page"),
            ("elsewhere", "command line"),
            ("inside", "core"),
            ("reads", "core"),
        ];
        assert_eq!(declared(&metadata), crates(&expected));
    }

    #[test]
    fn a_table_that_is_not_whole_is_named() {
        let text =
            format!("# x\n\n{HEAD}| `a` | core | One |\n| `b` | page | Two |\n\n| `c` | page | Other |\n");
        let table = listed(&text).unwrap();
        assert_eq!(table, crates(&[("a", "core"), ("b", "page")]));
        assert_eq!(compare(&table, &table), Ok(()));
        let wrong = compare(&crates(&[("b", "core"), ("c", "page")]), &table).unwrap_err();
        assert_eq!(wrong.lines().count(), 3, "{wrong}");
        assert!(listed("").is_err());
        assert!(listed(&format!("{HEAD}| `a` | core | |\n")).is_err());
        assert!(listed(&format!("{HEAD}| `a` | core | x |\n| `a` | core | x |\n")).is_err());
    }
}
