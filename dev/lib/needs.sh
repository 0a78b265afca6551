# shellcheck shell=sh disable=SC2154
# What this project needs on a machine, which packages provide it, and how they get there. The one
# place for that: sourced by dev/test, dev/lib/build.sh and bin/release, after lib/task-ledger/jdk.sh.
#
# Missing packages are installed by the system's package manager (apt-get or brew): as root and where
# CI is set without asking, on a terminal after asking. Otherwise, and with LEDGER_NO_INSTALL=1, what
# is missing is only listed.

# shellcheck disable=SC2034 # for those who source this
all_needs='jdk maven git python c++ chromium chromedriver strace script locales zsh fish'

has() {
  command -v "$1" >/dev/null 2>&1
}

# ---- the needs ----

has_python() {
  has python3 && python3 -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1
}

has_chromium() {
  for name in chromium chromium-browser google-chrome google-chrome-stable; do
    ! has "$name" || return 0
  done
  for app in Chromium 'Google Chrome'; do
    [ ! -x "/Applications/$app.app/Contents/MacOS/$app" ] || return 0
  done
  return 1
}

on_linux() {
  [ "$(uname -s)" = Linux ]
}

# has_need NEED: is it available?
has_need() {
  case $1 in
    jdk) jdk_find javac ;;
    maven) has mvn ;;
    git) has git ;;
    python) has_python ;;
    c++) has g++ ;;
    chromium) has_chromium ;;
    chromedriver) has chromedriver ;;
    strace) ! on_linux || has strace ;;
    script) has script ;;
    zsh) has zsh ;;
    fish) has fish ;;
    locales) ! on_linux || { has localedef && [ -f /usr/share/i18n/locales/tr_TR ]; } ;;
    dpkg) has dpkg-deb ;;
  esac
}

# apt_packages NEED / brew_packages NEED: the packages that provide it.
apt_packages() {
  case $1 in
    jdk) apt_jdk ;;
    python) echo python3 python3-venv ;;
    chromedriver) echo chromium-driver ;;
    script) echo bsdutils ;;
    c++) echo g++ ;;
    *) echo "$1" ;;
  esac
}

brew_packages() {
  case $1 in
    jdk) echo openjdk ;;
    c++) echo gcc ;;
    chromium | chromedriver) echo --cask "$1" ;;
    *) echo "$1" ;;
  esac
}

# The newest JDK that this system's apt offers, if it is new enough.
apt_jdk() {
  for release in 25 21; do
    if apt-cache show "openjdk-$release-jdk-headless" >/dev/null 2>&1; then
      echo "openjdk-$release-jdk-headless"
      return 0
    fi
  done
}

# name_need NEED: one line for the user.
name_need() {
  case $1 in
    jdk) echo "a JDK of Java $jdk_needed or newer (https://adoptium.net/temurin/releases/)" ;;
    maven) echo "Maven, the command mvn (https://maven.apache.org/download.cgi)" ;;
    git) echo "git (https://git-scm.com)" ;;
    python) echo "Python 3.10 or newer with venv, as the command python3 (https://www.python.org)" ;;
    c++) echo "the C++ compiler g++, with which MLX compiles its kernels (on a Mac: xcode-select --install)" ;;
    chromium) echo "Chromium or Chrome, in which the site is tested (https://www.chromium.org)" ;;
    chromedriver) echo "chromedriver in Chromium's version (https://developer.chrome.com/docs/chromedriver)" ;;
    strace) echo "strace, by which the tests see the order of writes (https://strace.io)" ;;
    script) echo "the command script, which gives the tests a terminal (from util-linux)" ;;
    zsh | fish) echo "the shell $1, in which completion is tested" ;;
    locales) echo "localedef and the locales' sources, for a test in another language" ;;
    dpkg) echo "dpkg-deb, which makes the Debian package" ;;
  esac
}

# ---- getting them ----

# needs_get NAME NEED...: installs what is missing of these, if that is allowed, and lists what is
# still missing afterwards, in NAME's name. Sets missing to that list.
needs_get() {
  needs_name=$1 needs_listed=''
  shift
  needs_find "$@"
  [ -n "$missing" ] || return 0
  if needs_may_install; then
    needs_install
    needs_find "$@"
  fi
  [ -z "$missing" ] || needs_tell
}

needs_find() {
  missing=''
  for need in "$@"; do
    has_need "$need" || missing="$missing${missing:+ }$need"
  done
}

needs_say() {
  echo "$needs_name: $*" >&2
}

needs_may_install() {
  [ "${LEDGER_NO_INSTALL:-0}" != 1 ] || return 1
  if has apt-get; then
    as_root=''
    if [ "$(id -u)" -ne 0 ]; then
      has sudo || return 1
      as_root=sudo
    fi
  else
    has brew || return 1
  fi
  [ -z "${CI-}" ] || return 0
  if has apt-get && [ "$(id -u)" -eq 0 ]; then
    return 0
  fi
  [ -t 0 ] && [ -t 2 ] || return 1
  needs_list
  printf '%s: install what is missing now? [y/N] ' "$needs_name" >&2
  read -r needs_answer || return 1
  case $needs_answer in
    [yY]*) return 0 ;;
    *) return 1 ;;
  esac
}

needs_install() {
  if ! has apt-get; then
    for need in $missing; do
      needs_say "installing $need with brew"
      # shellcheck disable=SC2046 # words
      brew install $(brew_packages "$need") >&2
    done
    return
  fi
  # Without a terminal sudo must not wait for a password.
  [ -z "$as_root" ] || [ -t 0 ] || as_root='sudo -n'
  $as_root apt-get -qq update >&2
  packages=''
  for need in $missing; do
    packages="$packages $(apt_packages "$need")"
  done
  # Empty if only a JDK is missing and apt has none that is new enough.
  [ -n "${packages# }" ] || return 0
  needs_say "installing with apt-get:$packages"
  # shellcheck disable=SC2086 # words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $packages >&2
}

# Lists what is missing, unless just that has been listed.
needs_list() {
  [ "$needs_listed" != "$missing" ] || return 0
  needs_listed=$missing
  for need in $missing; do
    needs_say "missing: $(name_need "$need")"
  done
}

needs_tell() {
  needs_list
  for need in $missing; do
    if has apt-get; then
      packages=$(apt_packages "$need")
      if [ -n "$packages" ]; then
        echo "  apt-get install $packages" >&2
      else
        echo "  this system's apt offers none that is new enough; see the address above" >&2
      fi
    elif has brew; then
      echo "  brew install $(brew_packages "$need")" >&2
    fi
  done
  case " $missing " in *' jdk '*) jdk_advice "$needs_name" ;; esac
}
