//! Which compiler makes WebAssembly here.
//!
//! The pinned toolchain does it where rustup could add the `wasm32-unknown-unknown` target. Where the
//! release servers are out of reach, Debian's `rustc-web` does, which ships the library's source: cargo
//! builds it first, and the linker is the one of the pinned toolchain.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, ensure};

use crate::process;
use crate::workspace::Workspace;

const TARGET: &str = "wasm32-unknown-unknown";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";
const DEBIAN_SOURCE: &str = "/usr/lib/rustlib/src/rust/library/Cargo.toml";

/// What `cargo run` sets for the pinned toolchain and must not reach another one.
const OF_THE_PINNED_TOOLCHAIN: [&str; 7] = [
    "CARGO",
    "RUSTC",
    "RUSTUP_TOOLCHAIN",
    "RUSTC_WRAPPER",
    "RUSTFLAGS",
    "CARGO_ENCODED_RUSTFLAGS",
    "LD_LIBRARY_PATH",
];

/// A compiler that can build for the browser.
pub(crate) enum WasmCompiler {
    /// The pinned toolchain with the target added.
    Rustup,
    /// Debian's packages with the given linker.
    Debian { linker: PathBuf },
}

impl WasmCompiler {
    /// Takes the pinned toolchain if it has the target, else Debian's packages, else says what to install.
    pub(crate) fn choose() -> anyhow::Result<Self> {
        let sysroot = PathBuf::from(process::output(Command::new("rustc").args(["--print", "sysroot"]))?);
        if sysroot.join("lib/rustlib").join(TARGET).join("lib").is_dir() {
            return Ok(Self::Rustup);
        }
        let complete =
            [DEBIAN_CARGO, DEBIAN_RUSTC, DEBIAN_SOURCE].iter().all(|path| Path::new(path).is_file());
        ensure!(
            complete,
            "no compiler for WebAssembly: run `rustup target add {TARGET}`, \
             or on Debian `apt-get install rustc-web cargo-web rust-web-src`"
        );
        let version = process::output(Command::new("rustc").arg("-vV"))?;
        let host =
            version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names its host")?;
        let linker = sysroot.join("lib/rustlib").join(host).join("bin/rust-lld");
        ensure!(linker.is_file(), "the pinned toolchain has no linker at {}", linker.display());
        Ok(Self::Debian { linker })
    }

    /// `cargo SUBCOMMAND` for the browser, in a target folder of its own.
    pub(crate) fn cargo(&self, workspace: &Workspace, subcommand: &str) -> Command {
        let mut command = match self {
            Self::Rustup => {
                let mut command = process::cargo();
                command.arg(subcommand);
                command
            }
            Self::Debian { linker } => debian_cargo(subcommand, linker),
        };
        command
            .current_dir(workspace.root())
            .args(["--target", TARGET])
            .env("CARGO_TARGET_DIR", workspace.wasm_target());
        command
    }

    /// Name and version: another compiler makes another app.
    pub(crate) fn version(&self) -> anyhow::Result<String> {
        let program = match self {
            Self::Rustup => "rustc",
            Self::Debian { .. } => DEBIAN_RUSTC,
        };
        process::output(Command::new(program).arg("-V"))
    }
}

fn debian_cargo(subcommand: &str, linker: &Path) -> Command {
    let mut command = Command::new(DEBIAN_CARGO);
    for variable in OF_THE_PINNED_TOOLCHAIN {
        command.env_remove(variable);
    }
    // Building the standard library is still unstable, and a stable compiler must be told to allow it.
    command
        .env("RUSTC", DEBIAN_RUSTC)
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker)
        .args([subcommand, "-Zbuild-std=std,panic_abort"]);
    command
}
