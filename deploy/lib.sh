# What the commands of this folder share; they source it.
HOME_DIR="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"

say_and_stop() { echo "$1" >&2; exit 1; }

# Debian's packages, only when a person at a terminal, as root, says yes.
offer_packages() {
  local why="$1"; shift
  if [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && [ -t 0 ]; then
    read -r -p "$why Install $* now? [y/N] " answer
    if [ "$answer" = y ] || [ "$answer" = Y ]; then
      apt-get update -q && apt-get install -y -q "$@" && return 0
    fi
  fi
  say_and_stop "$why Install them and try again (on Debian: apt-get install $*)."
}

require_tools() {
  JAVA="${JAVA_HOME:+$JAVA_HOME/bin/}java"
  local javac="${JAVA_HOME:+$JAVA_HOME/bin/}javac"
  command -v "$javac" >/dev/null || offer_packages "Dateline needs a JDK 17 or newer, and there is none." openjdk-17-jdk-headless
  local major
  major="$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  if [ -z "$major" ] || [ "$major" -lt 17 ]; then
    offer_packages "Dateline needs a JDK 17 or newer, and this one is $("$javac" -version 2>&1)." openjdk-17-jdk-headless
  fi
  command -v mvn >/dev/null || offer_packages "Dateline needs Maven 3.8 or newer, and there is none." maven
  local maven
  maven="$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)"
  if [ -z "$maven" ] || [ "$(printf '3.8\n%s\n' "$maven" | sort -V | head -n 1)" != 3.8 ]; then
    offer_packages "Dateline needs Maven 3.8 or newer, and this one is ${maven:-unreadable}." maven
  fi
}

# The build is stale when a source is newer than the stamp that the last good build left. Who has just built it otherwise,
# as the tests have, says so with DATELINE_BUILT=yes.
build_if_stale() {
  [ "${DATELINE_BUILT:-}" != yes ] || return 0
  local stamp="$HOME_DIR/deploy/target/built" newer
  if [ -f "$stamp" ]; then
    newer="$(find "$HOME_DIR/pom.xml" "$HOME_DIR"/*/pom.xml "$HOME_DIR"/*/src/main "$HOME_DIR/deploy/src/stand" -newer "$stamp" -type f -print -quit)"
    [ -n "$newer" ] || return 0
  fi
  local free
  free="$(df -Pk "$HOME_DIR" | awk 'NR == 2 { print int($4 / 1024) }')"
  [ "$free" -ge 1024 ] || say_and_stop "The disk is nearly full: $HOME_DIR has $free MB left, and a build needs 1024 MB."
  echo "Building (the first time takes some minutes, mostly for libraries) ..."
  mkdir -p "$HOME_DIR/deploy/target"
  local log="$HOME_DIR/deploy/target/build.log"
  # Maven's own progress, one line a module, without the rest.
  if ! (cd "$HOME_DIR" && mvn -B -Dmaven.test.skip=true package 2>&1 | tee "$log" | grep --line-buffered -E '^\[INFO\] Building Dateline' | sed -u 's/^\[INFO\] /  /'; exit "${PIPESTATUS[0]}"); then
    grep -m 5 ERROR "$log" >&2 || true
    say_and_stop "The build failed; all of it is in $log."
  fi
  touch "$stamp"
}
