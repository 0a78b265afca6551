# shellcheck shell=sh disable=SC2154,SC3013
# Builds ledger's jar in a source checkout. Sourced by bin/ledger, with root, jar and state set.

# newer_in FOLDER: does it hold anything newer than the jar? A deleted file makes its folder newer.
newer_in() {
  ! [ "$1" -nt "$jar" ] || return 0
  for entry in "$1"/*; do
    # A name with .java is a file: that saves hundreds of tests at each start.
    case $entry in *.java) ;; *) [ ! -d "$entry" ] || ! newer_in "$entry" || return 0 ;; esac
    ! [ "$entry" -nt "$jar" ] || return 0
  done
  return 1
}

stale() {
  [ "$root/pom.xml" -nt "$jar" ] || newer_in "$root/src/main" \
    || { [ -d "$root/templates" ] && newer_in "$root/templates"; }
}

wait_for_lock() {
  waited=0
  until take_lock; do
    [ "$waited" -ne 1 ] || echo "ledger: another ledger is building; waiting for it" >&2
    [ "$waited" -lt 900 ] || fail "gave up waiting for $lock; remove it if no ledger is building"
    sleep 1
    waited=$((waited + 1))
  done
}

build() {
  mkdir -p "$state" 2>/dev/null
  [ -w "$state" ] || fail "cannot write to $state, where the jar is built because its sources are newer
How to go on: run this once as somebody who may write there, or copy the whole folder to a place of your own"
  wait_for_lock
  # The other one may have built it meanwhile.
  if ! [ -f "$jar" ] || stale; then
    run_maven
  fi
  drop_lock
}

# What a checkout needs before its first build; what experiments need can also come later.
get_needs() {
  # shellcheck source=dev/lib/needs.sh
  . "$root/dev/lib/needs.sh" || exit 3
  if [ -f "$jar" ]; then
    needs_get ledger jdk maven
  else
    needs_get ledger jdk maven git python c++
  fi
  case " $missing " in
    *' jdk '* | *' maven '*) exit 3 ;;
  esac
}

run_maven() {
  get_needs
  jdk_find javac
  log=$state/ledger.build.log
  mark=$state/ledger.build.mark
  if [ -f "$jar" ]; then
    echo "ledger: its sources have changed; building it again (less than a minute)" >&2
  else
    echo "ledger: building it for the first time (a minute or so, and more while Maven downloads libraries)" >&2
  fi
  : >"$mark"
  # Maven compiles only edited files; others may need what those no longer have.
  rm -rf "$state/classes"
  (
    JAVA_HOME=$jdk_home
    export JAVA_HOME
    cd "$root" && exec mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true package
  ) >"$log" 2>&1 </dev/null
  status=$?
  if [ "$status" -ne 0 ] || ! [ -f "$jar" ]; then
    grep -v '^WARNING: ' "$log" | tail -n 40 >&2
    fail "the build failed; all of its output is in $log"
  fi
  # As old as the build's start, so that what was edited during the build counts as newer.
  touch -r "$mark" "$jar"
  rm -f "$mark"
}
