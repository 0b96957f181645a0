# Sourced by the other scripts: where things are.
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/securecart

# shellcheck disable=SC2034  # used by the scripts that source this
target=${CARGO_TARGET_DIR:-$root/target}

# Tells a step, so that nobody wonders what takes so long.
say() {
    printf '\033[1m==>\033[0m %s\n' "$*"
}

# Ends the script with one sentence.
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

cd "$root" || exit 1
