#!/bin/sh
# Puts a dump in the place of the database. It is restored into a new database beside the old one; they change names
# only when that has succeeded, and the old one is kept.
set -eu
umask 077

usage() {
  cat <<'END'
Usage: tamma-restore.sh [--yes] FILE

Puts a dump of tamma-backup.sh in the place of the database. The database as it is now is backed up first, and kept
under another name. --yes does not ask. Exit status: 0 done, 1 failed, 2 wrong use.
END
}

say() { printf 'tamma-restore: %s\n' "$*"; }

fail() {
  say "$*" >&2
  exit 1
}

wrong() {
  [ $# -eq 0 ] || say "$*" >&2
  usage >&2
  exit 2
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

yes=
file=
for word; do
  case $word in
    -h | --help) usage && exit ;;
    --yes) yes=1 ;;
    -*) wrong "there is no option $word" ;;
    *)
      [ -z "$file" ] || wrong "one file at a time"
      file=$word
      ;;
  esac
done
[ -n "$file" ] || wrong "which file?"
case $file in
  /*) ;;
  *) file=$PWD/$file ;;
esac

self=$(realpath "$0")
cd "$(dirname "$self")"
[ -f .env ] || fail "there is no .env in $PWD"
{ [ -s "$file" ] && [ -r "$file" ]; } || fail "$file is not there, is empty or can't be read"
db=$(setting POSTGRES_DB tamma)
user=$(setting POSTGRES_USER tamma)

mkdir -p backups
mkdir backups/.lock || fail "is another backup, restore or update at work? If not: rmdir '$PWD/backups/.lock'"
stopped=
new=
leave() {
  status=$?
  trap '' HUP INT TERM
  if [ -n "$stopped" ]; then
    say "the database $db is untouched; starting the services again" >&2
    docker compose up -d --wait </dev/null >&2 || say "not all of them are healthy; see: docker compose ps" >&2
    [ -z "$new" ] ||
      say "the unfinished copy may go: docker compose exec -T postgres dropdb --if-exists -U $user $new" >&2
  fi
  rmdir backups/.lock
  exit "$status"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

running=$(docker compose ps --services --status running) || fail "docker compose does not answer in $PWD"
printf '%s\n' "$running" | grep -qx postgres ||
  fail "postgres is not running; start it with: docker compose up -d --wait postgres"
say "reading $file"
docker compose exec -T postgres pg_restore -f /dev/null <"$file" ||
  fail "$file is not a whole dump; nothing was changed"

# Everything that may write to the database.
services=$(docker compose config --services) || fail "docker compose does not answer in $PWD"
set --
for service in $services; do
  case $service in
    postgres | rabbitmq) ;;
    *) set -- "$@" "$service" ;;
  esac
done

while stamp=$(date -u +%Y%m%d-%H%M%S) && [ -e "backups/tamma-$stamp.dump" ]; do sleep 1; done
# PostgreSQL cuts a name after 63 letters.
kept=$(printf %.40s "$db")_before_$stamp
cat <<END
This will
  1. back up the database $db as it is now, to backups/tamma-$stamp.dump
  2. stop $*
  3. restore $file
     into a new database
  4. put that in the place of $db; the database of now is kept as $kept
  5. start everything
END
if [ -z "$yes" ]; then
  [ -t 0 ] || wrong "nobody is there to ask: nothing was changed; add --yes"
  printf 'Type yes to go on: '
  read -r answer || answer=
  [ "$answer" = yes ] || fail "nothing was changed"
fi

TAMMA_STAMP=$stamp sh ./tamma-backup.sh || fail "the backup failed; nothing was changed"

say "stopping $*"
stopped=1
[ $# -eq 0 ] || docker compose stop "$@" </dev/null || fail "the services did not stop"

say "restoring into a new database"
new=$(printf %.40s "$db")_new_$stamp
docker compose exec -T postgres createdb -U "$user" --maintenance-db=template1 -T template0 "$new" </dev/null ||
  fail "the new database could not be made"
docker compose exec -T postgres pg_restore -U "$user" -d "$new" --exit-on-error --no-owner <"$file" ||
  fail "the restore failed half-way"

say "putting it in the place of $db"
docker compose exec -T postgres psql -qX1 -v ON_ERROR_STOP=1 -v "old=$db" -v "new=$new" -v "kept=$kept" \
  -U "$user" -d template1 -f - <<'END' || fail "the databases could not change names; does something still use $db?"
ALTER DATABASE :"old" RENAME TO :"kept";
ALTER DATABASE :"new" RENAME TO :"old";
END
stopped=

say "starting everything"
docker compose up -d --wait </dev/null || fail "$file is restored, but not all services are healthy.
See what is wrong:              docker compose ps
Go back to the database before: ./tamma-restore.sh backups/tamma-$stamp.dump"
say "done. The database before is kept as $kept. When it is no longer needed:
docker compose exec -T postgres dropdb -U $user $kept"
