//! What loading the demo did.

use std::{fmt, path::PathBuf};

/// What was loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DemoReport {
    /// What became of the catalogue.
    pub catalog: CatalogOutcome,
    /// Usernames of the accounts that were opened now.
    pub new_accounts: Vec<String>,
    /// Where the passwords are.
    pub accounts_file: PathBuf,
}

/// What became of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CatalogOutcome {
    /// The shop has all of it now.
    Loaded {
        /// Products that were added now.
        added: usize,
        /// Products that were there.
        unchanged: usize,
    },
    /// The shop has products of its own.
    ShopInUse,
}

impl fmt::Display for DemoReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.catalog {
            CatalogOutcome::Loaded { added: 0, unchanged } => {
                write!(f, "demo catalogue: all {unchanged} products are there")?;
            }
            CatalogOutcome::Loaded { added, unchanged } => {
                write!(f, "demo catalogue: {added} products added, {unchanged} were there")?;
            }
            CatalogOutcome::ShopInUse => {
                write!(f, "demo catalogue: left out, the shop has products of its own")?;
            }
        }
        match self.new_accounts.as_slice() {
            [] => write!(f, "; demo accounts: they are open"),
            names => write!(f, "; demo accounts: {} opened", names.join(" and ")),
        }?;
        write!(f, ", see {}", self.accounts_file.display())
    }
}
