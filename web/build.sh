#!/bin/sh
# Builds web/dist with the machine's Node. Called by Maven; can be called by hand.
#
# Two stamps in target/ remember when the sources were last built and last checked (linted and tested).
# They are taken before the work starts, so an edit made meanwhile counts as newer.
# Files that the build itself writes belong into folders named "generated", which are not looked at.
#
# With --check-node it only says whether the machine's Node will do.
#
# SKIP_CHECKS=true leaves out lint and tests. A test runner that writes JUnit XML to target/TEST-*.xml
# is counted by `./meridian test`.
set -eu
cd "$(dirname "$0")"

fail() {
    echo "web: $*" >&2
    exit 1
}

oldest_node=20.19 # Vite needs it
advice="Install Node $oldest_node or later with npm (nodejs.org, or your system's packages) and build again."
if ! node_version=$(node --version 2>/dev/null) || ! command -v npm >/dev/null 2>&1; then
    fail "Node is missing. $advice"
fi
node_numbers=${node_version#v}
node_major=${node_numbers%%.*}
node_minor=${node_numbers#*.}
node_minor=${node_minor%%.*}
oldest_major=${oldest_node%.*}
if [ "$node_major" -lt "$oldest_major" ] ||
    { [ "$node_major" -eq "$oldest_major" ] && [ "$node_minor" -lt "${oldest_node#*.}" ]; }; then
    fail "Node $node_version is too old. $advice"
fi

[ "${1:-}" != --check-node ] || exit 0

# The types of the HTTP API are generated from the description that lies there.
api_description=../api/src/main/resources
[ -d "$api_description" ] || api_description=

# True when a source is newer than the given stamp, or when there is no such stamp.
newer_than() {
    [ -e "$1" ] || return 0
    # shellcheck disable=SC2086  # an empty folder name must vanish
    [ -n "$(find . $api_description -mindepth 1 \
        \( -name node_modules -o -name dist -o -name target -o -name generated \) -prune -o \
        -newer "$1" -print | head -n 1)" ]
}

# npm writes this file last, so an interrupted installation is repeated.
installed=node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
    echo "web: installing packages"
    npm ci --ignore-scripts --no-audit --no-fund ||
        fail "npm cannot install the packages of the pages. Check the way to the npm registry and build again."
    mkdir -p node_modules # npm leaves it out when there is nothing to install
    touch "$installed"
fi

mkdir -p target
if [ "${SKIP_CHECKS:-false}" != true ] && newer_than target/checked; then
    touch target/checking
    echo "web: lint"
    npm run --silent lint
    echo "web: tests"
    npm test --silent
    mv target/checking target/checked
fi

if [ ! -e dist/index.html ] || newer_than target/built; then
    touch target/building
    echo "web: build"
    npm run --silent build
    mv target/building target/built
fi
