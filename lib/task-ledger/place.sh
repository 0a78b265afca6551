# shellcheck shell=sh disable=SC2034,SC3013
# Where the parts of an installation are, and how its Java is called. Sourced by bin/ledger; works by
# the shell's builtins alone.

# Chosen by measurement, see bench/startup. The C1 compiler alone starts a third faster than both.
# The main class is named on a class path because -jar opens the jar to read its manifest: 20 ms for
# its thousands of entries, where everything that a command needs comes from the archive.
# Java would move the archive to a random address, and adjust each pointer in it: 9 ms.
java_flags='-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0'

# place ROOT: sets
#   kind    "release" if this was installed, "checkout" in a folder of sources
#   jar     ledger's classes
#   state   the folder for what was found out about this machine; empty if there can be none
#   start   the file in it that makes the next start quick
#   build   which build the jar is of; empty in a checkout
place() {
  jar=$1/lib/task-ledger/ledger.jar build=''
  if [ -f "$jar" ] && read -r build <"$1/lib/task-ledger/build"; then
    kind=release
    place_cache
    place_flat "$1"
    # Several installations may share a cache, and an upgrade keeps the time of a file.
    state=${cache:+$cache/$build$flat}
  else
    kind=checkout jar=$1/target/ledger.jar state=$1/target
  fi
  start=${state:+$state/ledger.start}
}

# Sets cache to the user's folder for what can be made again; empty if the user has none.
place_cache() {
  case ${XDG_CACHE_HOME-} in
    /*) cache=$XDG_CACHE_HOME/task-ledger ;;
    *) cache=${HOME:+$HOME/.cache/task-ledger} ;;
  esac
}

# Sets flat to a path as part of one name: -usr-local for /usr/local.
place_flat() {
  set -f
  IFS=/
  # shellcheck disable=SC2086 # words
  set -- $1
  IFS=-
  flat="$*"
  unset IFS
  set +f
}

same_age() {
  [ -f "$1" ] && [ -f "$2" ] && ! [ "$1" -nt "$2" ] && ! [ "$1" -ot "$2" ]
}
