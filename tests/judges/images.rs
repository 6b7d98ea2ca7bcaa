//! The Dockerfiles: read by a linter, and built, in a network with nobody else in it, from a repository that is there in
//! outline.

pub mod builder;
mod kyros;
pub mod stand_in;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use self::builder::{Builder, Image};
use self::stand_in::TAMMA;
use crate::bundle;
use crate::folder::Folder;
use crate::judge::Judge;
use crate::suite::Suite;

const DOCKERFILES: [&str; 2] = ["docker/Dockerfile.ts", "docker/Dockerfile.dashboard"];

type Ask = fn(&Image);

/// A target, the Dockerfile that has it, and what is asked of it.
const IMAGES: [(&str, &str, Ask); 3] = [
    ("tamma-api", "docker/Dockerfile.ts", api),
    ("tamma-engine", "docker/Dockerfile.ts", engine),
    ("tamma-dashboard", "docker/Dockerfile.dashboard", dashboard),
];

/// What the repository has, each package with some source. More packages than a Dockerfile could list by name.
const PACKAGES: [&str; 10] = [
    "shared",
    "platforms",
    "providers",
    "observability",
    "events",
    "orchestrator",
    "api",
    "cli",
    "dashboard",
    "new",
];

/// In files that no image may have, and no builder may see.
pub const CANARY: &str = "canary-5f1e";

const KEPT_OUT: [&str; 12] = [
    ".git/config",
    ".env",
    "docker/.env",
    "docker/secrets/github_token",
    "docker/backup-1/tamma.dump",
    "packages/api/.env",
    "packages/api/.env.local",
    "packages/api/node_modules/stale/index.js",
    "packages/api/dist/stale.js",
    "packages/api/tsconfig.tsbuildinfo",
    "node_modules/stale/index.js",
    "notes.txt",
];

pub fn tests(suite: &mut Suite) {
    kyros::tests(suite);
    for path in DOCKERFILES {
        suite.with(Judge::Hadolint, &format!("hadolint has nothing against {path}"), move |hadolint| {
            assert_eq!(lint(hadolint, bundle::text(&bundle::repository(), path)), Ok(()));
        });
    }

    suite.with(Judge::Hadolint, "hadolint names the flaw of another Dockerfile", |hadolint| {
        assert!(lint(hadolint, "FROM node\nCOPY a b c\n").unwrap_err().contains("DL3021"));
    });

    // One test for an image: to build it takes seconds.
    for (target, dockerfile, holds) in IMAGES {
        let sentence = format!(
            "G9, G10, G20: {target} is built from the sources alone, starts as it should and is probed as its service is"
        );
        suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
            let image = Builder::new(buildah, &TAMMA).build(repository().path(), dockerfile, target).unwrap();
            assert_eq!(image.files_with(CANARY), Vec::<String>::new());
            holds(&image);
            is_probed_as_its_service_is(&image, target);
        });
    }

    suite.alone_with(
        Judge::Buildah,
        "G20: a build that copies what its context lacks fails, and names it",
        |buildah| {
            let folder = repository();
            folder.write("Dockerfile", "FROM node:22-alpine\nCOPY ../../packages/gone ./\n");
            let refused = Builder::new(buildah, &TAMMA).build(folder.path(), "Dockerfile", "");
            assert!(refused.unwrap_err().contains("gone"));
        },
    );

    suite.alone_with(Judge::Buildah, "a build argument decides which image a build begins with", |buildah| {
        let folder = Folder::with(&[("Dockerfile", "ARG VERSION=1\nFROM node:${VERSION}-alpine\n")]);
        let said = Builder::new(buildah, &TAMMA).with("VERSION", "22").build(folder.path(), "Dockerfile", "");
        assert!(said.is_ok());
        let refused = Builder::new(buildah, &TAMMA).build(folder.path(), "Dockerfile", "");
        assert!(refused.unwrap_err().contains("node:1-alpine"));
    });

    suite.alone_with(
        Judge::Buildah,
        "a build that is given everything finds what must be kept out",
        |buildah| {
            let folder = repository();
            folder.write("docker/Dockerfile.ts.dockerignore", "");
            let refused =
                Builder::new(buildah, &TAMMA).build(folder.path(), "docker/Dockerfile.ts", "tamma-api");
            assert!(refused.unwrap_err().contains("a leftover"));
        },
    );
}

fn api(image: &Image) {
    is_of_node(image);
    image.has("/app/packages/api/node_modules/for-use");
    assert_eq!(image.words("Cmd")[..3], ["node", "packages/cli/dist/index.js", "server"]);
    assert!(image.settings()["ExposedPorts"].get("3100/tcp").is_some());
}

fn engine(image: &Image) {
    is_of_node(image);
    assert_eq!(image.words("Cmd"), ["node", "packages/cli/dist/index.js", "start", "--mode", "service"]);
    assert!(image.text("/asked").contains("apk add --no-cache git"));
    assert!(image.text("/asked").contains("install -d -o tamma -g tamma /workspace"));
    image.has("/workspace");
}

/// Starts by way of tini and of the entry point, as a user of its own, with no dependency of the development.
fn is_of_node(image: &Image) {
    assert_eq!(image.user(), "1001:1001");
    let entry = image.words("Entrypoint");
    assert_eq!(entry[..2], ["tini", "--"]);
    assert!(image.text("/asked").contains("apk add --no-cache tini"));
    let script = image.path(&entry[2]);
    assert_eq!(fs::metadata(script).unwrap().permissions().mode() & 0o777, 0o755);
    image.has("/app/packages/cli/dist/index.js");
    for folder in ["/app", "/app/packages/api"] {
        assert!(!image.path(&format!("{folder}/node_modules/for-development")).exists(), "{folder}");
    }
}

/// Serves the page by the repository's configuration, as nginx's user.
fn dashboard(image: &Image) {
    image.has("/usr/share/nginx/html/index.js");
    let repository = bundle::repository();
    let conf = bundle::text(&repository, "docker/nginx-dashboard.conf");
    assert_eq!(image.text("/etc/nginx/conf.d/default.conf"), conf);
    assert_eq!(image.text("/etc/nginx/nginx.conf"), "worker_processes auto;\npid /tmp/nginx.pid;\n");
    assert_eq!(image.user(), "101:101");
    assert!(image.settings()["ExposedPorts"].get("80/tcp").is_some());
}

fn is_probed_as_its_service_is(image: &Image, target: &str) {
    let compose: Value =
        serde_saphyr::from_str(bundle::text(&bundle::repository(), "docker/docker-compose.yml")).unwrap();
    image.is_probed_as(&compose["services"][target]);
}

/// The files in a repository of the stack, with what may lie about in one.
fn repository() -> Folder {
    let folder = Folder::of(&bundle::repository());
    for path in ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.json"] {
        folder.write(path, "{}\n");
    }
    for package in PACKAGES {
        folder.write(&format!("packages/{package}/package.json"), "{}\n");
        folder.write(&format!("packages/{package}/src/index.ts"), "export {};\n");
    }
    for path in KEPT_OUT {
        folder.write(path, CANARY);
    }
    folder
}

pub fn lint(hadolint: &Path, dockerfile: &str) -> Result<(), String> {
    let folder = Folder::with(&[("Dockerfile", dockerfile)]);
    let said = Command::new(hadolint)
        .args(["--no-color", "--failure-threshold", "info", "Dockerfile"])
        .current_dir(folder.path())
        .output()
        .expect("hadolint runs");
    if said.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&said.stdout).into_owned()) }
}
