#!/bin/sh
# Stands in for Docker: exactly the calls that the scripts make. What would run in the container runs here, on the
# test's own server. In $STATE: journal (each call), fail (the calls that are to), running (services), tags (reference
# and image), runs (service, reference and image of each container).
set -eu

echo "$*" >>"$STATE/journal"
fails() { grep -qxF "$1" "$STATE/fail"; }

references() {
  version=${TAMMA_VERSION:-$(sed -n 's/^TAMMA_VERSION=//p' .env)}
  echo postgres postgres:15-alpine
  echo tamma-api "registry.example/tamma-api:$version"
  echo tamma-engine "registry.example/tamma-engine:$version"
  echo rabbitmq rabbitmq:3-management-alpine
}

tag() {
  grep -vF "$1 " "$STATE/tags" >"$STATE/tags.new" || true
  echo "$1 $2" >>"$STATE/tags.new"
  mv "$STATE/tags.new" "$STATE/tags"
}

inside() {
  program=$1
  shift
  if [ "$program" = pg_isready ]; then
    # The test's server has no port.
    set -- -q
  fi
  if fails "$program waits"; then
    : >"$STATE/waiting"
    while [ ! -e "$STATE/go" ]; do sleep 0.02; done
  fi
  if fails "$program"; then
    [ "$program" != pg_dump ] || "$PGBIN/$program" "$@" | head -c 300
    echo "$program: error: told to fail" >&2
    exit 1
  elif fails "$program is cut"; then
    "$PGBIN/$program" "$@" >"$STATE/whole"
    head -c $(($(wc -c <"$STATE/whole") - 20)) "$STATE/whole"
  elif fails "$program says nothing"; then
    :
  else
    exec "$PGBIN/$program" "$@"
  fi
}

case $* in
  "compose ps --services --status running")
    ! fails "compose" || exit 1
    cat "$STATE/running"
    ;;
  "compose ps") sed 's/$/ Up/' "$STATE/running" ;;
  "compose ps -a -q") sed 's/ .*//; s/^/container-/' "$STATE/runs" ;;
  "compose config --services") references | sed 's/ .*//' ;;
  "compose exec -T postgres "*)
    shift 4
    inside "$@"
    ;;
  "compose stop "*)
    shift 2
    for service; do
      grep -vxF "$service" "$STATE/running" >"$STATE/running.new" || true
      mv "$STATE/running.new" "$STATE/running"
    done
    ! fails "compose stop" || exit 1
    ;;
  "compose pull" | "compose build --pull")
    # The first image arrives even if the others do not.
    references | while read -r service reference; do
      tag "$reference" "sha256:newer-$service"
      ! fails "compose pull" || exit 1
    done
    ;;
  "compose up -d --wait" | "compose up -d --wait --wait-timeout 300")
    references | while read -r service reference; do
      echo "$service $reference $(sed -n "s|^$reference ||p" "$STATE/tags")"
    done >"$STATE/runs"
    references | sed 's/ .*//' >"$STATE/running"
    ! fails "compose up" || exit 1
    ;;
  "inspect --format {{index .Config.Labels \"com.docker.compose.service\"}} {{.Config.Image}} {{.Image}} container-"*)
    ! fails "inspect" || exit 1
    grep "^${4#container-} " "$STATE/runs"
    ;;
  "tag sha256:"*) tag "$3" "$2" ;;
  *)
    echo "the stand-in does not know: docker $*" >&2
    exit 64
    ;;
esac
