//! Logs.

use std::path::{Path, PathBuf};

use super::Env;

/// What is logged, and where to.
#[derive(Clone, Debug)]
pub struct LogConfig {
    /// `SECURECART_LOG`: a filter such as `info,securecart=debug`.
    pub filter: String,
    /// `SECURECART_LOG_DIR`: the folder of the daily files; `logs` in the data folder unless set.
    pub dir: PathBuf,
}

impl LogConfig {
    pub(super) fn from_env(env: &Env, data_dir: &Path) -> Self {
        Self {
            filter: env.text("SECURECART_LOG").unwrap_or_else(|| "info".to_owned()),
            dir: env.text("SECURECART_LOG_DIR").map_or_else(|| data_dir.join("logs"), PathBuf::from),
        }
    }
}
