//! What somebody would like to have, in the copy.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::catalog::ProductRef;

/// A product on the wishlist, whether or not it is still sold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedWish {
    /// The product.
    pub product: ProductRef,
    /// When it was put there.
    pub added_at: DateTime<Utc>,
}

/// Something that is waited for until it is in stock again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportedStockWish {
    /// The product.
    pub product: ProductRef,
    /// The variant's options joined; empty if there is no choice.
    pub variant_title: String,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// When the mail was promised.
    pub told_at: Option<DateTime<Utc>>,
}
