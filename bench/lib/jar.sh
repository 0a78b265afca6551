# shellcheck shell=sh disable=SC2034,SC2154
# Runs a program from bench/lib with the classes of the jar. To be sourced, with root set.

# shellcheck source=lib/task-ledger/jdk.sh
. "$root/lib/task-ledger/jdk.sh" || exit 3

fail() {
  echo "bench/${0##*/}: $*" >&2
  exit 3
}

# in_jar PROGRAM ARG...: runs bench/lib/PROGRAM.java.
in_jar() {
  jdk_find javac || {
    jdk_advice "bench/${0##*/}"
    exit 3
  }
  "$root/bin/ledger" --version >/dev/null || fail "bin/ledger does not run"
  program=$1
  shift
  "$jdk_home/bin/java" -XX:+UseSerialGC -cp "$root/target/ledger.jar" "$root/bench/lib/$program.java" "$@"
}
