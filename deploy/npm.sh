#!/bin/sh
# Runs npm with the arguments: the machine's own where it is new enough, else one that pip brings,
# with hashes, into a place of its own (.setup/node), since only the set-up needs Node.
set -eu
cd "$(dirname "$0")/.."
. deploy/parts.sh

# The first that knows how to leave a registry's address out of package-lock.json, as .npmrc asks.
LEAST=9
is_new() {
    version=$(npm --version 2>/dev/null </dev/null) && [ "${version%%.*}" -ge $LEAST ] 2>/dev/null
}

if ! is_new; then
    lock=requirements-setup.txt
    if ! cmp -s $lock .setup/$lock || [ ! -x .setup/node/bin/npm ]; then
        say "no npm $LEAST or newer here; bringing one for the set-up ($lock)"
        rm -rf .setup/node
        .venv/bin/python -m venv .setup/node
        .setup/node/bin/pip install -qq --disable-pip-version-check --require-hashes -r $lock ||
            fail "Node could not be installed: is a package index reachable?"
        cp $lock .setup/$lock
    fi
    PATH=$PWD/.setup/node/bin:$PATH
fi
exec npm "$@"
