#!/bin/sh
# The documented start of Redis's image: as a user of its own.
set -eu
if [ "$1" = redis-server ] && [ "$(id -u)" = 0 ]; then
  chown -R redis:redis .
  exec setpriv --reuid=redis --regid=redis --clear-groups -- "$@" --dir /data
fi
exec "$@"
