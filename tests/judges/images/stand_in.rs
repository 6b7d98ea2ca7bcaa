//! What stands in for the images that a Dockerfile begins with, which nobody can pull here: a static busybox, and in
//! place of every other program a script that notes what it was asked and leaves behind what the program would.

/// The images of a stack's Dockerfiles, and what is on all of them beside busybox.
#[derive(Debug)]
pub struct StandIns {
    /// `node:22-alpine`
    pub images: &'static [&'static str],
    /// The programs that the script is.
    pub programs: &'static [&'static str],
    /// Told by its own name which of them it is.
    pub script: &'static str,
    /// Paths from the root, and texts.
    pub files: &'static [(&'static str, &'static str)],
}

pub const TAMMA: StandIns = StandIns {
    images: &["node:22-alpine", "nginx:1.30-alpine"],
    programs: &["addgroup", "adduser", "apk", "corepack", "install", "node", "pnpm"],
    script: SCRIPT,
    files: &[
        ("etc/passwd", "root:x:0:0::/root:/bin/sh\nnginx:x:101:101::/:/bin/sh\n"),
        ("etc/group", "root:x:0:\nnginx:x:101:\n"),
        ("etc/nginx/nginx.conf", NGINX_CONF),
        ("etc/nginx/conf.d/default.conf", "server {}\n"),
        ("var/cache/nginx/.keep", ""),
    ],
};

const SCRIPT: &str = r#"#!/bin/sh
set -eu
program=${0##*/}
echo "$program $*" >>/asked
need() {
  for file; do [ -e "$file" ] || { echo "$program $asked: no $file" >&2; exit 1; }; done
}
asked=$*
case "$program $asked" in
"adduser "*) echo "tamma:x:1001:1001::/home/tamma:/bin/sh" >>/etc/passwd ;;
"addgroup "*) echo "tamma:x:1001:" >>/etc/group ;;
"install -d "*)
  for folder; do :; done
  mkdir -p "$folder"
  ;;
"pnpm fetch")
  need pnpm-lock.yaml pnpm-workspace.yaml
  mkdir -p node_modules/for-development
  ;;
"pnpm install --offline --frozen-lockfile")
  need package.json packages node_modules/for-development
  if grep -rl canary-5f1e .; then echo "a leftover of the repository's" >&2; exit 1; fi
  for package in packages/*; do mkdir -p "$package/node_modules/for-development"; done
  ;;
"pnpm install --offline --frozen-lockfile --prod "*)
  if [ -e node_modules ] || [ -e packages/api/node_modules ]; then echo "installed over the old" >&2; exit 1; fi
  for package in . packages/cli packages/api; do mkdir -p "$package/node_modules/for-use"; done
  ;;
"pnpm "*"run build")
  need tsconfig.json packages/shared/node_modules/for-development
  for package in packages/*; do
    mkdir "$package/dist"
    cp "$package/src/index.ts" "$package/dist/index.js"
  done
  ;;
"corepack enable" | "corepack prepare pnpm@9.15.0 --activate" | "apk add --no-cache "*) ;;
*)
  echo "nobody knows $program $asked" >&2
  exit 1
  ;;
esac
"#;

/// As nginx's image has it, as far as the Dockerfile touches it.
const NGINX_CONF: &str = "user nginx;\nworker_processes auto;\npid        /run/nginx.pid;\n";

pub const KYROS: StandIns = StandIns {
    images: &["python:3.11-slim", "python:3.13-slim", "node:20-alpine", "node:24-alpine"],
    programs: &["apt-get", "npm", "pip"],
    script: KYROS_SCRIPT,
    files: &[("etc/passwd", "root:x:0:0::/root:/bin/sh\n"), ("etc/group", "root:x:0:\n")],
};

const KYROS_SCRIPT: &str = r#"#!/bin/sh
set -eu
program=${0##*/}
echo "$program $*" >>/asked
need() {
  for file; do [ -e "$file" ] || { echo "$program $asked: no $file" >&2; exit 1; }; done
}
too_early() {
  for file; do [ ! -e "$file" ] || { echo "$program $asked: $file is there already" >&2; exit 1; }; done
}
asked=$*
case "$program $asked" in
"apt-get update") mkdir -p /var/lib/apt/lists/debian ;;
"apt-get install -y --no-install-recommends curl")
  need /var/lib/apt/lists/debian
  mkdir -p /usr/bin
  touch /usr/bin/curl
  ;;
"pip install --no-cache-dir -r requirements.txt")
  need requirements.txt
  too_early src packages
  mkdir -p /site/for-use
  ;;
"pip install --no-cache-dir -r requirements-dev.txt")
  need requirements-dev.txt /site/for-use
  too_early src
  mkdir /site/for-development
  ;;
"pip install --no-cache-dir -e packages/shared-config")
  # Its README is what setuptools reads, too.
  need packages/shared-config/pyproject.toml packages/shared-config/README.md /site/for-use
  too_early src
  echo "$PWD/packages/shared-config" >/site/shared-config.link
  ;;
"pip install --no-cache-dir gunicorn=="[0-9]*)
  too_early src
  mkdir /site/gunicorn
  ;;
"npm ci")
  need package.json package-lock.json
  too_early app next.config.js
  mkdir -p node_modules/next "$HOME/.npm"
  ;;
"npm install")
  need package.json
  too_early package-lock.json app
  mkdir -p node_modules/next "$HOME/.npm"
  ;;
"npm run build")
  need next.config.js app/page.tsx node_modules/next
  mkdir -p .next/static/chunks
  if grep -q standalone next.config.js; then
    mkdir -p .next/standalone/.next/server
    echo "$API_BASE_URL" >.next/standalone/server.js
  fi
  ;;
*)
  echo "nobody knows $program $asked" >&2
  exit 1
  ;;
esac
"#;
