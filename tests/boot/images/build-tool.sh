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
"pnpm "*"/frontend exec vite build" | "pnpm "*dashboard*" run build")
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
  mkdir -p /tmp/page && cd /tmp/page && touch health index.html && exec python3 -m http.server 80
  ;;
"pnpm "*"run dev") cd "$2" && exec node src/main.js ;;
"npm run dev") exec node server.js ;;
"npm run build -w apps/shell-ui")
  cd apps/shell-ui
  mkdir -p .next/static .next/standalone/apps/shell-ui/.next
  cp server.js .next/standalone/apps/shell-ui/
  ;;
"npm "* | "pnpm install"*)
  mkdir -p node_modules/.pnpm
  for package in packages/*; do
    [ ! -d "$package" ] || mkdir -p "$package/node_modules/.bin"
  done
  # In place of Prisma: applies what is not applied yet, and notes it where Prisma does.
  [ ! -d packages/api ] || { cat >packages/api/node_modules/.bin/prisma <<'END'
#!/bin/sh
set -eu
ask() { psql -XqAtw -v ON_ERROR_STOP=1 "$DATABASE_URL" "$@"; }
ask -c 'SET client_min_messages = error; CREATE TABLE IF NOT EXISTS _prisma_migrations (migration_name text, finished_at timestamptz, rolled_back_at timestamptz)'
for folder in prisma/migrations/*/; do
  name=$(basename "$folder")
  [ -z "$(ask -c "SELECT 1 FROM _prisma_migrations WHERE migration_name = '$name'")" ] || continue
  ask -1 -f "$folder/migration.sql" -c "INSERT INTO _prisma_migrations VALUES ('$name', now())"
done
END
    chmod +x packages/api/node_modules/.bin/prisma; }
  ;;
"uvicorn "* | "gunicorn "*)
  # What a server of Python's is told: where it listens. Which program it serves lies beside it.
  host=127.0.0.1 port=8000 name=$(cat src/standin 2>/dev/null || sed -n 's/^STANDIN = "\(.*\)"$/\1/p' app.py)
  while [ $# -gt 0 ]; do
    case $1 in
      --host) host=$2 ;;
      --port) port=$2 ;;
      --bind) host=${2%:*} port=${2##*:} ;;
    esac
    shift
  done
  exec standin "$name" --host "$host" --port "$port"
  ;;
esac
