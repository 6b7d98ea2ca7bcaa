//! `cargo xtask bundles PAGE`: beside the built page, a ready bundle for each stack and profile with nothing answered and
//! without secrets, at addresses that stay: `bundles/tamma-dev.zip`, and `bundles/tamma-dev.sh`, which asks for the secrets
//! where it is run.

use crate::{Result, native, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

pub fn bundles(args: &[String]) -> Result {
    let [page] = args else {
        return Err("expected the folder of a built page, as in `bundles target/page`".to_owned());
    };
    let berth = native::berth("what writes the bundles")?;
    let folder = Path::new(page).join("bundles");
    fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
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
        fs::write(&script, init(&["--script"])?).map_err(|e| format!("{}: {e}", script.display()))?;
        println!("  {}, {}", zip.display(), script.display());
    }
    Ok(())
}

/// Each stack with each of its profiles.
fn profiles(berth: &PathBuf) -> Result<Vec<(String, String)>> {
    let listed = |words: &[&str], list: &str| -> Result<Vec<String>> {
        let text = run::output(Command::new(berth).args(words).arg("--json"))?;
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
        let items = if list.is_empty() { &value } else { &value[list] };
        let ids = items.as_array().into_iter().flatten().filter_map(|it| it["id"].as_str());
        Ok(ids.map(str::to_owned).collect())
    };
    let mut all = Vec::new();
    for stack in listed(&["stacks"], "")? {
        all.extend(
            listed(&["show", &stack], "profiles")?.into_iter().map(|profile| (stack.clone(), profile)),
        );
    }
    Ok(all)
}
