#!/bin/sh
# Writes the three requirements*.txt and package-lock.json anew; none names a host.
# Arguments go to uv: `deploy/lock.sh --upgrade` takes the newest versions that are allowed.
set -eu
cd "$(dirname "$0")/.."

uv=.setup/lock-uv/bin/uv
if [ ! -x $uv ]; then
    .venv/bin/python -m venv .setup/lock-uv
    .setup/lock-uv/bin/pip install -qq 'uv>=0.13,<0.14'
fi
compile() {
    $uv pip compile --quiet --universal --python-version 3.12 \
        --generate-hashes --no-header --no-emit-index-url "$@"
}
compile pyproject.toml --output-file requirements.txt "$@"
compile pyproject.toml --group dev --constraint requirements.txt --output-file requirements-dev.txt "$@"
# Apart from the others: it is installed beside them, and only where the machine has no npm.
compile --group setup --output-file requirements-setup.txt "$@"
sh deploy/npm.sh install --package-lock-only --ignore-scripts --silent
