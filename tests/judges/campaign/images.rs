//! The Dockerfiles of the API and of the workers, each stage that is used, built from a repository that is there in outline.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use super::{dev, prod};
use crate::bundle;
use crate::images::builder::{Builder, Image};
use crate::images::stand_in::StandIns;
use crate::images::{CANARY, lint};
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
installed=node_modules/for-development
case "$program $asked" in
"apk add --no-cache openssl tini" | "apk add --no-cache postgresql16-client") ;;
"npm install --global pnpm@9.15.9") ;;
"pnpm install --frozen-lockfile --ignore-scripts --fail-if-no-match --filter {packages/api}... --filter {packages/rules-engine}... --filter {packages/scheduler}... --filter ./packages/shared")
  need package.json pnpm-lock.yaml pnpm-workspace.yaml .npmrc packages/new/package.json
  [ "$CI" = true ] || fail "it would ask"
  [ ! -e packages/api/src ] || fail "installed anew with each change of the source"
  if grep -rl canary-5f1e .; then fail "a leftover of the repository's"; fi
  for folder in . packages/api packages/rules-engine packages/scheduler; do mkdir -p "$folder/$installed"; done
  ;;
"pnpm --filter ./packages/api exec prisma generate")
  need "$installed" packages/api/prisma/schema.prisma
  mkdir -p "$made" && echo client >"$made/client"
  ;;
"pnpm --filter ./packages/rules-engine exec prisma generate --schema ../api/prisma/schema.prisma") need "$made/client" ;;
"pnpm --filter ./packages/shared run build") need tsconfig.base.json && mkdir packages/shared/dist ;;
"pnpm --filter ./packages/"*" run build")
  need packages/shared/dist "$2/src/index.ts" "$made/client"
  if grep -rl canary-5f1e .; then fail "a leftover of the repository's"; fi
  mkdir "$2/dist" && echo >"$2/dist/main.js"
  ;;
"pnpm install --offline --frozen-lockfile --ignore-scripts --prod --fail-if-no-match --filter {packages/"*"}...")
  [ ! -e node_modules ] && [ ! -e packages/api/node_modules ] || fail "installed over the old"
  package=${asked##*\{} package=${package%\}*}
  mkdir -p node_modules/for-use "$package/node_modules/for-use"
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
            "G9, G10, G20, G30: Campaign's {package} is built for production and is probed as its service is"
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
        "G10, G20, G30: the image of Campaign's job for the tables has the migrations, Prisma, and the database's own pg_dump",
        |buildah| {
            let image = build(buildah, "api", "migrate");
            assert_eq!(image.user(), "1000:1000");
            assert_eq!(image.words("Cmd"), ["sh", "/usr/local/bin/migrate.sh"]);
            assert_eq!(image.words("Entrypoint"), ["tini", "--", "/usr/local/bin/entrypoint.sh"]);
            for path in ["packages/api/prisma/migrations/1_init/migration.sql", "node_modules/for-development"] {
                image.has(&format!("/app/{path}"));
            }
            assert_eq!(fs::metadata(image.path("/dumps")).unwrap().uid(), 1000);
            let stack = berth::catalogue::find("campaign").unwrap();
            let series = stack.field("POSTGIS_IMAGE").unwrap().default.split([':', '-']).nth(1).unwrap();
            let asked = image.text("/tmp/asked");
            assert!(asked.contains(&format!("postgresql{series}-client")), "{asked}");
        },
    );

    suite.ours("the three Dockerfiles of Campaign's programs share what they install", || {
        let [api, rules, scheduler] = BUILT.map(|package| {
            let bundle = prod();
            let text = bundle::text(&bundle, &format!("packages/{package}/Dockerfile"));
            let begin = text.find("FROM node:22-alpine AS manifests").unwrap();
            text[begin..text.find("# Compose mounts").unwrap()].to_owned()
        });
        assert_eq!([&api, &api], [&rules, &scheduler]);
    });
}

fn build(buildah: &std::path::Path, package: &str, target: &str) -> Image {
    let dockerfile = format!("packages/{package}/Dockerfile");
    let image = Builder::new(buildah, &STAND_INS).build(repository().path(), &dockerfile, target).unwrap();
    assert_eq!(image.files_with(CANARY), [""; 0]);
    let base: Value = serde_saphyr::from_str(bundle::text(&dev(), "docker-compose.yml")).unwrap();
    if target != "migrate" {
        image.is_probed_as(&base["services"][package]);
    }
    image
}

fn program(image: &Image, package: &str) {
    assert_eq!(image.user(), "1000:1000");
    assert_eq!(image.words("Cmd"), ["node", &format!("packages/{package}/dist/main.js")]);
    image.has(&format!("/app/packages/{package}/dist/main.js"));
    image.has(&format!("/app/packages/{package}/node_modules/for-use"));
    image.has("/app/node_modules/for-use");
    assert!(!image.path("/app/node_modules/for-development").exists());
    let has = |path: &str| image.path(&format!("/app/{path}")).exists();
    assert_eq!(
        has("node_modules/.pnpm/@prisma+client@6/node_modules/.prisma/client"),
        package != "scheduler"
    );
    assert_eq!(has(&format!("packages/{package}/proto/rules-engine.proto")), package != "scheduler");
    assert!(!has(&format!("packages/{package}/src/index.ts")), "the sources are in the image");
    if package == "api" {
        // Where the program looks for what its manifest does not list.
        assert_eq!(linked(image, "packages/api"), "../../../shared");
        assert!(has("packages/shared/dist") && has("packages/shared/package.json"));
        assert!(!has("packages/shared/src"));
        assert_eq!(fs::metadata(image.path("/app/packages/api/src")).unwrap().uid(), 1000);
    }
    starts_by_the_entry_point(image);
}

fn linked(image: &Image, package: &str) -> String {
    let link = image.path(&format!("/app/{package}/node_modules/@campaign/shared"));
    fs::read_link(link).expect("a link").to_str().unwrap().to_owned()
}

fn starts_by_the_entry_point(image: &Image) {
    assert_eq!(image.words("Entrypoint"), ["tini", "--", "/usr/local/bin/entrypoint.sh"]);
    let path = image.path("/usr/local/bin/entrypoint.sh");
    assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o755);
    image.has("/usr/local/lib/healthy.cjs");
}

fn watched(image: &Image, package: &str) {
    assert_eq!(image.user(), "1000:1000");
    image.has("/app/node_modules/for-development");
    image.has(&format!("/app/packages/{package}/src/index.ts"));
    let command = image.words("Cmd").join(" ");
    match package {
        "api" => {
            assert!(command.contains("exec pnpm --filter ./packages/api run dev"), "{command}");
            // packages/shared is mounted over what was built.
            assert_eq!(linked(image, "packages/api"), "../../../../shared");
            image.has("/app/shared/package.json");
        }
        _ => assert_eq!(command, format!("pnpm --filter ./packages/{package} run dev")),
    }
    starts_by_the_entry_point(image);
}

/// The files in a repository of the stack, with what may lie about in one.
fn repository() -> Folder {
    let folder = Folder::holding(&dev());
    for path in ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.base.json", ".npmrc"] {
        folder.write(path, "{}\n");
    }
    for package in PACKAGES.iter().chain(&["new"]) {
        folder.write(&format!("packages/{package}/package.json"), "{}\n");
        folder.write(&format!("packages/{package}/src/index.ts"), "export {};\n");
    }
    for package in ["api", "rules-engine"] {
        folder.write(&format!("packages/{package}/proto/rules-engine.proto"), "");
    }
    folder.write("packages/api/prisma/schema.prisma", "");
    folder.write("packages/api/prisma/migrations/1_init/migration.sql", "");
    for path in KEPT_OUT {
        folder.write(path, CANARY);
    }
    folder
}
