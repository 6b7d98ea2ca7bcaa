#!/bin/bash
# The documented start of RabbitMQ's image: variables that named a file of a secret are refused, its account is made on an
# empty volume only, and its data lies under the host's name.
set -euo pipefail

for name in RABBITMQ_DEFAULT_PASS_FILE RABBITMQ_DEFAULT_USER_FILE; do
  [ -z "${!name-}" ] || { echo "error: $name is set but deprecated" >&2; exit 1; }
done
if [ "$(id -u)" = 0 ] && [ "$1" = rabbitmq-server ]; then
  mkdir -p /etc/rabbitmq /var/log/rabbitmq
  echo '[rabbitmq_management,rabbitmq_prometheus].' >/etc/rabbitmq/enabled_plugins
  printf '%s\n' 'log.console = true' 'log.file = false' 'loopback_users = none' 'listeners.tcp.default = 5672' \
    >/etc/rabbitmq/rabbitmq.conf
  chown -R rabbitmq:rabbitmq /var/lib/rabbitmq /var/log/rabbitmq
  exec setpriv --reuid=rabbitmq --regid=rabbitmq --clear-groups -- "$0" "$@"
fi
exec "$@"
