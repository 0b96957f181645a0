# The pinned Rust toolchain and a linker.
# shellcheck shell=bash

set_up_rust() {
    command -v cargo >/dev/null || fail "Rust is missing: install it from https://rustup.rs."
    command -v cc >/dev/null || fail "A C compiler is missing: on Debian, \`apt-get install gcc libc6-dev\`."
    # In this folder, rustup fetches the toolchain that rust-toolchain.toml names when it is first used.
    timeout 600 cargo --version >/dev/null 2>&1 ||
        fail "rustup could not fetch the toolchain that rust-toolchain.toml names: is there a network?"
    local component
    for component in clippy fmt; do
        cargo "$component" --version >/dev/null 2>&1 ||
            fail "cargo $component is missing: \`rustup component add clippy rustfmt\`."
    done
}
