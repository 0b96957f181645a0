# A compiler for WebAssembly: the pinned toolchain's own, or Debian's where rustup cannot reach its servers.
# shellcheck shell=bash

set_up_wasm() {
    if has_wasm_target || has_debian_compiler; then
        return
    fi
    say "Adding the WebAssembly target to the Rust toolchain"
    # Without a route to the servers rustup may wait for very long.
    if timeout 180 rustup target add wasm32-unknown-unknown >/dev/null 2>&1 && has_wasm_target; then
        return
    fi
    say "rustup cannot add it here; Debian's compiler does as well"
    install_packages rustc-web cargo-web rust-web-src
}

has_wasm_target() {
    [[ -d $(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib ]]
}

has_debian_compiler() {
    [[ -x /usr/bin/cargo && -x /usr/bin/rustc && -f /usr/lib/rustlib/src/rust/library/Cargo.toml ]]
}
