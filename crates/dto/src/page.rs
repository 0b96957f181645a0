//! Lists in pages.

use serde::{Deserialize, Serialize};

/// One page of a list, and where the next one begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; none on the last one.
    pub next_cursor: Option<String>,
}

/// A page of a staff list, which also tells how many items there are in all.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AdminPage<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// What to send as `cursor` for the next page; none on the last one.
    pub next_cursor: Option<String>,
    /// Items on all pages together.
    pub total: u64,
}
