# What comes from the system: PostgreSQL, Node.js, and for tests a browser and Python.
# shellcheck shell=bash

set_up_packages() {
    local purpose=$1
    local -a missing=()
    has_postgresql || missing+=(postgresql)
    command -v curl >/dev/null || missing+=(curl)
    [[ -e /etc/ssl/certs/ca-certificates.crt || $(uname) != Linux ]] || missing+=(ca-certificates)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    if [[ $purpose == test ]]; then
        has_browser || missing+=("$(browser_package)")
        python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    fi
    if ((${#missing[@]})); then
        install_packages "${missing[@]}"
    fi
    if [[ $purpose == test ]]; then
        prefer_headless_shell
    fi
    local major
    major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    ((major >= 20)) || fail "Node.js 20 or newer is needed, and this is $(node --version): see https://nodejs.org."
}

has_postgresql() {
    command -v initdb >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null
}

has_browser() {
    [[ -n ${CHROMIUM:-} ]] || command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null
}

# The form of Chromium that has no windows, where Debian has it: tests are done in two thirds of the time.
browser_package() {
    if apt-cache show chromium-headless-shell >/dev/null 2>&1; then
        echo chromium-headless-shell
    else
        echo chromium
    fi
}

# Where there is just the other one, it is added for root if that can be had; otherwise the other one serves.
prefer_headless_shell() {
    [[ -z ${CHROMIUM:-} && $(id -u) == 0 && $(browser_package) == chromium-headless-shell ]] || return 0
    command -v chromium-headless-shell >/dev/null && return 0
    say "Installing chromium-headless-shell, which is quicker than chromium"
    DEBIAN_FRONTEND=noninteractive timeout 300 apt-get -qq install --yes --no-install-recommends \
        chromium-headless-shell >/dev/null 2>&1 || say "It can not be installed; chromium serves too"
}

# Installs Debian packages as root; anybody else is told what to install.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        fail "Please install with your system's package manager what Debian calls: $*."
    fi
    [[ $(id -u) == 0 ]] || fail "Please run: sudo apt-get install --no-install-recommends $*"
    say "Installing Debian packages: $*"
    export DEBIAN_FRONTEND=noninteractive
    timeout 300 apt-get -qq update || true # an old list often serves; if not, the next line says so
    timeout 1800 apt-get -qq install --yes --no-install-recommends "$@" >/dev/null ||
        fail "apt-get could not install: $*."
}
