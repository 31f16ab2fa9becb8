#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs the Debian packages that building and testing mote needs, and that
# this machine lacks. Uses sudo only when it is not root and something is
# missing. clang 19 gives the fastest interpreter; where the distribution has
# none, gcc builds mote too.
set -eu

required="make gcc libc6-dev binutils pkg-config libuv1-dev libgmp-dev libcmocka-dev node-llhttp libnghttp2-dev
  libwslay-dev libcurl4-openssl-dev libssl-dev zlib1g-dev libbrotli-dev libzstd-dev"
preferred="clang-19 libclang-rt-19-dev"

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]
}

missing=
peers=
for package in $required; do
  installed "$package" || missing="$missing $package"
done
# The sanitizers' and libFuzzer's runtime is a package of its own.
if ! command -v clang-19 >/dev/null 2>&1; then
  missing="$missing $preferred"
elif ! ls "$(clang-19 -print-resource-dir)"/lib/*/libclang_rt.fuzzer* >/dev/null 2>&1; then
  missing="$missing libclang-rt-19-dev"
fi
# What tests talk to (tests/runtime/peers); they are skipped where it is not there.
for pair in curl:curl openssl:openssl wrk:wrk h2load:nghttp2-client nginx:nginx-light; do
  command -v "${pair%%:*}" >/dev/null 2>&1 || [ -x "/usr/sbin/${pair%%:*}" ] || peers="$peers ${pair##*:}"
done
missing="$missing$peers"
[ -n "$missing" ] || exit 0

command -v apt-get >/dev/null 2>&1 || {
  echo "install-deps: no apt-get here; please install:$missing" >&2
  exit 1
}
as_root=
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null 2>&1 || {
    echo "install-deps: neither root nor sudo; please install:$missing" >&2
    exit 1
  }
  as_root=sudo
fi

export DEBIAN_FRONTEND=noninteractive
$as_root apt-get update -qq
for package in $preferred $peers; do
  case " $missing " in
  *" $package "*)
    if ! apt-cache show "$package" >/dev/null 2>&1; then
      echo "install-deps: $package is not to be had here; gcc will be used, or tests skipped" >&2
      missing=$(echo "$missing" | sed "s/ $package//")
    fi ;;
  esac
done
echo "install-deps: installing$missing"
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
