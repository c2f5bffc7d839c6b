#!/bin/sh
# Prints the path of a Python fit for the portal: 3.12 or newer, released, with venv and pip.
# Looks on PATH (newest first), then in pyenv, then asks uv for one; exit 1 and one line if none.
set -eu

here=$(cd "$(dirname "$0")/.." && pwd)
. "$here/deploy/parts.sh"
UV='uv>=0.13,<0.14'

# The newest that the locked packages have wheels for is not known in advance, so any counts.
is_new() {
    "$1" -c 'import sys; sys.exit(not ((3, 12) <= sys.version_info and sys.version_info.releaselevel == "final"))' >/dev/null 2>&1
}
is_fit() {
    is_new "$1" && "$1" -c 'import ensurepip, venv, ssl, sqlite3' >/dev/null 2>&1
}

# Every python3.N and python3 of PATH, newest first; names that are no programs fail is_new.
on_path() {
    oldifs=$IFS
    IFS=:
    for folder in $PATH; do
        IFS=$oldifs
        for file in "$folder"/python3.[0-9] "$folder"/python3.[0-9][0-9]; do
            [ -x "$file" ] && echo "${file##*/python3.} $file"
        done
    done | sort -rn -s -k1,1 | cut -d' ' -f2-
    IFS=$oldifs
    command -v python3 || true
}

of_pyenv() {
    for file in "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.*/bin/python; do
        [ -x "$file" ] && is_new "$file" && "$file" -c 'import sys; print(sys.version_info[1], sys.version_info[2], sys.executable)'
    done | sort -rn -k1,1 -k2,2 | cut -d' ' -f3-
}

first_fit() {
    while read -r candidate; do
        if is_fit "$candidate"; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

# Debian keeps venv apart from its python: bring it where the interpreter itself would do.
mend_debian() {
    on_path | while read -r candidate; do
        if is_new "$candidate"; then
            version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            say "bringing venv for Python $version"
            apt_install "python$version-venv" >&2 && is_fit "$candidate" && echo "$candidate"
            break
        fi
    done
}

# uv is one program without needs; it comes from pip into a place of its own.
bring_uv() {
    for old in python3 python; do
        command -v "$old" >/dev/null 2>&1 || continue
        rm -rf "$here/.setup/uv"
        if "$old" -m venv "$here/.setup/uv" >/dev/null 2>&1; then
            # The pip of an old Python doesn't know today's wheels before it is renewed.
            "$here/.setup/uv/bin/pip" install -q --upgrade pip >/dev/null 2>&1 || true
            "$here/.setup/uv/bin/pip" install -q --ignore-requires-python "$UV" >/dev/null 2>&1 && return 0
        fi
        # No venv in that Python: its pip can still unpack uv beside it.
        "$old" -m pip install -q --target "$here/.setup/uv" --ignore-requires-python "$UV" >/dev/null 2>&1 && return 0
    done
    return 1
}

of_uv() {
    uv=$(command -v uv || true)
    if [ -z "$uv" ]; then
        uv=$here/.setup/uv/bin/uv
        if [ ! -x "$uv" ]; then
            say "no Python 3.12 or newer here; bringing uv to fetch one"
            # Debian's python3 may have neither venv nor pip.
            bring_uv || { apt_install python3-venv >&2 2>/dev/null && bring_uv; } || return 1
        fi
    fi
    UV_PYTHON_INSTALL_DIR=$here/.setup/python
    export UV_PYTHON_INSTALL_DIR
    "$uv" python find --no-project '>=3.12' 2>/dev/null && return 0
    "$uv" python install -q 3.13 >/dev/null 2>&1 && "$uv" python find --no-project '>=3.12' 2>/dev/null
}

on_path | first_fit && exit 0
of_pyenv | first_fit && exit 0
mended=$(mend_debian)
[ -n "$mended" ] && echo "$mended" && exit 0
of_uv | first_fit && exit 0
fail "Python 3.12 or newer is needed and none could be found or fetched: install one (with its venv module) and run make again."
