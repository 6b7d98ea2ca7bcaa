//! The key that signs tokens: a constant in the source that everybody can read, which the build puts the variable in
//! the place of.

use std::path::Path;
use std::process::{Command, Output};

use berth_testing::judge::Judge;

use super::{build, repository};
use crate::suite::Suite;

pub const CONFIG: &str = "packages/shared-config/src/shared_config/config.py";

/// In outline: the constant, and a remark that looks like what is to come.
pub const AS_IT_IS: &str = "\"\"\"How tokens are signed.\"\"\"\n\n\
    JWT_SECRET_KEY = \"kyros-poc-secret-key-that-everybody-knows\"\n\
    JWT_ISSUER = \"kyros-poc\"\n\n\
    # JWT_SECRET_KEY = os.environ.get(\"JWT_SECRET_KEY\")\n";

const ALL: [&str; 3] = ["api", "dash-app-clv", "dash-app-risk"];

pub fn tests(suite: &mut Suite) {
    for service in ALL {
        let sentence =
            format!("G30: {service}'s image signs by JWT_SECRET_KEY, and starts with nothing less");
        suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
            let python = Judge::Python.find().unwrap_or_else(|missing| panic!("{missing}"));
            let image = build(buildah, &repository(), service, "prod").unwrap();
            assert_eq!(image.files_with("that-everybody-knows"), Vec::<String>::new());
            let config = image.path(&format!("/app/{CONFIG}"));
            let own = "k".repeat(32);
            let said = key(&python, &config, Some(&own));
            assert_eq!(String::from_utf8_lossy(&said.stdout).trim(), own);
            for wrong in [None, Some(""), Some(&own[1..])] {
                let said = key(&python, &config, wrong);
                assert!(!said.status.success(), "{wrong:?}");
                // Programs pass over a package that is missing, which this must not look like.
                let error = String::from_utf8_lossy(&said.stderr).into_owned();
                assert!(
                    error.contains("ValueError: JWT_SECRET_KEY: expected 32 characters or more"),
                    "{error}"
                );
            }
        });
    }

    suite.alone_with(
        Judge::Buildah,
        "G30: an image is not built where the public key is not found, or some of it left",
        |buildah| {
            let twice = format!("{AS_IT_IS}JWT_SECRET_KEY = \"another-key-that-goes-before-the-first\"\n");
            let single = AS_IT_IS.replace('"', "'");
            let typed = AS_IT_IS.replace("JWT_SECRET_KEY =", "JWT_SECRET_KEY: str =");
            for (path, text) in [
                (CONFIG, "JWT_ISSUER = \"kyros-poc\"\n"),
                (CONFIG, &twice),
                (CONFIG, &single),
                (CONFIG, &typed),
                ("packages/shared-config/src/shared_config/more.py", "K = \"kyros-poc-secret-key-too\"\n"),
            ] {
                let folder = repository();
                folder.write(path, text);
                for service in ALL {
                    let refused = build(buildah, &folder, service, "prod").unwrap_err();
                    assert!(
                        refused.contains("config.py: expected one line JWT_SECRET_KEY"),
                        "{service}: {refused}"
                    );
                }
            }
        },
    );
}

/// What the file holds as the key, told this in the environment.
fn key(python: &Path, config: &Path, told: Option<&str>) -> Output {
    let mut command = Command::new(python);
    command.args(["-c", "import runpy, sys; print(runpy.run_path(sys.argv[1])['JWT_SECRET_KEY'])"]);
    command.arg(config).env_remove("JWT_SECRET_KEY").envs(told.map(|text| ("JWT_SECRET_KEY", text)));
    command.output().expect("python runs")
}
