//! The stack's workflows: held against GitHub's schema, looked through for holes, their scripts read and run.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use berth::deployment::dotenv;
use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use crate::bundle::{self, Bundle};
use crate::shellcheck;
use crate::suite::Suite;

const PUBLISH: &str = ".github/workflows/docker-publish.yml";
const SMOKE: &str = ".github/workflows/docker-smoke-test.yml";

/// GitHub's own key `on` is a truth to YAML 1.1.
const RULES: &str =
    "{extends: default, rules: {line-length: disable, document-start: disable, truthy: {check-keys: false}}}";

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::CheckJsonschema, "the workflows are what GitHub's schema describes", |program| {
        let schema = ["--builtin-schema", "vendor.github-workflows", PUBLISH, SMOKE];
        assert_eq!(said(Command::new(program).args(schema), &Folder::holding(&bundle::repository())), Ok(()));
    });

    suite.with(Judge::Yamllint, "the workflows are tidy YAML", |program| {
        let rules = ["--strict", "-f", "parsable", "-d", RULES, PUBLISH, SMOKE];
        assert_eq!(said(Command::new(program).args(rules), &Folder::holding(&bundle::repository())), Ok(()));
    });

    suite.with(
        Judge::Zizmor,
        "zizmor finds no hole in the workflows, and nothing to grumble at",
        |program| {
            assert_eq!(zizmor(program, &Folder::holding(&bundle::repository())), Ok(()));
        },
    );

    suite.with(Judge::Zizmor, "zizmor finds a hole that there is", |program| {
        let folder = Folder::holding(&bundle::repository());
        let unpinned = bundle::text(&bundle::repository(), PUBLISH)
            .replace("build-push-action@", "build-push-action@v6 #");
        folder.write(PUBLISH, &unpinned);
        assert!(zizmor(program, &folder).unwrap_err().contains("unpinned-uses"));
    });

    suite.with(Judge::Shellcheck, "shellcheck has nothing against the workflows' scripts", |program| {
        let bundle = bundle::repository();
        let scripts = scripts(&bundle);
        assert!(scripts.len() > 3);
        for (_, script) in scripts {
            assert_eq!(shellcheck::check(program, &format!("#!/bin/bash\n{script}")), Ok(()), "{script}");
        }
    });

    publishing(suite);
    smoke_test(suite);
    end_of_smoke_test(suite);
}

fn publishing(suite: &mut Suite) {
    suite.ours("the workflow builds each image as the Compose files do", || {
        let bundle = bundle::repository();
        let compose = read(&bundle, "docker/docker-compose.yml");
        let matrix = read(&bundle, PUBLISH)["jobs"]["image"]["strategy"]["matrix"]["include"].clone();
        let built: Vec<_> = matrix.as_array().unwrap().iter().map(built).collect();
        let services = compose["services"].as_object().unwrap().values();
        let mut wanted: Vec<_> =
            services.filter(|service| service["build"].is_object()).map(wanted).collect();
        wanted.sort();
        assert_eq!(wanted.len(), 5);
        let mut sorted = built;
        sorted.sort();
        assert_eq!(sorted, wanted);
    });

    suite.ours("an image has three kinds of tag, and nothing is pushed from a pull request", || {
        let publish = read(&bundle::repository(), PUBLISH);
        let tags: Vec<&str> =
            step(&publish, "image", "metadata-action")["with"]["tags"].as_str().unwrap().lines().collect();
        assert_eq!(
            tags,
            [
                "type=raw,value=latest,enable=${{ github.ref == 'refs/heads/main' }}",
                "type=semver,pattern={{version}}",
                "type=sha"
            ]
        );
        let only_pushes = "github.event_name != 'pull_request'";
        assert_eq!(step(&publish, "image", "login-action")["if"], only_pushes);
        let build = &step(&publish, "image", "build-push-action")["with"];
        assert_eq!(build["push"], format!("${{{{ {only_pushes} }}}}"));
    });

    suite.ours("the images go to the registry that was answered, with the sign-in that it knows", || {
        for (registry, host, password) in [
            ("ghcr.io/meywd", "ghcr.io", "GITHUB_TOKEN"),
            ("registry.example.com:5000/team", "registry.example.com:5000", "REGISTRY_PASSWORD"),
            ("127.0.0.1:5000", "127.0.0.1:5000", "REGISTRY_PASSWORD"),
            ("meywd", "docker.io", "REGISTRY_PASSWORD"),
        ] {
            let publish =
                read(&bundle::repository_with(|answers| answers.set("TAMMA_REGISTRY", registry)), PUBLISH);
            assert_eq!(publish["env"]["REGISTRY"], registry);
            let login = &step(&publish, "image", "login-action")["with"];
            assert_eq!(login["registry"], host);
            assert_eq!(login["password"], format!("${{{{ secrets.{password} }}}}"));
            let may_push = publish["jobs"]["image"]["permissions"].get("packages").is_some();
            assert_eq!(may_push, host == "ghcr.io", "{registry}");
        }
    });
}

fn smoke_test(suite: &mut Suite) {
    for profile in ["dev", "prod"] {
        let sentence =
            format!("G30: the smoke test's throw-away answers are all that is asked for in {profile}");
        suite.with(Judge::Compose, &sentence, move |compose| {
            let bundle = bundle::repository_with(|answers| answers.profile = profile.into());
            let folder = Folder::holding(&bundle);
            fs::remove_file(folder.path().join("docker/.env")).unwrap();
            let files = read(&bundle, SMOKE)["jobs"]["smoke-test"]["env"]["COMPOSE_FILE"].clone();
            let config = || config(compose, &folder, files.as_str().expect("files"));
            assert!(config().unwrap_err().contains("required variable"));
            bash(&folder, &script(&bundle, "Fill in what the example leaves empty"));
            assert_eq!(config(), Ok(()));
            let env = fs::read_to_string(folder.path().join("docker/.env")).unwrap();
            let filled: Vec<String> = dotenv::read(&env)
                .0
                .into_iter()
                .filter(|variable| variable.value.len() == 64)
                .map(|variable| variable.name)
                .collect();
            assert_eq!(
                filled,
                [
                    "GITHUB_TOKEN",
                    "ANTHROPIC_API_KEY",
                    "POSTGRES_PASSWORD",
                    "RABBITMQ_PASSWORD",
                    "ELSA_SIGNING_KEY",
                    "TAMMA_JWT_SECRET",
                    "FRONT_DOOR_PASSWORD",
                    // The .NET API does not start without, where the example is for production.
                    "DOTNET_JWT_SECRET",
                    "GITHUB_OWNER",
                    "GITHUB_REPO",
                ]
            );
        });
    }

    suite.ours("the smoke test asks every service, where it was told to publish it", || {
        let bundle = bundle::repository_with(|answers| answers.set("ELSA_PORT", "5055"));
        let folder = Folder::holding(&bundle);
        // What would be asked, in place of who would ask.
        for program in ["curl", "docker"] {
            folder.write(&format!("bin/{program}"), "#!/bin/sh\necho \"${0##*/} $*\" >>../asked\n");
            fs::set_permissions(folder.path().join("bin").join(program), fs::Permissions::from_mode(0o755))
                .unwrap();
        }
        let job = &read(&bundle, SMOKE)["jobs"]["smoke-test"];
        let ports: String = job["env"]
            .as_object()
            .unwrap()
            .iter()
            .map(|(name, port)| format!("export {name}={}\n", port.as_str().expect("text")))
            .collect();
        bash(&folder, &format!("PATH=../bin:$PATH\n{ports}{}", script(&bundle, "Ask every service")));
        let asked = fs::read_to_string(folder.path().join("asked")).unwrap();
        let last_words: Vec<&str> = asked
            .lines()
            .map(|line| match line.split_once("--entrypoint ") {
                Some((_, words)) => words,
                None => line.rsplit(' ').next().expect("a word"),
            })
            .collect();
        assert_eq!(
            last_words,
            [
                "127.0.0.1",
                "ping",
                "http://127.0.0.1:15672/",
                "http://127.0.0.1:5055/health",
                "http://127.0.0.1:3000/health",
                "http://127.0.0.1:3100/api/health",
                "node tamma-engine --version",
                "git tamma-engine --version",
                "claude tamma-engine --version",
                "http://127.0.0.1:3001/",
                "http://127.0.0.1:3001/api/health",
            ]
        );
    });

    suite.ours(
        "the smoke test waits for all but the engine, whose keys open nothing, and starts that too",
        || {
            for profile in ["dev", "prod"] {
                let bundle = bundle::repository_with(|answers| answers.profile = profile.into());
                let script = script(&bundle, "Build and start everything, and wait until it is healthy");
                let words = script.split_whitespace().filter(|word| *word != "\\");
                let waited = words.skip_while(|word| *word != "300").skip(1).take_while(|word| *word != "#");
                assert_eq!(
                    waited.collect::<Vec<_>>(),
                    [
                        "postgres",
                        "rabbitmq",
                        "elsa-server",
                        "tamma-api-dotnet",
                        "tamma-api",
                        "tamma-dashboard"
                    ]
                );
                assert!(script.trim_end().ends_with("\ndocker compose up -d"), "{script}");
            }
        },
    );
}

fn end_of_smoke_test(suite: &mut Suite) {
    suite.ours("the smoke test shows the logs when it failed, and takes everything down in any case", || {
        let smoke = read(&bundle::repository(), SMOKE);
        let steps = smoke["jobs"]["smoke-test"]["steps"].as_array().unwrap();
        let last: Vec<_> =
            steps.iter().rev().take(2).map(|step| (&step["if"], step["run"].as_str().unwrap())).collect();
        assert!(last[0].0 == "always()" && last[0].1.starts_with("docker compose down -v"), "{last:?}");
        assert!(last[1].0 == "failure()" && last[1].1.contains("docker compose logs"), "{last:?}");
    });
}

/// What a row of the matrix builds: the image's name, its folder, its Dockerfile and its target.
fn built(row: &Value) -> [String; 4] {
    ["image", "context", "file", "target"].map(|key| row[key].as_str().unwrap_or_default().to_owned())
}

/// The same of a service, whose paths begin at the Compose file's folder.
fn wanted(service: &Value) -> [String; 4] {
    let build = &service["build"];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let image = text(&service["image"]);
    let name = image.rsplit('/').next().and_then(|name| name.split(':').next()).unwrap_or_default();
    let context = text(&build["context"]);
    let context = context.strip_prefix("..").expect("a folder above").trim_start_matches('/');
    let (context, before) =
        if context.is_empty() { (".", String::new()) } else { (context, format!("{context}/")) };
    [name.to_owned(), context.to_owned(), before + &text(&build["dockerfile"]), text(&build["target"])]
}

fn read(bundle: &Bundle, path: &str) -> Value {
    serde_saphyr::from_str(bundle::text(bundle, path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The step of a job that uses an action.
fn step<'a>(workflow: &'a Value, job: &str, action: &str) -> &'a Value {
    let steps = workflow["jobs"][job]["steps"].as_array().expect("steps");
    let uses = |step: &&Value| step["uses"].as_str().is_some_and(|uses| uses.contains(action));
    steps.iter().find(uses).unwrap_or_else(|| panic!("no step uses {action}"))
}

/// Each script of the workflows, with its step's name.
fn scripts(bundle: &Bundle) -> Vec<(String, String)> {
    let mut scripts = Vec::new();
    for path in [PUBLISH, SMOKE] {
        let workflow = read(bundle, path);
        let jobs = workflow["jobs"].as_object().expect("jobs").values();
        for step in jobs.flat_map(|job| job["steps"].as_array().expect("steps")) {
            if let Some(script) = step["run"].as_str() {
                scripts.push((step["name"].as_str().unwrap_or_default().to_owned(), script.to_owned()));
            }
        }
    }
    scripts
}

fn script(bundle: &Bundle, name: &str) -> String {
    let found = scripts(bundle).into_iter().find(|(step, _)| step == name);
    found.unwrap_or_else(|| panic!("no step `{name}`")).1
}

/// As GitHub runs it, in the folder of the Compose files.
fn bash(folder: &Folder, script: &str) {
    let said = Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
        .current_dir(folder.path().join("docker"))
        .output()
        .expect("bash runs");
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
}

fn config(compose: &Path, folder: &Folder, files: &str) -> Result<(), String> {
    let mut command = Command::new(compose);
    command
        .env_clear()
        .envs(env::var_os("HOME").map(|home| ("HOME", home)))
        .env("COMPOSE_FILE", files)
        .args(["config", "--quiet"]);
    let said = command.current_dir(folder.path().join("docker")).output().expect("Compose runs");
    if said.status.success() && said.stderr.is_empty() {
        Ok(())
    } else {
        Err(String::from_utf8_lossy(&said.stderr).into_owned())
    }
}

fn zizmor(program: &Path, folder: &Folder) -> Result<(), String> {
    said(
        Command::new(program).args([
            "--offline",
            "--no-config",
            "--pedantic",
            "--color=never",
            ".github/workflows",
        ]),
        folder,
    )
}

fn said(command: &mut Command, folder: &Folder) -> Result<(), String> {
    let said = command.current_dir(folder.path()).output().expect("the judge runs");
    let words = String::from_utf8_lossy(&[said.stdout, said.stderr].concat()).into_owned();
    if said.status.success() { Ok(()) } else { Err(words) }
}
