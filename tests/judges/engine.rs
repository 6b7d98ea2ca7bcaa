//! The engine's script, by Debian's shell and by Alpine's, with the real Git against a stand-in for GitHub: either the
//! command finds what it takes for granted, or one line says what is missing.

mod agent;
mod clone;
mod host;
mod root;
mod settings;

use std::path::Path;

use berth_testing::judge::Judge;

use self::host::{Host, Shell};
use crate::bundle;
use crate::shellcheck;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    clone::tests(suite);
    agent::tests(suite);
    settings::tests(suite);
    root::tests(suite);

    suite.ours("G30: the engine's script runs with the secrets that the entry point has read", || {
        for bundle in [bundle::dev(), bundle::prod(), bundle::lite()] {
            let compose = bundle::text(&bundle, "docker-compose.yml");
            let (_, engine) = compose.split_once("\n  tamma-engine:\n").expect("the engine");
            let (engine, _) = engine.split_once("\n  tamma-").unwrap_or((engine, ""));
            assert!(engine.contains("entrypoint: [sh, /entrypoint.sh, sh, /engine.sh]"), "{engine}");
            for script in ["entrypoint.sh", "engine.sh"] {
                assert!(engine.contains(&format!("source: ./{script}, target: /{script}")), "{engine}");
            }
        }
    });

    suite.ours(
        "the image that the repository builds holds the agent's program that the script would install",
        || {
            let bundle = bundle::repository();
            let [script, image] =
                ["docker/engine.sh", "docker/Dockerfile.ts"].map(|path| bundle::text(&bundle, path));
            let version =
                script.lines().find_map(|line| line.strip_prefix("AGENT_VERSION=")).expect("a version");
            assert!(image.contains(&format!("\nARG CLAUDE_CODE_VERSION={version}\n")), "{image}");
        },
    );

    suite.with(Judge::Shellcheck, "shellcheck lets the engine's script pass", |program| {
        assert_eq!(shellcheck::check(program, bundle::text(&bundle::dev(), "engine.sh")), Ok(()));
    });

    suite.with(Judge::Shfmt, "the engine's script is POSIX shell, laid out evenly", |program| {
        let words = crate::talk::try_talk(
            std::process::Command::new(program).args(["-ln", "posix", "-i", "2", "-ci"]),
            bundle::text(&bundle::dev(), "engine.sh"),
        );
        assert_eq!(words.as_deref(), Ok(bundle::text(&bundle::dev(), "engine.sh")));
    });
}

/// Adds the test for Debian's shell, with Debian's tools, and for Alpine's, with its own.
fn both(suite: &mut Suite, sentence: &str, test: fn(&mut Host)) {
    suite.with_both(Judge::Node, Judge::Dash, &format!("{sentence}, by dash"), move |node, _| {
        test(&mut Host::new(Shell::Dash, node));
    });
    suite.with_both(Judge::Node, Judge::Busybox, &format!("{sentence}, by ash"), move |node, busybox| {
        test(&mut Host::new(Shell::Busybox(busybox), node));
    });
}

/// The files below a folder, each with its content.
fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                files.push((path.display().to_string(), std::fs::read(path).unwrap()));
            }
        }
    }
    files.sort();
    files
}
