//! The Dockerfiles of the API and of the workers, each stage that is used, built from a repository that is there in outline.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use super::{dev, prod};
use crate::bundle;
use crate::folder::Folder;
use crate::images::builder::{Builder, Image};
use crate::images::stand_in::StandIns;
use crate::images::{CANARY, lint};
use crate::judge::Judge;
use crate::suite::Suite;

const PACKAGES: [&str; 4] = ["shared", "api", "rules-engine", "scheduler"];
const BUILT: [&str; 3] = ["api", "rules-engine", "scheduler"];

const STAND_INS: StandIns = StandIns {
    images: &["node:22-alpine"],
    programs: &["apk", "npm", "pnpm"],
    script: r#"#!/bin/sh
set -eu
program=${0##*/} asked=$*
echo "$program $asked" >>/tmp/asked
# Its users take turns.
chmod 666 /tmp/asked 2>/dev/null || :
fail() { echo "$program $asked: $*" >&2; exit 1; }
need() { for file; do [ -e "$file" ] || fail "no $file"; done; }
made=node_modules/.pnpm/@prisma+client@6/node_modules/.prisma
case "$program $asked" in
"apk add --no-cache openssl tini") ;;
"npm install --global pnpm@9.15.9") ;;
"npm pkg delete scripts.prepare") need package.json ;;
"pnpm fetch")
  need pnpm-lock.yaml pnpm-workspace.yaml .npmrc
  [ ! -e packages ] || fail "more than the lockfile"
  mkdir -p node_modules/.pnpm
  ;;
"pnpm install --offline --frozen-lockfile")
  need package.json tsconfig.base.json packages/new/package.json node_modules/.pnpm
  [ "$CI$HUSKY" = true0 ] || fail "it would ask"
  if grep -rl canary-5f1e .; then fail "a leftover of the repository's"; fi
  mkdir -p node_modules/for-development packages/api/node_modules/for-development
  ;;
"pnpm --filter ./packages/api run --if-present prisma:generate")
  need node_modules/for-development
  mkdir -p "$made" && echo client >"$made/client"
  ;;
"pnpm --filter ./packages/shared run --if-present build") mkdir packages/shared/dist ;;
"pnpm --filter ./packages/"*" run build")
  need packages/shared/dist "$2/src/index.ts" "$made/client"
  mkdir "$2/dist" && echo >"$2/dist/main.js"
  ;;
"pnpm install --offline --frozen-lockfile --prod --filter {packages/"*"}...")
  [ ! -e node_modules ] && [ ! -e packages/api/node_modules ] || fail "installed over the old"
  mkdir -p node_modules/for-use
  ;;
*) fail "nobody knows this" ;;
esac
"#,
    files: &[
        ("etc/passwd", "root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/:/bin/sh\n"),
        ("etc/group", "root:x:0:\nnode:x:1000:\n"),
    ],
};

/// In what no builder may see.
const KEPT_OUT: [&str; 7] = [
    ".git/config",
    ".env",
    ".env.local",
    "secrets/jwt_secret",
    "backups/campaign.dump",
    "packages/api/.env",
    "packages/api/node_modules/stale/package.json",
];

pub fn tests(suite: &mut Suite) {
    for package in BUILT {
        let path = format!("packages/{package}/Dockerfile");
        suite.with(
            Judge::Hadolint,
            &format!("hadolint has nothing against Campaign's {path}"),
            move |hadolint| {
                assert_eq!(lint(hadolint, bundle::text(&prod(), &path)), Ok(()));
            },
        );
        let sentence = format!(
            "G9, G10, G20: Campaign's {package} is built for production and is probed as its service is"
        );
        suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
            program(&build(buildah, package, ""), package);
        });
        let sentence =
            format!("Campaign's {package} is built for development, with all that a watcher needs");
        suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
            watched(&build(buildah, package, "development"), package);
        });
    }

    suite.alone_with(
        Judge::Buildah,
        "a change of Campaign's source installs no dependency anew",
        |buildah| {
            let folder = repository();
            folder.write("packages/api/src/more.ts", "export {};\n");
            let image = Builder::new(buildah, &STAND_INS)
                .build(folder.path(), "packages/api/Dockerfile", "source")
                .unwrap();
            image.has("/app/packages/api/src/more.ts");
            // The stand-in refuses to install where it sees any source.
            assert!(image.text("/tmp/asked").contains("pnpm fetch\n"));
        },
    );
}

fn build(buildah: &std::path::Path, package: &str, target: &str) -> Image {
    let dockerfile = format!("packages/{package}/Dockerfile");
    let image = Builder::new(buildah, &STAND_INS).build(repository().path(), &dockerfile, target).unwrap();
    assert_eq!(image.files_with(CANARY), [""; 0]);
    let base: Value = serde_saphyr::from_str(bundle::text(&dev(), "docker-compose.yml")).unwrap();
    image.is_probed_as(&base["services"][package]);
    image
}

fn program(image: &Image, package: &str) {
    assert_eq!(image.user(), "1000:1000");
    assert_eq!(image.words("Cmd"), ["node", &format!("packages/{package}/dist/main.js")]);
    image.has(&format!("/app/packages/{package}/dist/main.js"));
    image.has("/app/packages/shared/dist");
    image.has("/app/node_modules/for-use");
    image.has("/app/node_modules/.pnpm/@prisma+client@6/node_modules/.prisma/client");
    assert!(!image.path("/app/node_modules/for-development").exists());
    starts_by_the_entry_point(image, package);
}

fn starts_by_the_entry_point(image: &Image, package: &str) {
    assert_eq!(image.words("Entrypoint"), ["tini", "--", "/usr/local/bin/entrypoint.sh"]);
    for script in ["entrypoint.sh", "heartbeat.sh"] {
        let path = image.path(&format!("/usr/local/bin/{script}"));
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o755, "{script}");
    }
    image.has("/usr/local/lib/heartbeat.cjs");
    let beats =
        image.words("Env").iter().any(|it| it == "NODE_OPTIONS=--require /usr/local/lib/heartbeat.cjs");
    assert_eq!(beats, package != "api");
}

fn watched(image: &Image, package: &str) {
    assert_eq!(image.user(), "1000:1000");
    image.has("/app/node_modules/for-development");
    image.has(&format!("/app/packages/{package}/src/index.ts"));
    let command = image.words("Cmd").join(" ");
    match package {
        "api" => assert!(command.contains("exec pnpm --filter ./packages/api run dev"), "{command}"),
        _ => assert_eq!(command, format!("pnpm --filter ./packages/{package} run dev")),
    }
    starts_by_the_entry_point(image, package);
}

/// The files in a repository of the stack, with what may lie about in one.
fn repository() -> Folder {
    let folder = Folder::of(&dev());
    for path in ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.base.json", ".npmrc"] {
        folder.write(path, "{}\n");
    }
    for package in PACKAGES.iter().chain(&["new"]) {
        folder.write(&format!("packages/{package}/package.json"), "{}\n");
        folder.write(&format!("packages/{package}/src/index.ts"), "export {};\n");
    }
    for path in KEPT_OUT {
        folder.write(path, CANARY);
    }
    folder
}
