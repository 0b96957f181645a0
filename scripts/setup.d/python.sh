# The official Stripe client for Python, which proves the emulator.
# shellcheck shell=bash

set_up_python() {
    local wanted=$root/scripts/requirements.txt
    local venv=$cache/python
    if cmp -s "$wanted" "$venv/installed.txt"; then
        return
    fi
    say "Installing the Python packages of scripts/requirements.txt"
    rm -rf "$venv"
    python3 -m venv "$venv" && "$venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$wanted" ||
        fail "pip could not install the packages of scripts/requirements.txt."
    cp "$wanted" "$venv/installed.txt"
}
