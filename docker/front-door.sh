#!/bin/sh
# Decides whether the web server asks for a name and a password, tells it which name server to ask, then becomes the
# command.
#   FRONT_DOOR           on: it asks; off: it does not; auto: it asks where it can be reached from beyond this machine
#   FRONT_DOOR_BIND      the address that it is published on; none: a proxy stands before it
#   FRONT_DOOR_USER      the name
#   FRONT_DOOR_PASSWORD  the password, or FRONT_DOOR_PASSWORD_FILE for a file that holds it
set -eu

folder=/run/front-door

fail() {
  printf 'front door: %s\n' "$*" >&2
  exit 1
}

# From here on no program that this script starts has it among its variables.
password=${FRONT_DOOR_PASSWORD-}
unset FRONT_DOOR_PASSWORD
rm -f "$folder/door.conf" "$folder/users" "$folder/resolver.conf"

case ${FRONT_DOOR:-auto} in
  on) door=asks ;;
  off) door=open ;;
  auto)
    case ${FRONT_DOOR_BIND-} in
      127.*[!0-9.]*) door=asks ;;
      127.* | ::1 | '[::1]' | localhost) door=here ;;
      *) door=asks ;;
    esac
    ;;
  *) fail "FRONT_DOOR is \`$FRONT_DOOR\`: it can be auto, on or off" ;;
esac

random() { head -c 16 /dev/urandom | od -A n -t x1 | tr -d ' \n'; }

if [ "$door" = asks ]; then
  file=${FRONT_DOOR_PASSWORD_FILE-}
  if [ -n "$file" ]; then
    # The substitution takes the line break off the end.
    content=$(cat 2>/dev/null <"$file") ||
      fail "FRONT_DOOR_PASSWORD_FILE names \`$file\`, which user $(id -u) can't read: mount it, readable by that user"
    content=${content%"$(printf '\r')"}
    [ -z "$password" ] || [ "$password" = "$content" ] ||
      fail "FRONT_DOOR_PASSWORD and FRONT_DOOR_PASSWORD_FILE are both set, to different values: keep one of them"
    password=$content
  fi
  user=${FRONT_DOOR_USER-}
  case $user in
    '' | *[!A-Za-z0-9_.-]*) fail "FRONT_DOOR_USER is \`$user\`: it needs letters, digits, \`_\`, \`.\` or \`-\`, and nothing else" ;;
  esac
  case $password in
    '')
      fail "it can be reached from beyond this machine, or FRONT_DOOR is on, and FRONT_DOOR_PASSWORD is empty: set it," \
        "or let everybody in with FRONT_DOOR=off"
      ;;
    *[[:cntrl:]]*) fail "FRONT_DOOR_PASSWORD holds a line break or another control character, which no browser can send" ;;
  esac
  # With the name and as base64 it travels in one header, of which nginx takes 8 KB.
  [ "$(printf '%s' "$password" | wc -c)" -le 1000 ] || fail "FRONT_DOOR_PASSWORD is longer than 1000 bytes"

  # The password itself lies in this container, as a variable or a file. A slow hash would protect nothing, and cost
  # milliseconds for every request. So the hash is nginx's own {SSHA}: the base64 of SHA-1, and behind it the salt.
  salt=$(random)
  digest=$(
    printf '%s%s' "$password" "$salt" | sha1sum | awk -v digits=0123456789abcdef '{
      for (i = 1; i < 40; i += 2)
        printf "\\0%03o", 16 * index(digits, substr($1, i, 1)) + index(digits, substr($1, i + 1, 1)) - 17
    }'
  )
  hash=$(printf '%b%s' "$digest" "$salt" | base64 | tr -d '\n')
  printf '%s:{SSHA}%s\n' "$user" "$hash" >"$folder/users"
  # nginx's workers are another user.
  chmod 644 "$folder/users"
  token=$(random)
fi

# nginx looks names up by itself, and is told where: Docker's name server is at an address that others do not share. The
# first is the one that every program asks; the others may not know the containers' names.
{
  sed -nE '/^nameserver[[:space:]]/{s/^nameserver[[:space:]]+([^[:space:]%]+).*/\1/;s/.*:.*/[&]/;s/.*/resolver & valid=10s ipv6=off;/;p;q;}' \
    /etc/resolv.conf >"$folder/resolver.conf"
  [ -s "$folder/resolver.conf" ]
} || fail "no name server in /etc/resolv.conf, so that no service would be found"

printf "set \$front_door %s;\nset \$front_door_token '%s';\n" "$door" "${token-}" >"$folder/door.conf"
case $door in
  asks) echo "front door: asks for the password of $user" ;;
  here) echo "front door: asks for no password, and answers on this machine only" ;;
  open) echo "front door: asks for no password" ;;
esac

exec "$@"
