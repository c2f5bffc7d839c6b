#!/bin/sh
# Writes requirements.txt, requirements-dev.txt and package-lock.json anew; none names a host.
# Arguments go to uv: `deploy/lock.sh --upgrade` takes the newest versions that are allowed.
set -eu
cd "$(dirname "$0")/.."

uv=.setup/lock-uv/bin/uv
if [ ! -x $uv ]; then
    .venv/bin/python -m venv .setup/lock-uv
    .setup/lock-uv/bin/pip install -qq 'uv>=0.13,<0.14'
fi
compile() {
    $uv pip compile pyproject.toml --quiet --universal --python-version 3.12 \
        --generate-hashes --no-header --no-emit-index-url "$@"
}
compile --output-file requirements.txt "$@"
compile --group dev --constraint requirements.txt --output-file requirements-dev.txt "$@"
PATH=$PWD/.venv/bin:$PATH .venv/bin/npm install --package-lock-only --ignore-scripts --silent
