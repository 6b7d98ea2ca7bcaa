#!/bin/sh
# Writes the database to backups/tamma-<time>.dump while everything goes on running. A dump gets that name only after
# all of it was read back.
set -eu
umask 077

usage() {
  cat <<'END'
Usage: tamma-backup.sh

Writes the database to backups/tamma-YYYYMMDD-HHMMSS.dump (UTC) and reads it back.
tamma-restore.sh puts it back. Exit status: 0 done, 1 failed, 2 wrong use.
END
}

say() { printf 'tamma-backup: %s\n' "$*"; }

fail() {
  say "$*" >&2
  exit 1
}

# What .env says of a name, as Docker Compose reads it; the second word where it says nothing.
setting() {
  value=$(sed -n "s/^[[:blank:]]*\(export[[:blank:]]\{1,\}\)\{0,1\}$1[[:blank:]]*=[[:blank:]]*//p" .env | tail -n 1)
  case $value in
    \"*) value=$(printf '%s\n' "$value" | sed 's/^"\([^"\\]*\(\\.[^"\\]*\)*\)".*/\1/; s/\\\(.\)/\1/g') ;;
    \'*) value=${value#?} value=${value%%\'*} ;;
    *) value=$(printf '%s\n' "$value" | sed 's/ #.*//; s/[[:space:]]*$//') ;;
  esac
  printf '%s\n' "${value:-$2}"
}

case ${1-} in
  -h | --help) usage && exit ;;
  ?*) usage >&2 && exit 2 ;;
esac

self=$(realpath "$0")
cd "$(dirname "$self")"
[ -f .env ] || fail "there is no .env in $PWD"
db=$(setting POSTGRES_DB tamma)
user=$(setting POSTGRES_USER tamma)

part=
locked=
leave() {
  [ -z "$part" ] || rm -f "$part"
  [ -z "$locked" ] || rmdir backups/.lock
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

mkdir -p backups
# tamma-restore.sh and tamma-update.sh hold the lock already, and choose the time in the name.
stamp=${TAMMA_STAMP-}
if [ -z "$stamp" ]; then
  mkdir backups/.lock || fail "is another backup, restore or update at work? If not: rmdir '$PWD/backups/.lock'"
  locked=1
  while stamp=$(date -u +%Y%m%d-%H%M%S) && [ -e "backups/tamma-$stamp.dump" ]; do sleep 1; done
fi
dump=backups/tamma-$stamp.dump

running=$(docker compose ps --services --status running) || fail "docker compose does not answer in $PWD"
printf '%s\n' "$running" | grep -qx postgres ||
  fail "postgres is not running; start it with: docker compose up -d --wait postgres"
docker compose exec -T postgres pg_isready -q -h 127.0.0.1 -U "$user" -d "$db" </dev/null ||
  fail "postgres is not ready; see: docker compose logs --tail 50 postgres"

say "writing the database $db to $PWD/$dump"
part=$dump.part
docker compose exec -T postgres pg_dump -Fc -U "$user" -d "$db" </dev/null >"$part" ||
  fail "pg_dump failed; no backup was made"
[ -s "$part" ] || fail "the dump is empty; no backup was made"

say "reading it back"
# The list of contents stands at a dump's start: only all of it read shows that nothing is missing.
docker compose exec -T postgres pg_restore -f /dev/null <"$part" ||
  fail "the dump is not whole; no backup was made"
mv "$part" "$dump"
part=
say "done: $PWD/$dump, $(wc -c <"$dump" | tr -d ' ') bytes"
