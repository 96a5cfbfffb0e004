#!/usr/bin/env bash
# What CI runs: the project is in sync, and the guard is awake (a changed theorem turns it red).
set -euo pipefail
cd "$(dirname "$0")"
bridge=${LEAN_BRIDGE:-lean-bridge}

$bridge check

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R . "$copy/project"
cd "$copy/project"
sed -i.bak 's/step 1 y t = t/step 1 y t = y/' Specs/Loss.lean && rm Specs/Loss.lean.bak
if report=$($bridge check --format github); then
  echo "a changed theorem went unnoticed" >&2
  exit 1
fi
echo "$report"
grep -q '^::error file=Specs/Loss.lean,line=30,title=statement%3A Specs.step_one::' <<<"$report"
echo "the guard is awake"
