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
    programs: &["addgroup", "adduser", "apk", "corepack", "install", "node", "npm", "pnpm"],
    script: SCRIPT,
    files: &[
        ("etc/passwd", "root:x:0:0::/root:/bin/sh\nnginx:x:101:101::/:/bin/sh\n"),
        ("etc/group", "root:x:0:\nnginx:x:101:\n"),
        ("etc/nginx/nginx.conf", NGINX_CONF),
        ("etc/nginx/conf.d/default.conf", "server {}\n"),
        ("var/cache/nginx/.keep", ""),
    ],
};

/// pnpm in outline, as it was seen to behave in the stack's repository: what it is asked to filter is one package and
/// those that it is made of; a package without a manifest is not linked, which nothing but the build notices.
const SCRIPT: &str = r#"#!/bin/sh
set -eu
program=${0##*/}
echo "$program $*" >>/asked
asked=$*
fail() {
  echo "$program $asked: $*" >&2
  exit 1
}
need() {
  for file; do [ -e "$file" ] || fail "no $file"; done
}

# The packages of the workspace that a package asks for.
needs() {
  grep -o '"@tamma/[a-z-]*": "workspace' "$1/package.json" | cut -d / -f 2 | cut -d '"' -f 1
}
# They, and all that they ask for, each after what it is made of.
closure() {
  if [ -e "$1/package.json" ]; then
    for name in $(needs "$1"); do closure "packages/$name"; done
  fi
  echo "$1"
}
made_of() {
  case $asked in
  *--filter*)
    # Else nobody would notice a name that is wrong.
    expr "$asked" : '.*--fail-if-no-match' >/dev/null || fail "no --fail-if-no-match"
    set -- "packages/$(expr "$asked" : '.*--filter @tamma/\([a-z-]*\)[.][.][.]')"
    ;;
  *) set -- packages/* apps/* ;;
  esac
  for package; do closure "$package"; done | awk '!seen[$0]++'
}

no_leftovers() {
  if grep -rl canary-5f1e .; then fail "a leftover of the repository's"; fi
}

install() {
  need package.json pnpm-lock.yaml pnpm-workspace.yaml
  no_leftovers
  if [ -e node_modules ]; then fail "installed over the old"; fi
  for package in $(made_of); do
    [ -e "$package/package.json" ] || continue
    if [ -e "$package/node_modules" ]; then fail "installed over the old"; fi
    if [ -e "$package/src" ]; then fail "a source that changes has everything installed anew"; fi
    mkdir -p "node_modules/$1" "$package/node_modules/$1"
    for name in $(needs "$package"); do
      [ ! -e "packages/$name/package.json" ] || mkdir -p "$package/node_modules/@tamma/$name"
    done
  done
}

build() {
  no_leftovers
  for package; do
    need tsconfig.json "$package/node_modules/for-development"
    for name in $(needs "$package"); do need "$package/node_modules/@tamma/$name" "packages/$name/dist"; done
    if grep "does not type-check" "$package"/src/*; then fail "error in $package"; fi
    mkdir "$package/dist"
    case $package in
    packages/dashboard)
      mkdir "$package/dist/assets"
      echo "<script src=/assets/index-1.js></script>" >"$package/dist/index.html"
      { cat "$package/src/page.js"; echo "api=\"${VITE_API_BASE_URL-http://localhost:3001/api}\""; } \
        >"$package/dist/assets/index-1.js"
      ;;
    *) cp "$package/src/index.ts" "$package/dist/index.js" ;;
    esac
  done
}

case "$program $asked" in
"adduser "*"-h /home/tamma tamma")
  echo "tamma:x:1001:1001::/home/tamma:/bin/sh" >>/etc/passwd
  mkdir -p /home/tamma
  chown 1001:1001 /home/tamma
  ;;
"addgroup "*) echo "tamma:x:1001:" >>/etc/group ;;
"install -d -m 1777 /run/front-door")
  mkdir -p /run/front-door
  chmod 1777 /run/front-door
  ;;
"install -d -o "*)
  mkdir -p "$6"
  chown "$3:$5" "$6"
  ;;
"corepack enable") ;;
"corepack install")
  grep -q '"packageManager": "pnpm@' package.json || fail "no packageManager in package.json"
  touch /corepack-knows
  ;;
"pnpm install --frozen-lockfile"*)
  need /corepack-knows
  install for-development
  touch /store
  ;;
"pnpm install --offline --frozen-lockfile --prod"*)
  need /store
  install for-use
  ;;
"pnpm "*"run build") build $(made_of) ;;
"npm install -g @anthropic-ai/claude-code@"[0-9]*.[0-9]*.[0-9]*)
  ln -s npm /usr/local/bin/claude
  ;;
"npm cache clean --force" | "claude --version" | "apk add --no-cache "*) ;;
*) fail "nobody knows this" ;;
esac
"#;

/// As nginx's image has it, as far as the Dockerfile touches it.
const NGINX_CONF: &str = "user nginx;\nworker_processes auto;\npid        /run/nginx.pid;\n";

pub const KYROS: StandIns = StandIns {
    images: &["python:3.11-slim", "python:3.12-slim", "node:20-alpine", "node:24-alpine"],
    programs: &["apt-get", "npm", "pip"],
    script: KYROS_SCRIPT,
    files: &[("etc/passwd", "root:x:0:0::/root:/bin/sh\n"), ("etc/group", "root:x:0:\n")],
};

/// npm as it behaves in the stack's repository: its lockfile is the workspace's, the script `install` would call itself
/// without end, and Next leaves its server below the path of the workspace.
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
  too_early src app.py packages
  mkdir -p /site/for-use
  ;;
"pip install --no-cache-dir --no-deps -e packages/shared-config")
  # Its README is what setuptools reads, too.
  need packages/shared-config/pyproject.toml packages/shared-config/README.md /site/for-use
  too_early src app.py
  echo "$PWD/packages/shared-config" >/site/shared-config.link
  ;;
"pip install --no-cache-dir gunicorn=="[0-9]*)
  too_early src app.py
  mkdir /site/gunicorn
  ;;
"npm ci --ignore-scripts")
  need package.json package-lock.json apps/shell-ui/package.json
  too_early apps/shell-ui/app apps/shell-ui/next.config.js
  mkdir -p node_modules/next "$HOME/.npm"
  ;;
"npm run build -w apps/shell-ui")
  need package.json node_modules/next
  cd apps/shell-ui
  need next.config.js app/page.tsx
  mkdir -p .next/static/chunks
  if grep -q standalone next.config.js; then
    server=.next/standalone/apps/shell-ui
    mkdir -p "$server/.next/server" .next/standalone/node_modules/next
    echo "$API_BASE_URL" >"$server/server.js"
  fi
  ;;
*)
  echo "nobody knows $program $asked" >&2
  exit 1
  ;;
esac
"#;
