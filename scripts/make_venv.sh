#!/bin/sh
# Makes .venv and installs the given requirement files into it, each package checked by its hash.
# Uses PYTHON, else the newest of python3.14 … python3.11 and python3 on this machine.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for candidate in ${PYTHON:-} python3.14 python3.13 python3.12 python3.11 python3 python; do
        if is_new_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "Houselights needs Python 3.11 or newer, and finds none on this machine."
    say "Install one, or name it: make run PYTHON=/path/to/python3"
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

# Debian and Ubuntu keep the part of Python that puts pip into a new environment in a package of its own.
make_environment() {
    "$python" -m venv --clear .venv >/dev/null 2>&1 && return
    if "$python" -m pip --version >/dev/null 2>&1 &&
        "$python" -m venv --clear --without-pip .venv &&
        "$python" -m pip --python .venv/bin/python install --quiet pip >/dev/null 2>&1; then
        return
    fi
    if command -v apt-get >/dev/null 2>&1; then
        package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
        say "This Python lacks a part that is needed. Installing the package $package …"
        if as_root timeout 300 apt-get update -qq >/dev/null 2>&1 &&
            as_root timeout 300 env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$package" >/dev/null 2>&1 &&
            "$python" -m venv --clear .venv; then
            return
        fi
        say "It could not be installed. Install it yourself: sudo apt-get install $package"
        exit 1
    fi
    "$python" -m venv --clear .venv && return
    say "Python could not make the folder .venv; what it said stands above."
    exit 1
}

# Two at once take turns.
if command -v flock >/dev/null 2>&1; then
    mkdir -p .data
    exec 9>.data/venv.lock
    flock 9
fi

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python="$(find_python)"
    say "Making .venv with $("$python" --version) …"
    make_environment
fi

say "Installing what $* ask for …"
arguments=""
for file in "$@"; do arguments="$arguments --requirement $file"; done
# shellcheck disable=SC2086  # the names of our own files have no spaces
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes $arguments || {
    say "Some packages could not be installed; what pip said stands above. Is the network there?"
    exit 1
}
