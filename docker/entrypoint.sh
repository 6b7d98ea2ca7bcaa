#!/bin/sh
# Gives each variable X_FILE's variable X the content of the file that it names, then becomes the command.
set -eu

fail() {
  printf 'entrypoint: %s\n' "$*" >&2
  exit 1
}

# awk sees the variables themselves: a value of several lines can't pass for another variable.
# SSL_CERT_FILE is OpenSSL's own and names no secret.
names=$(awk 'BEGIN {
  for (name in ENVIRON)
    if (name ~ /^[A-Za-z_][A-Za-z0-9_]*_FILE$/ && name != "SSL_CERT_FILE")
      print substr(name, 1, length(name) - 5)
}')

carriage_return=$(printf '\r')
for name in $names; do
  eval "file=\$${name}_FILE present=\${$name-}"
  [ -n "$file" ] || continue
  # The substitution takes the line break off the end.
  content=$(cat 2>/dev/null <"$file") ||
    fail "${name}_FILE names \`$file\`, which user $(id -u) can't read: mount it, readable by that user"
  content=${content%"$carriage_return"}
  # An empty file is a secret that is not given, as an empty variable is.
  [ -z "$present" ] || [ "$present" = "$content" ] ||
    fail "$name and ${name}_FILE are both set, to different values: keep one of them"
  export "$name=$content"
  unset "${name}_FILE"
done


# The first process of a container has to hand signals on and to bury the dead, which a program seldom does.
if [ "$$" = 1 ] && command -v tini >/dev/null; then
  set -- tini -- "$@"
fi
exec "$@"
