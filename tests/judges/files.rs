//! The files themselves: as `berth` writes them, whole and with their modes.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use berth::plan::Plan;
use berth::target;
use berth::values::Secret;
use berth_testing::folder::Folder;

use crate::bundle;
use crate::suite::Suite;

pub fn tests(suite: &mut Suite) {
    suite.ours(
        "G18: what `berth init` writes has its modes and Unix line ends, and nothing beside it",
        || {
            let folder = Folder::with(&[]);
            let said = Command::new(env!("CARGO_BIN_EXE_berth"))
                .args(["init", "tamma", "--yes", "--dir"])
                .arg(folder.path())
                .output()
                .expect("berth runs");
            assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
            let expected: BTreeMap<String, u32> =
                bundle::dev().files.into_iter().map(|file| (file.path.clone(), file.mode)).collect();
            assert_eq!(modes(folder.path()), expected);
            for path in expected.keys() {
                assert_unix(path, &fs::read_to_string(folder.path().join(path)).unwrap());
            }
        },
    );

    suite.ours("G18: Git keeps Unix line ends in every file", || {
        let bundle = bundle::dev();
        assert!(bundle::text(&bundle, ".gitattributes").lines().any(|line| line == "* text=auto eol=lf"));
        for file in &bundle.files {
            assert_unix(&file.path, &file.text);
        }
    });

    suite.ours("G19: Git takes the example and leaves `.env`, secrets and copies of data", || {
        let folder = Folder::holding(&bundle::dev());
        let git = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.args(arguments).current_dir(folder.path()).env_clear();
            git.env("HOME", folder.path()).env("PATH", std::env::var_os("PATH").unwrap_or_default());
            git.output().expect("git runs")
        };
        assert!(git(&["init", "-q"]).status.success());
        let ignored = |path: &str| git(&["check-ignore", "-q", "--no-index", path]).status.success();
        for path in
            [".env", ".env.backup", "secrets/token", "backup-1/.env", "backups/tamma.dump", "tamma.dump"]
        {
            assert!(ignored(path), "{path}");
        }
        let bundle = bundle::dev();
        for file in bundle.files.iter().filter(|file| file.path != ".env") {
            assert!(!ignored(&file.path), "{}", file.path);
        }
    });

    suite.ours("G19: no secret stands in any file but `.env`, in any form", || {
        let plan = bundle::dev_plan(|answers| {
            answers.set_secret("POSTGRES_PASSWORD", Secret::new("canary; 'canary' $canary"));
            answers.set("TAMMA_ENABLE_AUTH", "true");
            answers.set_secret("TAMMA_JWT_SECRET", Secret::new("AAAA".repeat(11)));
        });
        let bundle = target::compose::bundle(&plan).unwrap();
        assert_eq!(secrets(&plan).len(), 8);
        for (name, secret) in secrets(&plan) {
            for file in &bundle.files {
                let holds = file.text.contains(&secret) || file.text.contains("canary");
                assert_eq!(holds, file.path == ".env", "{name} in {}", file.path);
            }
        }
    });

    suite.ours("G19: the example names every variable and leaves every secret empty", || {
        let plan = bundle::dev_plan(|_| {});
        let bundle = target::compose::bundle(&plan).unwrap();
        let names = |path: &str| {
            let (lines, broken) = berth::deployment::dotenv::read(bundle::text(&bundle, path));
            assert_eq!(broken, [0; 0], "{path}");
            lines.into_iter().map(|line| (line.name, line.value)).collect::<BTreeMap<_, _>>()
        };
        let (real, example) = (names(".env"), names(".env.example"));
        assert!(real.keys().eq(example.keys()));
        for variable in &plan.variables {
            assert_eq!(real[variable.key], variable.setting.expose());
            assert!(!variable.is_secret() || example[variable.key].is_empty(), "{}", variable.key);
        }
    });

    suite.ours("the same answers give the same bytes", || {
        assert_eq!(bundle::dev().zip().unwrap(), bundle::dev().zip().unwrap());
    });
}

/// Those that Berth cannot have written by chance, as they are and as consumers need them. In `.env` it is quoted.
fn secrets(plan: &Plan) -> Vec<(String, String)> {
    let own = plan.variables.iter().filter(|variable| variable.is_secret());
    own.flat_map(|variable| {
        let twins = variable.twins.iter().filter_map(|twin| Some((twin.name.clone(), twin.value.clone()?)));
        let own = (variable.key.to_owned(), Secret::new(variable.setting.expose()));
        std::iter::once(own).chain(twins)
    })
    .map(|(name, secret)| (name, berth::render::escape::dotenv(secret.expose())))
    .collect()
}

fn modes(folder: &Path) -> BTreeMap<String, u32> {
    let entries = fs::read_dir(folder).unwrap().map(Result::unwrap);
    entries
        .map(|entry| {
            let mode = entry.metadata().unwrap().permissions().mode() & 0o7777;
            (entry.file_name().into_string().unwrap(), mode)
        })
        .collect()
}

fn assert_unix(path: &str, text: &str) {
    assert!(!text.contains('\r'), "{path} holds a carriage return");
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{path} does not end with one line break");
    let trailing = text.lines().position(|line| line.ends_with([' ', '\t']));
    assert_eq!(trailing, None, "{path} has blanks at a line's end");
}
