//! The frontend's Dockerfile, each stage that is used, built from a repository that is there in outline.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use berth_testing::folder::Folder;
use berth_testing::judge::Judge;
use serde_json::Value;

use super::{dev, prod, scenario, script};
use crate::bundle;
use crate::images::builder::{Builder, Image};
use crate::images::stand_in::StandIns;
use crate::images::{CANARY, lint};
use crate::suite::Suite;

const DOCKERFILE: &str = "packages/frontend/Dockerfile";
const PAGE: &str = "/usr/share/nginx/html/index.html";

/// pnpm as it was seen to behave in the stack's repository: the page is made of `shared` as that was built, and its
/// package's own build script ends with errors of types.
const STAND_INS: StandIns = StandIns {
    images: &["node:22-alpine", "nginx:1.30-alpine"],
    programs: &["npm", "pnpm"],
    script: r#"#!/bin/sh
set -eu
program=${0##*/} asked=$*
fail() { echo "$program $asked: $*" >&2; exit 1; }
need() { for file; do [ -e "$file" ] || fail "no $file"; done; }
case "$program $asked" in
"npm install --global pnpm@9.15.9") ;;
"pnpm install --frozen-lockfile --ignore-scripts --fail-if-no-match --filter @campaign/frontend...")
  need package.json pnpm-lock.yaml pnpm-workspace.yaml packages/frontend/package.json packages/shared/package.json
  [ "$CI" = true ] || fail "it would ask"
  [ ! -e packages/frontend/src ] || fail "installed anew with each change of the source"
  mkdir node_modules
  ;;
"pnpm --fail-if-no-match --filter @campaign/shared run build")
  need node_modules tsconfig.base.json packages/shared/src/index.ts
  mkdir packages/shared/dist
  ;;
"pnpm --fail-if-no-match --filter @campaign/frontend exec vite build")
  need node_modules packages/shared/dist packages/frontend/src/index.ts packages/frontend/vite.config.ts
  mkdir packages/frontend/dist
  echo "$VITE_ENVIRONMENT $VITE_API_URL $VITE_API_WS_URL $VITE_APP_NAME" >packages/frontend/dist/index.html
  ;;
"pnpm --fail-if-no-match --filter @campaign/frontend run build") fail "TypeScript finds errors" ;;
*) fail "nobody knows this" ;;
esac
"#,
    files: &[
        (
            "etc/passwd",
            "root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/:/bin/sh\nnginx:x:101:101::/:/bin/sh\n",
        ),
        ("etc/group", "root:x:0:\nnode:x:1000:\nnginx:x:101:\n"),
        ("etc/nginx/nginx.conf", "user nginx;\npid        /run/nginx.pid;\n"),
        ("etc/nginx/conf.d/default.conf", "server {}\n"),
        ("var/cache/nginx/.keep", ""),
    ],
};

/// In what no builder may see.
const KEPT_OUT: [&str; 6] = [
    ".git/config",
    ".env",
    "secrets/jwt_secret",
    "packages/frontend/.env",
    "packages/frontend/node_modules/stale/package.json",
    "packages/frontend/dist/stale.js",
];

pub fn tests(suite: &mut Suite) {
    suite.with(Judge::Hadolint, "hadolint has nothing against Campaign's frontend", |hadolint| {
        assert_eq!(lint(hadolint, bundle::text(&prod(), DOCKERFILE)), Ok(()));
    });

    suite.alone_with(
        Judge::Buildah,
        "G9, G10, G20: Campaign's frontend is built for production and is probed as its service is",
        |buildah| {
            let image = build(buildah, "");
            assert_eq!(image.user(), "101:101");
            assert_eq!(
                image.text(PAGE),
                "staging /graphql ws://localhost:8080/graphql Campaign Manager\n",
                "without arguments"
            );
            assert_eq!(image.text("/etc/nginx/conf.d/default.conf"), script("packages/frontend/nginx.conf"));
            assert_eq!(image.text("/etc/nginx/nginx.conf"), "pid /tmp/nginx.pid;\n");
            assert!(image.settings()["ExposedPorts"].get("80/tcp").is_some());
            asks_for_names(&image.words("Cmd"));
        },
    );

    suite.alone_with(
        Judge::Buildah,
        "Campaign's frontend is built for development, with all that a watcher needs",
        |buildah| {
            let image = build(buildah, "development");
            assert_eq!(image.user(), "1000:1000");
            assert_eq!(image.words("Cmd").join(" "), "pnpm exec vite --config vite.docker.config.ts");
            assert_eq!(image.settings()["WorkingDir"], "/app/packages/frontend");
            for path in ["src/index.ts", "vite.config.ts", "vite.docker.config.ts", "../shared/dist"] {
                image.has(&format!("/app/packages/frontend/{path}"));
            }
        },
    );

    for (addons, built_in) in [
        (&[][..], "staging /graphql ws://localhost:8090/graphql"),
        (&["https"], "production https://campaign.example.com/graphql wss://campaign.example.com/graphql"),
        (&["own-proxy"], "staging /graphql wss://table.example.com/graphql"),
    ] {
        let sentence =
            format!("G21, G30: Campaign's page has the addresses built in that it is opened by: {addons:?}");
        suite.alone_with(Judge::Buildah, &sentence, move |buildah| {
            let mut builder = Builder::new(buildah, &STAND_INS);
            let arguments = arguments(addons);
            for (name, value) in &arguments {
                builder = builder.with(name, value);
            }
            let image = builder.build(repository().path(), DOCKERFILE, "").unwrap();
            assert_eq!(image.text(PAGE), format!("{built_in} Campaign Manager\n"));
        });
    }

    suite.alone_with(
        Judge::Buildah,
        "G30: the build of Campaign's page ends where the page would stay blank, and says why",
        |buildah| {
            for (name, value, said) in [
                ("VITE_ENVIRONMENT", "", "VITE_ENVIRONMENT is empty"),
                ("VITE_API_URL", "", "VITE_API_URL is empty"),
                ("VITE_API_WS_URL", " ", "VITE_API_WS_URL is empty"),
                ("VITE_APP_NAME", "", "VITE_APP_NAME is empty"),
                ("VITE_ENVIRONMENT", "production", "in production VITE_API_URL begins with https://"),
                ("VITE_API_URL", "api.example.com", "VITE_API_URL begins with https://, http:// or /"),
                ("VITE_API_WS_URL", "/graphql", "VITE_API_WS_URL begins with wss:// or ws://"),
            ] {
                let refusal = refusal(buildah, &[(name, value)]);
                assert!(refusal.contains(said), "{name}={value}: {refusal}");
            }
            let half = [("VITE_ENVIRONMENT", "production"), ("VITE_API_URL", "https://a.example/graphql")];
            let refusal = refusal(buildah, &half);
            assert!(refusal.contains("in production VITE_API_WS_URL begins with wss://"), "{refusal}");
        },
    );
}

/// nginx is told the container's name server before it starts.
fn asks_for_names(command: &[String]) {
    let folder = Folder::with(&[
        ("resolv.conf", "search dns.podman\nnameserver fd00::53\nnameserver 192.0.2.1\n"),
        ("nginx", "#!/bin/sh\necho \"$@\"\n"),
    ]);
    fs::set_permissions(folder.path().join("nginx"), Permissions::from_mode(0o755)).unwrap();
    let [shell, option, script] = command else { panic!("{command:?}") };
    let script = script.replace("/etc/resolv.conf", "resolv.conf").replace("/tmp/", "");
    let mut started = Command::new(shell);
    started.args([option, &script]).current_dir(folder.path()).env("PATH", "/usr/bin:/bin:.");
    assert_eq!(String::from_utf8(started.output().unwrap().stdout).unwrap(), "-g daemon off;\n");
    let told = fs::read_to_string(folder.path().join("resolver.conf")).unwrap();
    assert_eq!(told, "resolver [fd00::53] valid=10s ipv6=off;\n");
}

/// What Compose hands to the build, in a bundle whose ports and names are not the usual ones.
fn arguments(addons: &[&str]) -> Vec<(String, String)> {
    let mut scenario = scenario("prod");
    scenario.answers.addons = addons.iter().map(|addon| (*addon).to_owned()).collect();
    for (key, value) in [
        ("FRONTEND_PORT", "8090"),
        ("DOMAIN", "campaign.example.com"),
        ("VITE_API_WS_URL", "wss://table.example.com/graphql"),
        ("OPEN_TO_ANYONE", "yes"),
    ] {
        scenario = scenario.set(key, value);
    }
    let plan = scenario.plan();
    let frontend = plan.service("frontend").expect("it runs");
    let setting = |key: &str| plan.variable(key).map_or("", |variable| variable.setting.expose()).to_owned();
    frontend.build_args.iter().map(|(name, value)| ((*name).to_owned(), value.fill(setting))).collect()
}

fn refusal(buildah: &Path, arguments: &[(&str, &str)]) -> String {
    let mut builder = Builder::new(buildah, &STAND_INS);
    for (name, value) in arguments {
        builder = builder.with(name, value);
    }
    builder.build(repository().path(), DOCKERFILE, "").map(drop).expect_err("no image")
}

fn build(buildah: &Path, target: &str) -> Image {
    let image = Builder::new(buildah, &STAND_INS).build(repository().path(), DOCKERFILE, target).unwrap();
    assert_eq!(image.files_with(CANARY), [""; 0]);
    let base: Value = serde_saphyr::from_str(bundle::text(&dev(), "docker-compose.yml")).unwrap();
    image.is_probed_as(&base["services"]["frontend"]);
    image
}

/// The files in a repository of the stack, with what may lie about in one.
fn repository() -> Folder {
    let folder = Folder::holding(&dev());
    for path in ["package.json", "pnpm-lock.yaml", "pnpm-workspace.yaml", "tsconfig.base.json"] {
        folder.write(path, "{}\n");
    }
    for package in ["shared", "api", "frontend"] {
        folder.write(&format!("packages/{package}/package.json"), "{}\n");
        folder.write(&format!("packages/{package}/src/index.ts"), "export {};\n");
    }
    folder.write("packages/frontend/vite.config.ts", "export default {};\n");
    for path in KEPT_OUT {
        folder.write(path, CANARY);
    }
    folder
}
