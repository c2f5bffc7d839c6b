#!/bin/sh
# Makes everything that running (setup.sh run) or testing (setup.sh test) the portal needs.
# Steps that are done are not done again: .setup/ keeps a copy of each lock file as installed.
set -eu

what=${1:-run}
cd "$(dirname "$0")/.."
. deploy/parts.sh
mkdir -p .setup
umask 022

make_venv() {
    if [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null; then
        # A moved or copied checkout has scripts that point at the old place.
        [ "$(cat .setup/place 2>/dev/null)" = "$PWD" ] && return 0
    fi
    python=$(sh deploy/find_python.sh)
    say "making .venv with $("$python" --version 2>&1)"
    rm -rf .venv .setup/node .setup/requirements*.txt .setup/package-lock.json
    "$python" -m venv .venv
    echo "$PWD" >.setup/place
}

# The lock for tests holds all of the lock for running, so either stamp will do for running.
install_python_packages() {
    lock=$1
    cmp -s "$lock" ".setup/$lock" && return 0
    say "installing Python packages ($lock)"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" ||
        fail "the Python packages of $lock could not be installed: is a package index reachable?"
    cp "$lock" ".setup/$lock"
}

install_npm_packages() {
    cmp -s package-lock.json .setup/package-lock.json && [ -d node_modules ] && return 0
    say "installing npm packages"
    sh deploy/npm.sh ci --ignore-scripts --silent >/dev/null ||
        fail "the npm packages of package-lock.json could not be installed: is a registry reachable?"
    cp package-lock.json .setup/package-lock.json
}

# need WHAT TEST_COMMAND PACKAGE...: one system part, looked for first and brought by apt.
need() {
    part=$1
    check=$2
    shift 2
    $check >/dev/null 2>&1 && return 0
    if can_install; then say "installing $part"; fi
    if apt_install "$@" && $check >/dev/null 2>&1; then
        return 0
    fi
    fail "$part is missing and can't be installed from here: run 'sudo apt-get install $*' (or install it another way) and make again."
}

has_pango() { .venv/bin/python -c 'import weasyprint'; }
# Tests take warnings for errors, and WeasyPrint warns where HarfBuzz's subsetter is missing.
has_all_of_pango() { .venv/bin/python -W error -c 'import weasyprint'; }
has_chromium() { .venv/bin/python deploy/chromium.py; }
has_libreoffice() { command -v soffice >/dev/null 2>&1 || command -v libreoffice >/dev/null 2>&1; }
has_postgresql() { .venv/bin/python deploy/postgres.py --find; }

make_venv
case $what in
run)
    install_python_packages requirements.txt
    ;;
test)
    install_python_packages requirements.txt
    install_python_packages requirements-dev.txt
    ;;
*) fail "unknown set-up '$what': run or test" ;;
esac
install_npm_packages
# Importing WeasyPrint takes half a second: asked once for each set of packages.
if ! cmp -s requirements.txt ".setup/pango-$what"; then
    check=has_pango
    [ "$what" = test ] && check=has_all_of_pango
    need "Pango (for PDF)" $check libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig
    cp requirements.txt ".setup/pango-$what"
fi
if [ "$what" = test ]; then
    need "Chromium (for browser tests)" has_chromium chromium
    need "LibreOffice (for tests of .doc, .odt and .rtf)" has_libreoffice libreoffice-writer-nogui
    if [ -z "${DATABASE_URL:-}" ]; then
        need "PostgreSQL's server programs (for tests)" has_postgresql postgresql
    fi
fi
