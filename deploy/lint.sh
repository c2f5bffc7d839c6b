#!/bin/sh
# Everything that can be said of the code without running it; stops at the first thing wrong.
set -eu
cd "$(dirname "$0")/.."
bin=.venv/bin

say() { echo "lint: $*"; }

scratch=$(mktemp -d)
types=
trap 'test -z "$types" || kill "$types" 2>/dev/null; rm -rf "$scratch"' EXIT
# The longest of all, on one core: it begins first and is heard last.
$bin/mypy >"$scratch/types" 2>&1 &
types=$!

say "style of Python"
$bin/ruff check -q .
$bin/ruff format --check -q . || {
    $bin/ruff format --check . || true
    echo "lint: run 'make format'" >&2
    exit 1
}
say "format of templates"
find templates -name '*.html' -print0 | xargs -0 -r $bin/djade --target-version 6.1 --check || {
    echo "lint: run 'make format'" >&2
    exit 1
}
say "order of imports"
$bin/lint-imports --no-logo >.setup/lint-imports.log 2>&1 || {
    cat .setup/lint-imports.log >&2
    exit 1
}
say "migrations"
# Nothing here touches the desk's own data or reads its settings.
unset DATABASE_URL DEBUG HTTPS BEHIND_PROXY EMAIL_FROM
export PORTAL_DATA=$scratch
$bin/python manage.py makemigrations --check --dry-run >.setup/migrations.log 2>&1 || {
    cat .setup/migrations.log >&2
    exit 1
}
say "settings of production"
SECRET_KEY=$($bin/python -c 'import secrets; print(secrets.token_urlsafe(64))') \
    ALLOWED_HOSTS=plans.example.org EMAIL_URL=smtp+tls://portal:secret@mail.example.org \
    BEHIND_PROXY=1 \
    $bin/python -W error manage.py check --deploy --fail-level WARNING >.setup/check.log 2>&1 || {
    cat .setup/check.log >&2
    exit 1
}
say "types"
wait "$types" || {
    types=
    cat "$scratch/types" >&2
    exit 1
}
types=
