#!/bin/sh
# Gives the engine what it takes for granted, then becomes the command: a clone of the repository with an identity and a
# way to push, the agent's program with the shell that it needs, and the settings that are read from a file alone.
# What is missing is said in one line and tried again; until it is there, nothing says that the engine is healthy.
# entrypoint.sh runs this script, which so has each secret as a variable.
set -eu

# Of the package @anthropic-ai/claude-code: the newest when the programs of this stack were written. Node alone runs it.
AGENT_VERSION=2.1.76
# The image's user, who works on the clone. The agent's program refuses to be root.
ENGINE_USER=1001

host=${ENGINE_GITHUB_URL:-https://github.com}
pause=${ENGINE_RETRY_SECONDS:-60}
work=${TAMMA_WORKING_DIRECTORY:-/workspace}
# The program's own folder in the clone.
state=$work/.tamma
export TAMMA_WORKING_DIRECTORY="$work"

say() { printf 'engine: %s\n' "$*" >&2; }

fail() {
  say "$*"
  exit 1
}

# A container that starts again still has the program's word that it was healthy.
rm -f /tmp/tamma-engine-healthy

# A shell lets a signal wait while a program runs in front of it, and clones take their time.
child=
trap 'trap - TERM INT; [ -z "$child" ] || kill "$child" 2>/dev/null || :; exit 143' TERM INT
complaints=
in_background() {
  : >"${complaints:=$(mktemp)}"
  "$@" >/dev/null 2>"$complaints" &
  child=$!
  result=0
  wait "$child" || result=$?
  child=
  return "$result"
}

# Each step leaves in $problem what stands in its way.
until_done() {
  until problem=unknown && "$@"; do
    say "$problem. Tried again in $pause s."
    in_background sleep "$pause"
  done
}

# What a program said last, or first, of what went wrong; never the token.
its_words() {
  awk -v skip="$1" -v first="${2-}" '
    NF && $0 !~ skip && !(first && line) { line = $0 }
    END {
      token = ENVIRON["GITHUB_TOKEN"]
      while (token != "" && (at = index(line, token)))
        line = substr(line, 1, at - 1) "***" substr(line, at + length(token))
      print line
    }' "$complaints"
}

# As root: what only root can do, and then to the user who does the rest.

has_shell() { command -v bash >/dev/null || command -v zsh >/dev/null; }

add_shell() {
  ! has_shell || return 0
  in_background apk add --no-cache bash && return
  problem="the agent runs its commands by bash, which this image lacks, and apk can't add it: $(its_words '^$')"
  return 1
}

become_user() {
  HOME=$(awk -F : -v id="$ENGINE_USER" '$3 == id { print $6; exit }' /etc/passwd)
  export HOME
  [ -z "$complaints" ] || rm -f "$complaints"
  set -- /bin/sh "$0" "$@"
  # Of BusyBox it only sets capabilities.
  if setpriv --reuid="$ENGINE_USER" --regid="$ENGINE_USER" --clear-groups true 2>/dev/null; then
    exec setpriv --reuid="$ENGINE_USER" --regid="$ENGINE_USER" --clear-groups "$@"
  fi
  exec node --no-warnings -e '
    const [id, ...command] = process.argv.slice(1);
    process.setgroups([Number(id)]);
    process.setgid(Number(id));
    process.setuid(Number(id));
    process.execve(command[0], command, process.env);' "$ENGINE_USER" "$@"
}

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$work"
  # A volume is root's when it is new. A folder in use stays its owner's, and so does what is in the volume.
  inside=$(find "$work" -mindepth 1 -maxdepth 1 ! -name lost+found)
  if [ -z "$inside" ] || [ "$(stat -c %u "$work")" = 0 ]; then
    chown "$ENGINE_USER:$ENGINE_USER" "$work" 2>/dev/null || :
  fi
  until_done add_shell
  become_user "$@"
fi

# As that user.

GITHUB_TOKEN=${GITHUB_TOKEN:-${TAMMA_GITHUB_TOKEN-}}
export GITHUB_TOKEN
owner=${TAMMA_GITHUB_OWNER-} name=${TAMMA_GITHUB_REPO-} bot=${TAMMA_BOT_USERNAME:-tamma-bot}
[ -n "$GITHUB_TOKEN" ] || fail "GITHUB_TOKEN is empty: give a token that may push to the repository"
[ -n "$owner" ] && [ -n "$name" ] || fail "TAMMA_GITHUB_OWNER or TAMMA_GITHUB_REPO is empty: give both"
case $owner/$name in
  */*/* | *[!A-Za-z0-9._/-]*)
    fail "\`$owner/$name\` is no repository: expected TAMMA_GITHUB_OWNER=owner, TAMMA_GITHUB_REPO=name"
    ;;
esac
url=$host/$owner/$name

if [ ! -d "${HOME-}" ] || [ ! -w "$HOME" ]; then
  HOME=/tmp/tamma-home
  mkdir -p "$HOME"
fi
export HOME

# The program reads how to merge from its file alone.
if [ -n "${TAMMA_MERGE_STRATEGY-}" ]; then
  node -e '
    const fs = require("node:fs");
    const [own, merged] = process.argv.slice(1);
    const say = what => { console.error("engine: " + own + " " + what); process.exit(1); };
    let text = "{}";
    try { text = fs.readFileSync(own, "utf8"); }
    catch (error) { if (error.code !== "ENOENT") say("can\u0027t be read: " + error.message); }
    let config;
    try { config = JSON.parse(text); }
    // Without the words around the place: they may be a secret.
    catch (error) { say("is not JSON, at " + (/position .*/.exec(error.message) ?? "its end")); }
    const object = it => it !== null && typeof it === "object" && !Array.isArray(it);
    if (!object(config) || !object(config.engine ?? {})) say("holds no object, or an engine that is none");
    config.engine = { ...config.engine, mergeStrategy: process.env.TAMMA_MERGE_STRATEGY };
    fs.rmSync(merged, { force: true });
    fs.writeFileSync(merged, JSON.stringify(config), { mode: 0o600 });' \
    "$PWD/tamma.config.json" "$HOME/tamma.config.json"
  set -- "$@" --config "$HOME/tamma.config.json"
fi

# Git asks for the token when it needs it, and finds it nowhere but in the environment.
export GIT_TERMINAL_PROMPT=0
git config --global user.name "$bot"
git config --global user.email "$bot@users.noreply.github.com"
git config --global --replace-all "credential.$host.helper" ''
# shellcheck disable=SC2016 # Git runs it.
git config --global --add "credential.$host.helper" \
  '!f() { [ "$1" != get ] || printf "username=x-access-token\npassword=%s\n" "$GITHUB_TOKEN"; }; f'
# The volume may be a folder of the host's, with another owner.
git config --global --get-all safe.directory | grep -Fqx "$work" || git config --global --add safe.directory "$work"

# Both URLs of a remote and of this repository are alike in it when they mean the same.
plain() {
  printf '%s\n' "$1" | tr '[:upper:]' '[:lower:]' | sed -e 's|^[a-z+]*://||' -e 's|^[^/@]*@||' \
    -e 's|^\([^/:]*\):\([^0-9/]\)|\1/\2|' -e 's|/*$||' -e 's|\.git$||'
}

by_git() {
  in_background env LC_ALL=C git "$@" && return
  case $(cat "$complaints") in
    *'Authentication failed'* | *'could not read Username'* | *'error: 401'*)
      why="GitHub does not accept the token: give a GITHUB_TOKEN that is valid"
      ;;
    *'error: 403'* | *'denied to'*)
      why="the token may not do it: allow it the repository's contents, to read and write"
      ;;
    *' not found'*) why="no such repository, or one that the token may not see: look at owner, name and token" ;;
    *'resolve host'* | *'onnect to'* | *'timed out'* | *'onnection '*) why="GitHub can't be reached from here" ;;
    *'No space left'*) why="the volume is full" ;;
    *) why="Git failed" ;;
  esac
  why="$why (Git: $(its_words '^$'))"
  return 1
}

clone() {
  rm -rf "$state/clone"
  by_git clone --quiet --no-checkout --origin origin "$url" "$state/clone" || {
    problem="can't clone $url: $why"
    return 1
  }
  git --git-dir="$state/clone/.git" rev-parse -q --verify HEAD >/dev/null || {
    problem="$url has no commit yet: push a first one"
    return 1
  }
  # It comes to its place whole, in one step: whenever that is broken off, nothing but $state has to be done again.
  : >"$state/clone/.git/tamma-checkout"
  mv "$state/clone/.git" "$work/.git"
  rm -rf "$state/clone"
}

has_clone() {
  problem="user $(id -u) can't write to $work: give the folder to that user (chown -R $(id -u) on the host)"
  [ -w "$work" ] && mkdir -p "$state" 2>/dev/null && [ -w "$state" ] || return 1
  if [ ! -e "$work/.git" ]; then
    [ -z "$(find "$work" -mindepth 1 -maxdepth 1 ! -name .tamma ! -name lost+found)" ] || {
      problem="$work holds files, and is no clone of $url: give the engine an empty folder, or that clone"
      return 1
    }
    clone || return 1
  fi
  [ -w "$work/.git" ] || return 1
  remote=$(git --git-dir="$work/.git" config --get remote.origin.url) || remote=
  [ "$(plain "$remote")" = "$(plain "$url")" ] || {
    problem="$work is a clone of $(plain "${remote:-nothing}"), not of $url: give the engine an empty folder, or that clone"
    return 1
  }
  # A token in a URL would be in every log.
  case $remote in http*://*@*) git -C "$work" remote set-url origin "$url" ;; esac
  if [ -e "$work/.git/tamma-checkout" ]; then
    rm -f "$work/.git/index.lock"
    by_git -C "$work" reset --quiet --hard HEAD || {
      problem="can't check $url out: $why"
      return 1
    }
    rm "$work/.git/tamma-checkout"
  fi
  grep -Fqx .tamma/ "$work/.git/info/exclude" 2>/dev/null || {
    mkdir -p "$work/.git/info"
    printf '\n.tamma/\n' >>"$work/.git/info/exclude"
  }
  by_git -C "$work" fetch --quiet origin || {
    problem="can't fetch $url: $why"
    return 1
  }
  # Of a public repository, anybody may fetch.
  by_git -C "$work" push --quiet --dry-run --no-verify origin HEAD:refs/heads/tamma-may-push || {
    problem="can't push to $url: $why"
    return 1
  }
}

until_done has_clone

has_agent() {
  has_shell || {
    problem="the agent runs its commands by bash, which this image lacks: start the container as root, who adds it"
    return 1
  }
  ENGINE_CLAUDE=$(command -v claude) && return
  ENGINE_CLAUDE=$state/agent-$AGENT_VERSION/node_modules/.bin/claude
  [ ! -x "$ENGINE_CLAUDE" ] || return 0
  new=$state/agent.new
  rm -rf "$new"
  in_background npm install --prefix "$new" --cache "$new/cache" --ignore-scripts --no-audit --no-fund --no-update-notifier \
    "@anthropic-ai/claude-code@$AGENT_VERSION" || {
    problem="npm can't install the agent's program, @anthropic-ai/claude-code@$AGENT_VERSION: $(
      its_words '^npm [a-zA-Z!]+ (code|syscall|errno|path) ' first
    )"
    return 1
  }
  # Another version's too.
  rm -rf "$new/cache" "$state"/agent-*
  mv "$new" "$state/agent-$AGENT_VERSION"
}

until_done has_agent
export ENGINE_CLAUDE

# The engine reads the plan as `result` and the price as `cost_usd`; the program says them as `structured_output` and
# `total_cost_usd`. And the engine takes the text of a result for an answer, even if the result is an error.
mkdir -p "$state/bin"
cat >"$state/bin/claude.cjs" <<'SCRIPT'
const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");

const child = spawn(process.env.ENGINE_CLAUDE, process.argv.slice(2), { stdio: ["inherit", "pipe", "inherit"] });
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
child.on("error", error => { console.error(error.message); process.exitCode = 127; });
child.on("close", code => { process.exitCode ||= code ?? 1; });

createInterface({ input: child.stdout, crlfDelay: Infinity }).on("line", line => {
  let said;
  try { said = JSON.parse(line); } catch {}
  if (said?.type === "result") {
    if (said.structured_output !== undefined) said.result = JSON.stringify(said.structured_output);
    if (said.total_cost_usd !== undefined) said.cost_usd = said.total_cost_usd;
    if (said.is_error) {
      if (said.result) console.error(said.result);
      delete said.result;
    }
    line = JSON.stringify(said);
  }
  console.log(line);
});
SCRIPT
printf '#!/bin/sh\nexec node "%s/bin/claude.cjs" "$@"\n' "$state" >"$state/bin/claude"
chmod +x "$state/bin/claude"
PATH=$state/bin:$PATH
# It would replace itself by its newest version.
export PATH DISABLE_AUTOUPDATER=1

[ -z "$complaints" ] || rm -f "$complaints"
trap - TERM INT
exec "$@"
