#!/bin/sh
# Takes newer images: backs up, builds, starts, and waits until all is healthy. Stops at
# the first step that fails and says how to go back. Deletes nothing.
set -eu
umask 077

usage() {
  cat <<'END'
Usage: tamma-update.sh [VERSION]

Builds the images anew, and starts what has changed.
VERSION is then written to .env. A backup is made first. Exit status: 0 done, 1 failed, 2 wrong use.
END
}

say() { printf 'tamma-update: %s\n' "$*"; }

fail() {
  say "$*" >&2
  exit 1
}

wrong() {
  [ $# -eq 0 ] || say "$*" >&2
  usage >&2
  exit 2
}

[ $# -le 1 ] || wrong "one version at a time"
version=${1-}
case $version in
  -h | --help) usage && exit ;;
  [.-]* | *[!A-Za-z0-9_.-]*) wrong "$version is not a version" ;;
esac
[ -z "${TAMMA_VERSION-}" ] || wrong "TAMMA_VERSION is set in this shell and would win over .env: unset it first"

self=$(realpath "$0")
cd "$(dirname "$self")"
[ -f .env ] || fail "there is no .env in $PWD"

mkdir -p backups
mkdir backups/.lock || fail "is another backup, restore or update at work? If not: rmdir '$PWD/backups/.lock'"
while stamp=$(date -u +%Y%m%d-%H%M%S) && [ -e "backups/tamma-$stamp.dump" ]; do sleep 1; done
before=backups/tamma-$stamp

# Whatever ends the script, a signal too, it says where things stand.
step=backup
leave() {
  status=$?
  trap '' HUP INT TERM
  case $step in
    backup) say "nothing was changed" >&2 ;;
    images)
      cat >&2 <<END
tamma-update: what runs has not changed, nor has .env. Some newer images may be here already, and the next
docker compose up would take them. To stay with those that run, in $PWD:

  while read -r _ image id; do docker tag "\$id" "\$image"; done <$before.images
END
      ;;
    start)
      say "not everything is healthy. This is what runs now:" >&2
      docker compose ps </dev/null >&2 || true
      cat >&2 <<END

See why: docker compose logs --tail 100 SERVICE
To go back to what ran before, in $PWD:

END
      [ -z "$version" ] || echo "  cp $before.env .env" >&2
      cat >&2 <<END
  while read -r _ image id; do docker tag "\$id" "\$image"; done <$before.images
  docker compose up -d --wait

If the newer version has changed the database, put the backup in its place:

  ./tamma-restore.sh $before.dump
END
      ;;
  esac
  rm -f .env.new
  rmdir backups/.lock
  exit "$status"
}
trap leave EXIT
trap 'exit 1' HUP INT TERM

TAMMA_STAMP=$stamp sh ./tamma-backup.sh || fail "the backup failed"

say "writing what runs now to $before.images"
containers=$(docker compose ps -a -q) || fail "docker compose does not answer in $PWD"
# The name by which it was started: a tag that has moved on no longer leads to the image that runs.
form='{{index .Config.Labels "com.docker.compose.service"}} {{.Config.Image}} {{.Image}}'
for container in $containers; do
  docker inspect --format "$form" "$container" || fail "docker does not know what runs"
done >"$before.images"

step=images
# Not yet in .env, which stays as it is if this fails.
[ -z "$version" ] || export TAMMA_VERSION="$version"
say "building images"
docker compose build --pull </dev/null || fail "the images could not be built"

if [ -n "$version" ]; then
  say "writing TAMMA_VERSION=$version to .env; the one before is kept as $before.env"
  cp .env "$before.env"
  cp -p .env .env.new
  awk -v "line=TAMMA_VERSION=$version" '
    /^[ \t]*(export[ \t]+)?TAMMA_VERSION[ \t]*=/ { if (!done) print line; done = 1; next }
    { print }
    END { if (!done) print line }' "$before.env" >.env.new
  mv .env.new .env
  unset TAMMA_VERSION
fi

step=start
say "starting what has changed"
docker compose up -d --wait --wait-timeout 300 </dev/null || fail "the start failed"
step=
docker compose ps </dev/null
say "done. The backup is $PWD/$before.dump"
