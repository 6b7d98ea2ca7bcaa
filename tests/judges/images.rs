//! The Dockerfiles: read by a linter, and built, in a network with nobody else in it, from a repository that is there in
//! outline.

pub mod builder;
mod kyros;
pub mod stand_in;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use self::builder::{Builder, Image};
use self::stand_in::TAMMA;
use crate::bundle;
use crate::suite::Suite;

const DOCKERFILES: [&str; 2] = ["docker/Dockerfile.ts", "docker/Dockerfile.dashboard"];

type Ask = fn(&Image);

/// A target, the Dockerfile that has it, and what is asked of it.
const IMAGES: [(&str, &str, Ask); 3] = [
    ("tamma-api", "docker/Dockerfile.ts", api),
    ("tamma-engine", "docker/Dockerfile.ts", engine),
    ("tamma-dashboard", "docker/Dockerfile.dashboard", dashboard),
];

/// What the repository has, and what each asks for of the others. Nothing that runs asks for the last five.
const WORKSPACE: [(&str, &[&str]); 15] = [
    ("packages/shared", &[]),
    ("packages/events", &["shared"]),
    ("packages/observability", &["shared"]),
    ("packages/cost-monitor", &["shared"]),
    ("packages/providers", &["shared", "observability", "cost-monitor"]),
    ("packages/platforms", &["observability", "shared"]),
    ("packages/orchestrator", &["shared", "observability", "providers", "platforms"]),
    ("packages/api", &["events", "observability", "orchestrator", "providers", "shared"]),
    (
        "packages/cli",
        &["api", "shared", "orchestrator", "observability", "providers", "platforms", "cost-monitor"],
    ),
    ("packages/dashboard", &["shared"]),
    ("packages/gates", &["shared", "events", "observability"]),
    ("packages/workers", &["shared", "events", "observability", "providers", "platforms"]),
    ("apps/marketing-site", &[]),
    ("apps/test-platform", &[]),
    ("apps/tamma-engine", &["orchestrator"]),
];

/// Those of them that both programs are made of.
const BUILT: [&str; 9] = [
    "shared",
    "events",
    "observability",
    "cost-monitor",
    "providers",
    "platforms",
    "orchestrator",
    "api",
    "cli",
];

/// What the dashboard's script begins with, as Vite leaves it.
const PAGE: &str = "import\"node:crypto\";document.title=\"{node:1}\";";

/// In files that no image may have, and no builder may see.
pub const CANARY: &str = "canary-5f1e";

const KEPT_OUT: [&str; 13] = [
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
    "apps/tamma-engine/src/notes.txt",
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
            "G9, G10, G20, G30: {target} is built from the sources alone, starts as it should and is probed as its service is"
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

    traps(suite);

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

/// What the Dockerfiles steer clear of: each stops the build.
fn traps(suite: &mut Suite) {
    suite.alone_with(
        Judge::Buildah,
        "G30: a build of all products stops at the one that does not build",
        |buildah| {
            let folder = repository();
            fs::remove_file(folder.path().join("apps/tamma-engine/src/notes.txt")).unwrap();
            let refused = build(buildah, &folder, "docker/Dockerfile.ts", |text| {
                text.replace("COPY packages/ packages/", "COPY packages/ packages/\nCOPY apps/ apps/")
                    .replace("RUN find packages", "RUN find packages apps")
                    .replace(" --fail-if-no-match --filter @tamma/cli...", "")
            });
            let said = refused.unwrap_err();
            assert!(said.contains("COPY apps/"), "{said}");
            folder.write(
                "docker/Dockerfile.ts.dockerignore",
                ".git\n**/.env*\n**/node_modules\n**/dist\n**/*.tsbuildinfo\n",
            );
            let said = Builder::new(buildah, &TAMMA)
                .build(folder.path(), "docker/Dockerfile.ts", "build")
                .unwrap_err();
            assert!(said.contains("error in apps/tamma-engine"), "{said}");
        },
    );

    suite.alone_with(
        Judge::Buildah,
        "G30: a build without a package that the programs are made of stops",
        |buildah| {
            let refused = build(buildah, &repository(), "docker/Dockerfile.ts", |text| {
                text.replacen("RUN find packages", "RUN rm -r packages/cost-monitor && find packages", 1)
            });
            assert!(refused.unwrap_err().contains("no packages/cost-monitor/node_modules"));
        },
    );

    suite.alone_with(
        Judge::Buildah,
        "G30: a page that imports from Node.js in another way is no image",
        |buildah| {
            for (page, name) in [
                ("import{randomUUID as a}from\"node:crypto\";", "\"node:crypto"),
                ("import\"node:fs\";", "\"node:fs"),
                ("import\"node:crypto\";import'node:fs/promises';", "'node:fs/promises"),
                ("let a=await import(`node:crypto`);", "`node:crypto"),
            ] {
                let folder = repository();
                folder.write("packages/dashboard/src/page.js", page);
                let refused =
                    build(buildah, &folder, "docker/Dockerfile.dashboard", str::to_owned).unwrap_err();
                assert!(
                    refused.contains(name) && refused.contains("imports what no browser has"),
                    "{refused}"
                );
            }
        },
    );

    suite.alone_with(
        Judge::Buildah,
        "G21, G30: the page's way to its API is a build argument, and a page without imports stays as it is",
        |buildah| {
            let folder = repository();
            folder.write("packages/dashboard/src/page.js", "document.title=1;");
            let image = Builder::new(buildah, &TAMMA)
                .with("VITE_API_BASE_URL", "https://api.example.com/api")
                .build(folder.path(), "docker/Dockerfile.dashboard", "")
                .unwrap();
            assert_eq!(
                image.text("/usr/share/nginx/html/assets/index-1.js"),
                "document.title=1;api=\"https://api.example.com/api\"\n"
            );
        },
    );
}

/// A build of a Dockerfile that somebody changed.
fn build(
    buildah: &Path,
    folder: &Folder,
    path: &str,
    change: impl Fn(&str) -> String,
) -> Result<Image, String> {
    let text = fs::read_to_string(folder.path().join(path)).unwrap();
    folder.write(path, &change(&text));
    Builder::new(buildah, &TAMMA).build(folder.path(), path, "")
}

fn api(image: &Image) {
    is_of_node(image, &["/entrypoint.sh"]);
    assert_eq!(image.words("Entrypoint"), ["tini", "--", "sh", "/entrypoint.sh"]);
    assert_eq!(
        image.words("Cmd"),
        ["node", "packages/cli/dist/index.js", "server", "--port", "3100", "--host", "0.0.0.0"]
    );
    assert!(image.settings()["ExposedPorts"].get("3100/tcp").is_some());
}

fn engine(image: &Image) {
    is_of_node(image, &["/entrypoint.sh", "/engine.sh"]);
    assert_eq!(image.words("Entrypoint"), ["tini", "--", "sh", "/entrypoint.sh", "sh", "/engine.sh"]);
    assert_eq!(image.words("Cmd"), ["node", "packages/cli/dist/index.js", "start", "--mode", "service"]);
    let asked = image.text("/asked");
    assert!(asked.contains("apk add --no-cache bash git"));
    // One that runs nowhere would be found out by the first issue.
    assert!(asked.contains("claude --version"));
    image.has("/usr/local/bin/claude");
}

/// Starts by way of tini and of its scripts, as a user of its own with two folders to write to; nothing else is this
/// user's. It holds what was built and what that needs, no source, nothing of the development's and of other products.
fn is_of_node(image: &Image, scripts: &[&str]) {
    assert_eq!(image.user(), "1001:1001");
    assert!(image.text("/asked").contains("apk add --no-cache tini"));
    let repository = bundle::repository();
    for script in scripts {
        assert_eq!(image.text(script), bundle::text(&repository, &format!("docker{script}")));
        assert_eq!(fs::metadata(image.path(script)).unwrap().permissions().mode() & 0o777, 0o755);
    }
    for setting in ["HOME=/home/tamma", "TAMMA_WORKING_DIRECTORY=/workspace", "NODE_ENV=production"] {
        assert!(image.words("Env").iter().any(|entry| entry == setting), "{setting}");
    }
    assert_eq!(image.owned_by(1001), ["/home/tamma", "/workspace"]);

    for package in BUILT {
        for path in ["dist/index.js", "package.json", "node_modules/for-use"] {
            image.has(&format!("/app/packages/{package}/{path}"));
        }
        for path in ["src", "node_modules/for-development"] {
            image.lacks(&format!("/app/packages/{package}/{path}"));
        }
    }
    image.has("/app/node_modules/for-use");
    for path in ["apps", "node_modules/for-development", "packages/dashboard/dist", "packages/gates/dist"] {
        image.lacks(&format!("/app/{path}"));
    }
}

/// Serves the page by the repository's configuration, as nginx's user, behind the door. The page looks for its API below
/// its own address, and imports nothing that no browser has.
fn dashboard(image: &Image) {
    image.has("/usr/share/nginx/html/index.html");
    assert_eq!(
        image.text("/usr/share/nginx/html/assets/index-1.js"),
        "/* no node:crypto */document.title=\"{node:1}\";api=\"/api\"\n"
    );
    let repository = bundle::repository();
    for (source, path, mode) in [
        ("docker/nginx-dashboard.conf", "/etc/nginx/conf.d/default.conf", 0o644),
        ("docker/front-door.sh", "/front-door.sh", 0o755),
    ] {
        assert_eq!(image.text(path), bundle::text(&repository, source));
        assert_eq!(fs::metadata(image.path(path)).unwrap().permissions().mode() & 0o777, mode);
    }
    assert_eq!(image.text("/etc/nginx/nginx.conf"), "worker_processes auto;\npid /tmp/nginx.pid;\n");
    assert_eq!(image.user(), "101:101");
    assert_eq!(image.words("Entrypoint"), ["sh", "/front-door.sh"]);
    assert_eq!(image.words("Cmd"), ["nginx", "-g", "daemon off;"]);
    assert_eq!(image.owned_by(101), ["/var/cache/nginx", "/var/cache/nginx/.keep"]);
    // What is mounted there takes over its mode.
    assert_eq!(fs::metadata(image.path("/run/front-door")).unwrap().permissions().mode() & 0o7777, 0o1777);
    assert!(image.settings()["ExposedPorts"].get("80/tcp").is_some());
}

fn is_probed_as_its_service_is(image: &Image, target: &str) {
    let compose: Value =
        serde_saphyr::from_str(bundle::text(&bundle::repository(), "docker/docker-compose.yml")).unwrap();
    image.is_probed_as(&compose["services"][target]);
}

/// The files in a repository of the stack, with what may lie about in one. One of its products does not build.
fn repository() -> Folder {
    let folder = Folder::holding(&bundle::repository());
    folder.write("package.json", "{\"packageManager\": \"pnpm@9.15.0\"}\n");
    folder.write("pnpm-workspace.yaml", "packages: [packages/*, apps/*]\n");
    for path in ["pnpm-lock.yaml", "tsconfig.json"] {
        folder.write(path, "{}\n");
    }
    for (package, needs) in WORKSPACE {
        let needs: Vec<_> = needs.iter().map(|name| format!("\"@tamma/{name}\": \"workspace:*\"")).collect();
        folder.write(
            &format!("{package}/package.json"),
            &format!("{{\"dependencies\": {{\n{}\n}}}}\n", needs.join(",\n")),
        );
        folder.write(&format!("{package}/src/index.ts"), "export {};\n");
    }
    folder.write("packages/dashboard/src/page.js", PAGE);
    folder.write("apps/tamma-engine/src/index.ts", "this does not type-check\n");
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
