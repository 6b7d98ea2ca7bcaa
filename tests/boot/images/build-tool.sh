#!/bin/sh
# Stands in for what the bundles' Dockerfiles call while they build, and for the servers that they start.
set -eu
program=${0##*/}
case "$program $*" in
"addgroup "*) echo "tamma:x:1001:" >>/etc/group ;;
"adduser "*) echo "tamma:x:1001:1001::/home/tamma:/bin/sh" >>/etc/passwd ;;
"npm install --global "* | "npm pkg "* | "npm cache "*) ;;
"npm install -g @anthropic-ai/claude-code@"*)
  printf '#!/bin/sh\necho stand-in\n' >/usr/local/bin/claude
  chmod +x /usr/local/bin/claude
  ;;
"pnpm "*"/frontend}"*"run --if-present build" | "pnpm "*dashboard*" run build")
  for folder in packages/frontend packages/dashboard; do
    [ -d "$folder" ] || continue
    mkdir -p "$folder/dist/assets"
    echo '<!doctype html><title>stand-in</title>' >"$folder/dist/index.html"
    # As Vite leaves it.
    echo 'import"node:crypto";' >"$folder/dist/assets/index-1.js"
  done
  ;;
"pnpm "*"run build")
  for package in packages/*; do
    [ ! -d "$package/src" ] || { mkdir -p "$package/dist" && cp "$package/src/"* "$package/dist/"; }
  done
  ;;
"pnpm exec vite "*)
  cd /usr/share && exec python3 -m http.server 80
  ;;
"pnpm "*"run dev") exec node "$2/src/main.js" ;;
"npm run dev") exec node server.js ;;
"npm run build")
  mkdir -p .next/static .next/standalone/.next
  cp server.js .next/standalone/
  ;;
"npm "* | "pnpm install"*) mkdir -p node_modules/.pnpm ;;
"uvicorn "* | "gunicorn "* | "flask "*)
  # What a server of Python's is told: where it listens, and which program it serves.
  host=${FLASK_RUN_HOST-127.0.0.1} port=${FLASK_RUN_PORT-8000}
  while [ $# -gt 0 ]; do
    case $1 in
      --host) host=$2 ;;
      --port) port=$2 ;;
      --bind) host=${2%:*} port=${2##*:} ;;
    esac
    shift
  done
  exec standin "$(cat src/standin)" --host "$host" --port "$port"
  ;;
esac
