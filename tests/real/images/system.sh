#!/bin/sh
# Stands in for what Alpine's and Debian's slim images have to add users and packages: the packages are here already.
set -eu

# A user's or group's name, number and so on, of Alpine's options.
read_options() {
  id='' group='' home='' name='' second=''
  while [ $# -gt 0 ]; do
    case $1 in
      -u | -g | -G | -h | -s)
        case $1 in
          -u) id=$2 ;;
          -g) [ "$program" = adduser ] || id=$2 ;;
          -G) group=$2 ;;
          -h) home=$2 ;;
        esac
        shift 2
        ;;
      # Words of Debian's program.
      --uid | --gid | --ingroup | --home | --shell | --gecos)
        case $1 in
          --uid) id=$2 ;;
          --gid) [ "$program" = adduser ] || id=$2 ;;
          --ingroup) group=$2 ;;
          --home) home=$2 ;;
        esac
        shift 2
        ;;
      -*) shift ;;
      *)
        if [ -z "$name" ]; then name=$1; else second=$1; fi
        shift
        ;;
    esac
  done
}

has() { cut -d : -f 1 "$1" | grep -qx "$2"; }
free() { awk -F : '$3 > last && $3 < 1000 { last = $3 } END { print last + 1 }' "$1"; }

program=${0##*/}
case $program in
addgroup)
  read_options "$@"
  has /etc/group "$name" || echo "$name:x:${id:-$(free /etc/group)}:" >>/etc/group
  ;;
adduser)
  read_options "$@"
  # A second name is a group that the user joins.
  [ -z "$second" ] || exit 0
  has /etc/passwd "$name" && exit 0
  group=${group:-$name}
  has /etc/group "$group" || echo "$group:x:${id:-$(free /etc/group)}:" >>/etc/group
  number=$(awk -F : -v name="$group" '$1 == name { print $3 }' /etc/group)
  echo "$name:x:${id:-$(free /etc/passwd)}:$number::${home:-/home/$name}:/bin/sh" >>/etc/passwd
  install -d -o "${id:-$number}" -g "$number" "${home:-/home/$name}"
  ;;
apk | apt-get)
  for word in "$@"; do
    case $word in
      -* | add | del | update | upgrade | install | clean) ;;
      *) command -v "${word%%[=<>]*}" >/dev/null || echo "the substitute of this image has no program $word" >&2 ;;
    esac
  done
  ;;
esac
