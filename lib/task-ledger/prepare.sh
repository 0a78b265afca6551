# shellcheck shell=sh disable=SC2034,SC2154,SC3013
# The long way of a start: looks for everything, and writes down what it found. Sourced by bin/ledger
# when there is nothing to go by, with what place, jdk.sh and bin/ledger set.

# ---- a lock, so that two launchers do not build or train at once ----

lock=${state:+$state/ledger.lock}

# Fails if another launcher holds it. The lock is a link whose target is its owner's process id.
take_lock() {
  ln -s "${owner_id:-$$}" "$lock" 2>/dev/null && {
    trap 'rm -f "$lock" "${made:-$lock}"' EXIT
    trap 'exit 129' HUP
    trap 'exit 130' INT
    trap 'exit 143' TERM
    return 0
  }
  owner=$(readlink "$lock" 2>/dev/null) || return 1
  kill -0 "$owner" 2>/dev/null || {
    # Its owner is dead. Only one of several that see this succeeds in moving it away.
    mv "$lock" "$lock.$$" 2>/dev/null && rm -f "$lock.$$"
  }
  return 1
}

drop_lock() {
  rm -f "$lock"
  trap - EXIT HUP INT TERM
}

# ---- the class archive ----

# Sets archive to the archive's file name and archive_flag to java's option, by the JDK's abilities.
name_archive() {
  archive=ledger-$(printf %s "$jdk_id" | tr -cs 'A-Za-z0-9.+\n' -)
  if [ "$jdk_major" -ge 25 ]; then
    archive=$archive.aot archive_flag=-XX:AOTCache= training_flag=-XX:AOTCacheOutput=
  else
    archive=$archive.jsa archive_flag=-XX:SharedArchiveFile= training_flag=-XX:ArchiveClassesAtExit=
  fi
}

# Makes the archive by a training run. If that fails, ledger starts more slowly and that is all.
train() {
  [ -n "$state" ] && [ -w "$state" ] && take_lock || return 1
  [ ! -t 2 ] || echo "ledger: preparing a quick start (a few seconds, once for each build)" >&2
  for old in "$state"/ledger-*.aot "$state"/ledger-*.jsa; do
    same_age "$old" "$jar" || rm -f "$old"
  done
  made=$state/ledger.$$.part
  trained=1
  train_by ledger.cli.Training || train_by ledger.cli.Main --help || true
  if [ "$trained" -eq 0 ] && [ -f "$made" ]; then
    touch -r "$jar" "$made" && mv -f "$made" "$state/$archive"
    trained=$?
  fi
  rm -f "$made" "$made.config"
  drop_lock
  return "$trained"
}

train_by() {
  # shellcheck disable=SC2086 # the flags are words
  LC_ALL=C.UTF-8 $politely "$jdk_home/bin/java" $java_flags "$training_flag$made" -cp "$jar" "$@" \
    >"$state/ledger.training.log" 2>&1 </dev/null
  trained=$?
  return "$trained"
}

# Sets archive_option if there is an archive: the one that a package made for all users, or ours.
find_archive() {
  archive_option=''
  for folder in "$parts" "$state"; do
    if [ -n "$folder" ] && same_age "$folder/$archive" "$jar"; then
      archive_option=$archive_flag$folder/$archive
      return 0
    fi
  done
  return 1
}

politely=''

# Once this command has ended, and in silence. All of the caller's streams are closed: a reader of
# one of them would wait for this, and a lock that it inherited would stay locked.
train_later() {
  (
    exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
    trap '' HUP INT
    while kill -0 $$; do
      sleep 1
    done
    # This shell's own number, which $$ is not.
    owner_id=$(exec sh -c 'echo $PPID')
    forget_gone
    ! command -v nice || politely='nice -n 10'
    if train; then
      find_archive
      write_down
    fi
  ) </dev/null >/dev/null 2>&1 &
}

# Removes what belonged to installations that are gone, or to their earlier builds.
forget_gone() {
  for old in "$cache"/*/ledger.start; do
    {
      read -r _ && read -r _ && read -r _ && read -r _ && read -r was_root && read -r was_build
    } <"$old" || continue
    { read -r is_build <"$was_root/lib/task-ledger/build" && [ "$is_build" = "$was_build" ]; } \
      || rm -rf "${old%/ledger.start}"
  done
}

# ---- what was found ----

# Without it the next start is slower, and that is all: neither a full disk nor a limit for the size of
# files, whose signal would end this shell, stops the command.
write_down() {
  [ -n "$state" ] && [ -w "$state" ] || return 0
  (
    trap '' XFSZ
    printf '%s\n' "$jdk_question" "$jdk_home" "$jdk_id" "$archive_option" "$root" "$build" >"$start.$$" \
      && touch -r "$jar" "$start.$$" && mv -f "$start.$$" "$start" || rm -f "$start.$$"
  ) 2>/dev/null
  return 0
}

jar_or_advice() {
  [ -r "$jar" ] || fail "cannot read $jar; its owner allows it with: chmod a+r '$jar'"
}

prepare() {
  if [ "$kind" = release ]; then
    jar_or_advice
    jdk_or_advice
    # Only its owner's: what it holds is run.
    [ -z "$state" ] || (umask 077 && mkdir -p "$state") 2>/dev/null || state=''
    name_archive
    find_archive || [ -z "$state" ] || [ ! -w "$state" ] || train_later
  else
    if ! [ -f "$jar" ] || stale; then
      [ -f "$root/pom.xml" ] || fail "there is neither $jar nor the sources to build it from"
      build
    fi
    jar_or_advice
    jdk_or_advice
    name_archive
    find_archive || { train && find_archive; } || true
  fi
  write_down
}

jdk_or_advice() {
  jdk_find java || {
    jdk_advice ledger
    exit 3
  }
}
