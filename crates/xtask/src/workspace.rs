//! Where things are in the checkout.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::Context;

/// The checkout this xtask was compiled from.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// Finds the checkout two folders above this crate.
    pub(crate) fn locate() -> anyhow::Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .ancestors()
            .nth(2)
            .context("the xtask crate lies two folders below the root of the workspace")?;
        Ok(Self { root: root.to_path_buf() })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout; an absolute one is taken as it is.
    pub(crate) fn path(&self, relative: impl AsRef<Path>) -> PathBuf {
        self.root.join(relative)
    }

    pub(crate) fn frontend(&self) -> PathBuf {
        self.path("frontend")
    }

    /// Cargo's target folder of the native build.
    pub(crate) fn target(&self) -> PathBuf {
        self.path(env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from))
    }

    /// The target folder of the WebAssembly build. It has one of its own, since another compiler may fill it.
    pub(crate) fn wasm_target(&self) -> PathBuf {
        self.target().join("wasm")
    }
}
