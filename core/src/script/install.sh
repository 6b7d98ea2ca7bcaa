set -u
LC_ALL=C
export LC_ALL
mask=$(umask)
umask 077
new=.$name.new-$$
values=
given=
tty=
count=0

say() {
  printf '%s\n' "$@"
}

fail() {
  say "error: $1; nothing was written" >&2
  exit 1
}

clean() {
  trap '' HUP INT TERM
  [ -z "$tty" ] || stty "$tty" <&3
  rm -rf "$new"
}

refuse_what_is_there() {
  if [ -L "$name" ] || { [ -e "$name" ] && [ ! -d "$name" ]; }; then
    fail "$name is there already"
  fi
  if [ -d "$name" ] && [ -n "$(ls -A "$name")" ]; then
    fail "the folder $name is there already, and is not empty"
  fi
}

terminal() {
  (: <>/dev/tty) 2>/dev/null || fail 'secrets are asked for at a terminal, and there is none'
  exec 3<>/dev/tty
  tty=$(stty -g <&3) || fail 'this terminal can not keep a secret from showing'
  stty -echo <&3
}

# Its number, label, what is said of it, its least length, what it starts with, the marks that it may hold.
ask() {
  [ -n "$tty" ] || terminal
  say '' "$2: $3" >&3
  while :; do
    printf '%s: ' "$2" >&3
    IFS= read -r typed <&3 || fail 'the terminal is gone'
    say '' >&3
    [ -n "$typed" ] || break
    odd=${typed#"${typed%%[!A-Za-z0-9"$6"]*}"}
    odd=${odd%"${odd#?}"}
    case $odd in
      '') ;;
      [[:graph:]]) odd="\`$odd\`" ;;
      ' ') odd='a space' ;;
      *) odd='a character that is not ASCII' ;;
    esac
    fits=${5:+no}
    for start in $5; do
      case $typed in "$start"*) fits= ;; esac
    done
    if [ -n "$odd" ]; then
      say "expected letters, digits and any of \`$6\` here; found $odd. The zip takes any text." >&3
    elif [ -n "$fits" ]; then
      say "expected it to start with one of: $5" >&3
    elif [ "${#typed}" -lt "$4" ]; then
      say "expected at least $4 characters; found ${#typed}" >&3
    else
      break
    fi
  done
  if [ -n "$typed" ]; then given=${given}y; else given=${given}n; fi
  keep "$1" "$typed"
}

keep() {
  values="$values$place${1}X $2
"
}

letters() {
  made=$(dd if=/dev/urandom bs=64 count="$2" 2>/dev/null | tr -dc 'A-Za-z0-9' | cut -c "1-$2")
  made_of "$1" "$2" "${3-}"
}

bytes() {
  made=$(dd if=/dev/urandom bs="$2" count=1 2>/dev/null | base64 | tr -d '\n')
  made_of "$1" "$3"
}

made_of() {
  [ "${#made}" -eq "$2" ] || fail 'this system gives no random bytes, so no secret can be made'
  keep "$1" "${3-}$made"
}

open_folder() {
  (umask "$mask" && mkdir "$new/$name/$1") || fail "can't write here"
}

private_folder() {
  mkdir "$new/$name/$1" || fail "can't write here"
}

# Appends what it reads to a file, with each secret in its place: its path, its mode, whether a line break ends it, and
# how many bytes it must have read: a terminal may lose some of what is pasted.
put() {
  {
    cat <<BERTH_VALUES
$values
BERTH_VALUES
    cat
  } | awk -v place="$place" -v ends="$3" -v size="$4" '
    BEGIN { heading = 1 }
    heading && $0 == "" { heading = 0; next }
    heading { value[$1] = $2; next }
    {
      read += length($0) + 1
      gsub(place "TAB", "\t")
      more = sub(place "MORE$", "")
      for (mark in value) gsub(mark, value[mark])
      printf "%s%s", between, $0
      between = more ? "" : "\n"
    }
    END {
      if (ends == "y") printf "\n"
      if (read != size + 0) exit 1
    }
  ' >>"$new/$name/$1" || fail "$1 did not come out whole"
  chmod "$2" "$new/$name/$1" || fail "can't write $1"
}

whole() {
  for path in "$@"; do
    [ -f "$new/$name/$path" ] || fail "$path did not come out"
    if grep -q "$place" "$new/$name/$path"; then
      fail "$path did not come out whole"
    fi
  done
}

step() {
  count=$((count + 1))
  say "  $count. $1"
  [ -z "$2" ] || say "     $2"
}

main() {
  for tool in awk base64 cat chmod cut dd grep ls mkdir mv rm rmdir stty tr; do
    command -v "$tool" >/dev/null || fail "this system has no \`$tool\`"
  done
  refuse_what_is_there
  trap clean EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  mkdir "$new" || fail "can't write here"
  say "$about"
  secrets
  if [ -n "$tty" ]; then
    stty "$tty" <&3
    tty=
  fi
  (umask "$mask" && mkdir "$new/$name") || fail "can't write here"
  files
  refuse_what_is_there
  [ ! -d "$name" ] || rmdir "$name" || fail "can't write $name"
  mv "$new/$name" "$name" || fail "can't write $name"
  steps
}
