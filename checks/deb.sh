#!/usr/bin/env bash
# Proves the Debian package: it is built, installed, started, upgraded, removed
# and purged in a fresh root of the running Debian release, first as a plain
# folder, then with systemd as process 1 in a container. It shows that the
# service runs confined as its own user, that an upgrade stops and starts it
# and keeps settings and records, and that not even a purge loses records.
# Runs as root; needs Debian's packages and nothing else from the network.
set -euo pipefail
export LC_ALL=C DEBIAN_FRONTEND=noninteractive
# Most that systemd's rating of a service's exposure may be, in tenths.
EXPOSURE_MAX=19

[ "$(id -u)" = 0 ] || { echo "run as root"; exit 1; }
# Mounts made below are seen by nobody else and vanish with this script.
[ -n "${SAMVERK_CHECK_UNSHARED:-}" ] || SAMVERK_CHECK_UNSHARED=1 exec unshare --mount "$0" "$@"
cd "$(dirname "$0")/.."

work=$(mktemp -d)
root="$work/root"
machine="samverk-check-$$"
passed=0
server=
container=
leader=

clean() {
  if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
  if [ -n "$container" ]; then
    kill -KILL "$container" ${leader:+"$leader"} 2>/dev/null || true
    wait "$container" 2>/dev/null || true
    rmdir "/run/systemd/nspawn/propagate/$machine" 2>/dev/null || true
  fi
  if mountpoint -q "$root/proc"; then umount -l "$root/proc"; fi
  rm -rf --one-file-system "$work"
}
trap clean EXIT
trap 'exit 1' INT TERM
trap 'echo "  FAILED at line $LINENO" >&2' ERR

say() { printf '\n== %s\n' "$*"; }
fail() { printf '  FAILED: %s\n' "$*" >&2; exit 1; }
# expect WHAT WANTED FOUND
expect() {
  [ "$2" = "$3" ] || fail "$1: expected '$2', found '$3'"
  passed=$((passed + 1))
  printf '  ok: %s\n' "$1"
}
# holds WHAT COMMAND…
holds() {
  local what=$1
  shift
  "$@" >"$work/said" 2>&1 || { cat "$work/said" >&2; fail "$what"; }
  passed=$((passed + 1))
  printf '  ok: %s\n' "$what"
}
lacks() { ! "$@"; }

updated=
need() {
  command -v "$1" >/dev/null && return
  say "installing $2"
  if [ -z "$updated" ]; then apt-get update -qq; updated=1; fi
  apt-get install -y -qq --no-install-recommends "$2" >/dev/null
}
need debootstrap debootstrap
need systemd-nspawn systemd-container
need dpkg-shlibdeps dpkg-dev
need curl curl
need python3 python3
need pgrep procps
command -v cargo-deb >/dev/null || cargo install --locked --quiet cargo-deb

say "building the package"
[ -x target/release/samverk ] || cargo build --release --locked
build() { cargo deb --quiet --package samverk-cli --no-build --no-strip --fast --locked --output "$work/" "$@" >/dev/null; }
build
first=$(echo "$work"/*.deb)
version=$(dpkg-deb -f "$first" Version)
mkdir "$work/first"
mv "$first" "$work/first/package.deb"
build --deb-version "$version+next"
mkdir "$work/next"
mv "$work"/*.deb "$work/next/package.deb"
expect "its name" samverk "$(dpkg-deb -f "$work/first/package.deb" Package)"
holds "the second is newer" dpkg --compare-versions "$(dpkg-deb -f "$work/next/package.deb" Version)" gt "$version"
holds "it depends on the C library that it was linked with" grep -q 'libc6 (>=' <<<"$(dpkg-deb -f "$work/first/package.deb" Depends)"
expect "its settings are kept by upgrades" /etc/default/samverk "$(dpkg-deb --ctrl-tarfile "$work/first/package.deb" | tar -xO ./conffiles)"
expect "everything in it belongs to root" root/root "$(dpkg-deb -c "$work/first/package.deb" | awk '{ print $2 }' | sed 's|^0/0$|root/root|' | sort -u)"

say "making a root"
release=$(. /etc/os-release; echo "$VERSION_CODENAME")
debootstrap --variant=minbase --include=adduser,tzdata,systemd,systemd-sysv,dbus "$release" "$root" >"$work/debootstrap" 2>&1 \
  || { tail -20 "$work/debootstrap" >&2; fail "debootstrap $release"; }
mount -t proc proc "$root/proc"
cp "$work/first/package.deb" "$root/first.deb"
cp "$work/next/package.deb" "$root/next.deb"
echo "$machine" >"$root/etc/samverk-check"

within() { chroot "$root" "$@"; }
as_service() { chroot --userspec=samverk:samverk "$root" "$@"; }
owner_and_mode() { within stat -c '%U:%G %a' "$1"; }
healthy() { curl -fsS --max-time 2 "http://127.0.0.1:$1/healthz" 2>/dev/null; }
setting() { sed -i "s|^$1=.*|$1=$2|" "$root/etc/default/samverk"; }

# What the unit starts, with the settings that it reads, as the user that it names.
start() {
  local unit="$root/usr/lib/systemd/system/samverk.service"
  local settings command user
  settings=$(sed -n 's/^EnvironmentFile=//p' "$unit")
  command=$(sed -n 's/^ExecStart=//p' "$unit")
  user=$(sed -n 's/^User=//p' "$unit")
  chroot --userspec="$user:$user" "$root" /bin/sh -c "umask 077; set -a; . '$settings'; set +a; exec $command" >>"$work/log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    [ "$(healthy "$port")" = ok ] && return
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  cat "$work/log" >&2
  fail "the server does not answer"
}
stop() {
  kill "$server"
  wait "$server" || fail "the server did not end well"
  server=
}

say "installing"
holds "installs" within dpkg -i /first.deb
expect "the package is configured" "ii " "$(within dpkg-query -W -f '${db:Status-Abbrev}' samverk)"
expect "the user cannot sign in" /usr/sbin/nologin "$(within getent passwd samverk | cut -d: -f7)"
holds "the user is a system user" test "$(within id -u samverk)" -lt 1000
expect "the folder" "samverk:samverk 700" "$(owner_and_mode /var/lib/samverk)"
expect "the settings" "root:samverk 640" "$(owner_and_mode /etc/default/samverk)"
expect "the program" "root:root 755" "$(owner_and_mode /usr/bin/samverk)"
expect "the unit" "root:root 644" "$(owner_and_mode /usr/lib/systemd/system/samverk.service)"
holds "the unit starts with the machine" within test -L /etc/systemd/system/multi-user.target.wants/samverk.service
holds "the guide is there" within test -s /usr/share/doc/samverk/docs/guide/operate.md
holds "the licences are there" within sh -c 'cd /usr/share/doc/samverk && test -s copyright && test -s LICENSE-inter && test -s LICENSE-designsystemet'

say "judging the unit"
expect "systemd finds no fault" "" "$(within systemd-analyze verify --man=no /usr/lib/systemd/system/samverk.service 2>&1)"
holds "exposure is at most $EXPOSURE_MAX tenths" within systemd-analyze security --offline=true --no-pager --threshold="$EXPOSURE_MAX" /usr/lib/systemd/system/samverk.service
rating=$(sed -n 's/^.*Overall exposure level/exposure level/p' "$work/said")
holds "it is rated as OK" grep -q ' OK' <<<"$rating"
printf '  %s\n' "$rating"

say "starting by hand"
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
setting SAMVERK_OPTIONS "\"--listen 127.0.0.1:$port\""
start
expect "answers" ok "$(healthy "$port")"
expect "the database is for its user only" "samverk:samverk 600" "$(owner_and_mode /var/lib/samverk/samverk.sqlite)"
holds "a user is added while it runs" as_service /usr/bin/samverk --data /var/lib/samverk user add anna@example.org --role operator
knows_anna() { as_service /usr/bin/samverk --data /var/lib/samverk user list | grep -q anna@example.org; }
strangers() { within find /var/lib/samverk '(' ! -user samverk -o -perm /077 ')' -print; }
expect "nobody else may read what was written" "" "$(strangers)"
stop

say "upgrading"
settings=$(sha256sum <"$root/etc/default/samverk")
holds "upgrades" within dpkg -i /next.deb
expect "the version" "$version+next" "$(within dpkg-query -W -f '${Version}' samverk)"
expect "the operator's settings are kept" "$settings" "$(sha256sum <"$root/etc/default/samverk")"
expect "who may read them too" "root:samverk 640" "$(owner_and_mode /etc/default/samverk)"
start
expect "answers again" ok "$(healthy "$port")"
stop
holds "the records are there" knows_anna
holds "the history is whole" as_service /usr/bin/samverk --data /var/lib/samverk verify

say "removing"
holds "removes" within dpkg -r samverk
holds "the program is gone" test ! -e "$root/usr/bin/samverk"
holds "the unit is gone" test ! -e "$root/usr/lib/systemd/system/samverk.service"
holds "the settings are kept" test -e "$root/etc/default/samverk"
holds "the records are kept" test -s "$root/var/lib/samverk/samverk.sqlite"

say "purging"
holds "purges" within dpkg -P samverk
told=$(cat "$work/said")
holds "it says where the records are" grep -q 'kept in /var/lib/samverk' <<<"$told"
holds "the settings are gone" test ! -e "$root/etc/default/samverk"
expect "the records are kept" "samverk:samverk 600" "$(owner_and_mode /var/lib/samverk/samverk.sqlite)"
holds "nothing else is left" lacks within sh -c 'ls -d /usr/share/doc/samverk /etc/systemd/system/*/samverk.service /var/lib/systemd/deb-systemd-helper-*/samverk* 2>/dev/null | grep .'

umount "$root/proc"

# With systemd as process 1. The network is the container's own, so the ports
# are the shipped ones.
say "starting systemd"
boot() {
  local keep=()
  [ -d /run/systemd/system ] || keep=(--keep-unit)
  systemd-nspawn --quiet --register=no "${keep[@]}" --private-network --machine="$machine" --directory="$root" --boot >"$work/boot" 2>&1 </dev/null &
  container=$!
  for _ in $(seq 120); do
    kill -0 "$container" 2>/dev/null || return 1
    leader=$(pgrep -o -P "$container" || true)
    # Only what is surely inside: another process 1, and the file that was put there.
    if [ -n "$leader" ] && [ "$(readlink "/proc/$leader/ns/pid")" != "$(readlink /proc/self/ns/pid)" ] \
      && [ "$(inside cat /etc/samverk-check 2>/dev/null)" = "$machine" ]; then
      case "$(inside systemctl is-system-running 2>/dev/null)" in running | degraded) return 0 ;; esac
    fi
    sleep 0.5
  done
  return 1
}
inside() { nsenter --target "$leader" --all "$@"; }
answers_once() { [ "$(nsenter --target "$leader" --net curl -fsS --max-time 2 http://127.0.0.1:8080/healthz 2>/dev/null)" = ok ]; }
answers() {
  for _ in $(seq 100); do
    answers_once && return
    sleep 0.2
  done
  inside journalctl --no-pager -u samverk | tail -20
  return 1
}
shown() { inside systemctl show -P "$1" samverk; }
is_now() { for _ in $(seq 50); do [ "$(shown "$1")" = "$2" ] && return; sleep 0.2; done; return 1; }

skipped=
if boot; then
  holds "installs over the records that a purge left" inside dpkg -i /first.deb
  holds "answers" answers
  pid=$(shown MainPID)
  status() { inside sed -n "s/^$1:\t//p" "/proc/$pid/status"; }
  expect "runs as its user" "$(inside id -u samverk)" "$(status Uid | cut -f1)"
  expect "has no capability" 0000000000000000 "$(status CapBnd)"
  expect "can gain no right" 1 "$(status NoNewPrivs)"
  expect "system calls are filtered" 2 "$(status Seccomp)"
  expect "leaves no core" 0 "$(inside awk '/core file size/ { print $5 }' "/proc/$pid/limits")"

  holds "upgrades while it runs" inside dpkg -i /next.deb
  holds "answers after the upgrade" answers
  holds "it is another process" test "$pid" != "$(shown MainPID)"
  expect "it was stopped and started, not restarted by a fault" 0 "$(shown NRestarts)"
  holds "it was stopped in order" inside sh -c 'journalctl --no-pager -u samverk | grep "Deactivated successfully"'

  inside systemctl kill --signal=KILL samverk
  holds "a killed server is started again" is_now NRestarts 1
  holds "and answers" answers
  setting SAMVERK_OPTIONS --no-such-option
  inside systemctl restart samverk || true
  holds "wrong options are not tried for ever" is_now ActiveState failed
  setting SAMVERK_OPTIONS '"--listen 127.0.0.1:8080"'
  holds "starts with right ones" inside systemctl restart samverk
  holds "and answers again" answers

  holds "removes while it runs" inside dpkg -r samverk
  holds "the server has stopped" lacks answers_once
  holds "purges under systemd" inside dpkg -P samverk
  holds "no unit is left" lacks inside systemctl cat samverk.service
  expect "the records are kept" "samverk:samverk 600" "$(owner_and_mode /var/lib/samverk/samverk.sqlite)"
  expect "nobody else may read them" "" "$(strangers)"
  inside systemctl poweroff
  for _ in $(seq 50); do kill -0 "$container" 2>/dev/null || break; sleep 0.2; done
else
  skipped="starting under systemd: no container can be booted here ($(tail -1 "$work/boot" | tr -d '\r'))"
fi

echo
[ -z "$skipped" ] || echo "skipped: $skipped"
echo "deb: $passed checks passed"
