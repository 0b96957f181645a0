//! What stands around every page.

mod admin;
mod app;
mod drawer;
mod footer;
mod header;
mod logo;
mod menu;

pub use admin::{AdminNavItem, AdminNavSection, AdminShell};
pub use app::AppShell;
pub use footer::{FooterColumn, Promise};

/// Id of the element that holds the page: where the skip link leads, and where the focus goes when the
/// page changes.
pub const MAIN_ID: &str = "main";

/// A link in a navigation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NavItem {
    /// What it says.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Marked as current only on exactly this address, not on those below it.
    pub exact: bool,
}

impl NavItem {
    /// A link that is current on its own page and those below it.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into(), exact: false }
    }

    /// The same, current only on exactly its own page.
    #[must_use]
    pub fn exact(self) -> Self {
        Self { exact: true, ..self }
    }
}
