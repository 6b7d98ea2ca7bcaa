//! Kyros's four Dockerfiles: each stage that Compose names, built from a repository that is there in outline.

mod key;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use super::builder::{Builder, Image};
use super::stand_in::KYROS;
use super::{CANARY, lint};
use crate::bundle::{self, kyros};
use crate::suite::Suite;

/// A service, and the port that it listens on.
const SERVICES: [(&str, u16); 4] =
    [("api", 8000), ("shell-ui", 3000), ("dash-app-clv", 8050), ("dash-app-risk", 8051)];

/// What a builder may not see. The first list is kept out by the root's file, and of the second what is in that folder
/// by the folder's own.
const AT_THE_ROOT: [&str; 19] = [
    ".git/config",
    ".gitignore",
    ".env",
    ".env.local",
    "README.md",
    "backup-1/data.db",
    "build/out.txt",
    "data/notes.txt",
    "data/tenant_metadata.db",
    "dist.db",
    "docs/plan.md",
    "node_modules/stale/index.js",
    "secrets/key",
    "test-venv-312/lib/site.py",
    "test-venv-312/pyvenv.cfg",
    "tests/e2e.ts",
    "apps/shell-ui/.DS_Store",
    "packages/shared-config/build/lib.py",
    "packages/shared-config/tests/test_config.py",
];
const IN_AN_APP: [&str; 25] = [
    "apps/api/.env",
    "apps/api/.coverage",
    "apps/api/apps/api/test-venv/bin/pip",
    "apps/api/test-venv/bin/pip",
    "apps/api/.pytest_cache/x",
    "apps/api/.venv/bin/python",
    "apps/api/venv/bin/python",
    "apps/api/htmlcov/index.html",
    "apps/api/src/__pycache__/main.cpython-311.pyc",
    "apps/api/src/old.pyc",
    "apps/api/src/old.pyo",
    "apps/api/src/api.egg-info/PKG-INFO",
    "apps/dash-app-clv/__pycache__/app.cpython-311.pyc",
    "apps/dash-app-clv/.venv/bin/python",
    "apps/dash-app-risk/__pycache__/app.cpython-311.pyc",
    "apps/dash-app-risk/venv/bin/python",
    "apps/shell-ui/.env.local",
    "apps/shell-ui/.env.production.local",
    "apps/shell-ui/.next/cache/x",
    "apps/shell-ui/coverage/index.html",
    "apps/shell-ui/debug.log",
    "apps/shell-ui/dist/x.js",
    "apps/shell-ui/node_modules/stale/index.js",
    "apps/shell-ui/.next/server/x.js",
    "apps/shell-ui/.next/static/x.js",
];

/// Source, though its folder has a name that elsewhere means something built.
const KEPT: [&str; 6] = [
    "apps/api/src/build/main.py",
    "apps/shell-ui/.env.production",
    "apps/shell-ui/app/build/page.tsx",
    "apps/shell-ui/app/coverage/page.tsx",
    "data/mock-data/clv/data.csv",
    "packages/shared-config/README.md",
];

pub fn tests(suite: &mut Suite) {
    for (service, port) in SERVICES {
        let path = dockerfile(service);
        suite.with(Judge::Hadolint, &format!("hadolint has nothing against {path}"), move |hadolint| {
            assert_eq!(lint(hadolint, bundle::text(&kyros("dev"), &dockerfile(service))), Ok(()));
        });
        for stage in ["dev", "prod"] {
            let sentence = format!(
                "G9, G10, G20, G22: {service}'s stage {stage} is built in order, listens to others and is probed as its service is"
            );
            suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
                let image = build(buildah, &repository(), service, stage).unwrap();
                assert_eq!(image.files_with(CANARY), Vec::<String>::new());
                starts_and_is_probed(&image, service, stage, port);
                if service == "shell-ui" { of_next(&image, stage) } else { of_python(&image, service, stage) }
            });
        }
    }

    suite.alone_with(Judge::Buildah, "G20: no build of Kyros sees what must be kept out", |buildah| {
        let folder = repository();
        folder.write("Everything", "FROM python:3.11-slim\nCOPY . /seen/\n");
        let image = Builder::new(buildah, &KYROS).build(folder.path(), "Everything", "").unwrap();
        assert_eq!(image.files_with(CANARY), Vec::<String>::new());
        for path in AT_THE_ROOT.iter().chain(&IN_AN_APP) {
            assert!(!image.path(&format!("/seen/{path}")).exists(), "{path} is seen");
        }
        for path in KEPT {
            image.has(&format!("/seen/{path}"));
        }
    });

    for (service, _) in SERVICES {
        let sentence = format!("G20: a build from apps/{service} alone sees nothing that must be kept out");
        suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
            let folder = repository();
            let context = format!("apps/{service}");
            folder.write(&format!("{context}/Everything"), "FROM python:3.11-slim\nCOPY . /seen/\n");
            let image =
                Builder::new(buildah, &KYROS).build(&folder.path().join(context), "Everything", "").unwrap();
            let seen = image.files_with(CANARY);
            let meant = |path: &&String| !path.ends_with(".DS_Store");
            assert_eq!(seen.iter().filter(meant).collect::<Vec<_>>(), Vec::<&String>::new());
        });
    }

    suite.alone_with(
        Judge::Buildah,
        "G30: the job that makes the database has all that it makes it of",
        |buildah| {
            let image = build(buildah, &repository(), "api", "database").unwrap();
            assert_eq!(image.words("Cmd").join(" "), "python prepare_data.py");
            assert_eq!(image.user(), "1000:1000");
            for path in MADE_OF {
                image.has(path);
            }
            image.lacks("/app/data");
        },
    );

    key::tests(suite);
    arguments(suite);
}

/// Of which the job makes the database, and the data of the dashboards.
const MADE_OF: [&str; 3] =
    ["/app/prepare_data.py", "/app/database/schema.sql", "/app/mock-data/clv/data.csv"];

/// What Compose says for each `ARG`, and what the repository may have otherwise.
fn arguments(suite: &mut Suite) {
    suite.alone_with(Judge::Buildah, "G21: the shell UI is built with the API's address in it", |buildah| {
        let builder = Builder::new(buildah, &KYROS).with("API_BASE_URL", "http://other:1");
        let image = builder.build(repository().path(), &dockerfile("shell-ui"), "prod").unwrap();
        assert_eq!(image.text("/app/apps/shell-ui/server.js"), "http://other:1\n");
        let image = build(buildah, &repository(), "shell-ui", "prod").unwrap();
        assert_eq!(image.text("/app/apps/shell-ui/server.js"), "http://api:8000\n");
    });

    suite.alone_with(
        Judge::Buildah,
        "G23: the versions of Python and Node are the ones that are chosen",
        |buildah| {
            for (service, name, good, absent) in
                [("api", "PYTHON_VERSION", "3.12", "3.13"), ("shell-ui", "NODE_VERSION", "24", "22")]
            {
                let with = |version| {
                    let builder = Builder::new(buildah, &KYROS).with(name, version);
                    builder.build(repository().path(), &dockerfile(service), "dev")
                };
                assert!(with(good).is_ok());
                assert!(with(absent).unwrap_err().contains(absent));
            }
        },
    );

    suite.alone_with(
        Judge::Buildah,
        "a Next that writes no standalone server is told what is missing",
        |buildah| {
            let folder = repository();
            folder.write("apps/shell-ui/next.config.js", "module.exports = {};\n");
            let refused = build(buildah, &folder, "shell-ui", "prod").unwrap_err();
            assert!(refused.contains("next.config: expected output: 'standalone'"), "{refused}");
        },
    );
}

fn dockerfile(service: &str) -> String {
    format!("apps/{service}/Dockerfile")
}

fn build(buildah: &Path, folder: &Folder, service: &str, stage: &str) -> Result<Image, String> {
    Builder::new(buildah, &KYROS).build(folder.path(), &dockerfile(service), stage)
}

/// As `docker compose config` would say it with nothing changed in `.env`.
fn compose(file: &str) -> Value {
    let bundle = kyros("prod");
    let text =
        bundle::text(&bundle, file).replace("${API_WORKERS:-2}", "2").replace("${DASH_WORKERS:-2}", "2");
    serde_saphyr::from_str(&text).unwrap()
}

fn starts_and_is_probed(image: &Image, service: &str, stage: &str, port: u16) {
    assert_eq!(image.user(), "1000:1000");
    assert!(image.settings()["ExposedPorts"].get(format!("{port}/tcp")).is_some());
    image.is_probed_as(&compose("docker-compose.yml")["services"][service]);
    let starts = image.words("Entrypoint").join(" ");
    assert_eq!(starts.contains("config.py && "), service == "api" && stage == "prod", "{starts}");
    assert_eq!(starts.contains("python prepare_data.py && exec \"$@\""), service == "api", "{starts}");
    let (command, environment) = (image.words("Cmd"), image.words("Env"));
    let has =
        |line: &str| assert!(environment.iter().any(|entry| entry == line), "{line} in {environment:?}");
    has("HOME=/tmp");
    let words = command.join(" ");
    match service {
        "api" => {
            assert!(words.starts_with("uvicorn src.main:app --host 0.0.0.0 --port 8000 "), "{words}");
            assert_eq!(words.ends_with(" --reload"), stage == "dev", "{words}");
        }
        "shell-ui" => {
            has("HOSTNAME=0.0.0.0");
            has("PORT=3000");
            has(if stage == "dev" { "NODE_ENV=development" } else { "NODE_ENV=production" });
            assert_eq!(words, if stage == "dev" { "npm run dev" } else { "node server.js" });
        }
        _ if stage == "dev" => assert_eq!(words, "python app.py"),
        _ => {
            assert!(words.starts_with(&format!("gunicorn --bind 0.0.0.0:{port} ")), "{words}");
            assert!(words.ends_with(" app:server"), "{words}");
        }
    }
    let said = &compose("docker-compose.prod.yml")["services"][service]["command"];
    if stage == "prod" && service != "shell-ui" {
        assert_eq!(Value::from(command), *said);
    }
}

fn of_python(image: &Image, service: &str, stage: &str) {
    if service == "api" {
        image.has("/app/src/main.py");
        for path in MADE_OF {
            image.has(path);
        }
    } else {
        let home = if stage == "dev" { "/src" } else { "/app" };
        for module in MODULES {
            image.has(&format!("{home}/{module}.py"));
        }
        // Of the older app, which asks for other things.
        image.lacks(&format!("{home}/pages"));
    }
    image.has("/app/packages/shared-config/src/shared_config/__init__.py");
    assert_eq!(image.text("/site/shared-config.link"), "/app/packages/shared-config\n");
    let dash = service != "api";
    assert_eq!(image.path("/site/gunicorn").exists(), dash && stage == "prod");
    assert_eq!(image.path("/usr/bin/curl").exists(), !dash);
    image.lacks("/var/lib/apt/lists/debian");
    assert!(image.words("Env").iter().any(|entry| entry == "PYTHONDONTWRITEBYTECODE=1"));
}

fn of_next(image: &Image, stage: &str) {
    assert!(
        !image.path("/tmp/.npm").exists() || stage == "dev",
        "root's cache is where the program's own would be"
    );
    let home = "/app/apps/shell-ui";
    assert_eq!(image.settings()["WorkingDir"], home);
    if stage == "dev" {
        // Above the folder that is mounted.
        image.has("/app/node_modules/next");
        image.lacks(&format!("{home}/node_modules"));
        return;
    }
    for path in ["server.js", "public", ".next/static/chunks"] {
        image.has(&format!("{home}/{path}"));
    }
    for path in ["app", "package.json", "node_modules"] {
        image.lacks(&format!("{home}/{path}"));
    }
    // Whoever it runs as.
    for path in [".next", ".next/cache", ".next/server"] {
        let mode = fs::metadata(image.path(&format!("{home}/{path}"))).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o777, "{path}");
    }
}

const MODULES: [&str; 4] = ["app", "auth_middleware", "data_client", "error_page"];

/// The bundle at the root of its repository, with what may lie about in one.
fn repository() -> Folder {
    let folder = Folder::holding(&kyros("dev"));
    for service in ["api", "dash-app-clv", "dash-app-risk"] {
        folder.write(&format!("apps/{service}/requirements.txt"), "pandas\n");
        // It names an index that is somebody's own.
        folder.write(&format!("apps/{service}/requirements-dev.txt"), "pytest\n");
    }
    for service in ["dash-app-clv", "dash-app-risk"] {
        for module in MODULES.iter().chain(&["pages/older"]) {
            folder.write(&format!("apps/{service}/{module}.py"), "\n");
        }
    }
    for (path, text) in [
        ("apps/api/src/main.py", "app = None\n"),
        ("database/schema.sql", "CREATE TABLE tenants (id TEXT);\n"),
        ("packages/shared-config/pyproject.toml", "[project]\n"),
        ("packages/shared-config/src/shared_config/__init__.py", "\n"),
        (key::CONFIG, key::AS_IT_IS),
        ("package.json", "{}\n"),
        ("package-lock.json", "{}\n"),
        ("apps/shell-ui/package.json", "{}\n"),
        ("apps/shell-ui/next.config.js", "module.exports = { output: 'standalone' };\n"),
        ("apps/shell-ui/app/page.tsx", "\n"),
    ] {
        folder.write(path, text);
    }
    for path in KEPT {
        folder.write(path, "source\n");
    }
    for path in AT_THE_ROOT.iter().chain(&IN_AN_APP) {
        // The rendered one stays as it is.
        if !folder.path().join(path).is_file() {
            folder.write(path, CANARY);
        }
    }
    folder
}
