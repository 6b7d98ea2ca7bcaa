//! `cargo xtask bundles PAGE`: beside the built page, a ready bundle for each stack and profile with nothing answered and
//! without secrets, at addresses that stay: `bundles/tamma-dev.zip`, and `bundles/tamma-dev.sh`, which asks for the secrets
//! where it is run.

use crate::{Result, files, native, run};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

pub fn bundles(page: &Path) -> Result {
    let berth = native::berth("what writes the bundles")?;
    let folder = files::made(page.join("bundles"))?;
    for (stack, profile) in profiles(&berth)? {
        let init = |words: &[&str]| {
            let mut command = Command::new(&berth);
            command.args(["init", &stack, "--yes", "--profile", &profile]).args(words);
            // A secret of this machine's environment would be taken for an answer.
            command.env_clear();
            run::output(&mut command)
        };
        let zip = folder.join(format!("{stack}-{profile}.zip"));
        init(&["--without-secrets", "--zip", &zip.display().to_string()])?;
        let script = folder.join(format!("{stack}-{profile}.sh"));
        files::write(&script, init(&["--script"])?)?;
        println!("  {}, {}", zip.display(), script.display());
    }
    Ok(())
}

/// Each stack with each of its profiles.
fn profiles(berth: &Path) -> Result<Vec<(String, String)>> {
    let asked = |words: &[&str]| -> Result<Value> {
        let text = run::output(Command::new(berth).args(words).arg("--json"))?;
        serde_json::from_str(&text).map_err(|e| e.to_string())
    };
    let ids = |list: &Value| -> Vec<String> {
        let items = list.as_array().into_iter().flatten();
        items.filter_map(|item| item["id"].as_str()).map(str::to_owned).collect()
    };
    let mut all = Vec::new();
    for stack in ids(&asked(&["stacks"])?) {
        let profiles = ids(&asked(&["show", &stack])?["profiles"]);
        all.extend(profiles.into_iter().map(|profile| (stack.clone(), profile)));
    }
    Ok(all)
}
