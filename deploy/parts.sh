# Shared by the set-up scripts (to be read with "."): how they speak, and how apt is asked.

say() { echo "set-up: $*" >&2; }
fail() {
    echo "set-up: $*" >&2
    exit 1
}

# root, or sudo that asks for nothing; prints what stands before a command, fails where neither is.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        echo env
    elif command -v sudo >/dev/null 2>&1 && sudo -n true >/dev/null 2>&1; then
        echo "sudo -n env"
    else
        return 1
    fi
}

can_install() { command -v apt-get >/dev/null 2>&1 && as_root >/dev/null; }

# Installs Debian packages, quietly; fails where apt or the right to use it is missing.
apt_install() {
    can_install || return 1
    root=$(as_root)
    log=$(mktemp)
    # $root is one or three words on purpose.
    for try in kept fresh; do
        if [ "$try" = fresh ]; then
            $root apt-get update >>"$log" 2>&1 || true
        fi
        if $root DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" >>"$log" 2>&1 </dev/null; then
            rm -f "$log"
            return 0
        fi
    done
    tail -n 3 "$log" >&2
    rm -f "$log"
    return 1
}
