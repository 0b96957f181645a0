//! What customers want to remember.

use chrono::{DateTime, Utc};
use securecart_domain::ProductId;
use serde::{Deserialize, Serialize};

use crate::catalog::ProductSummary;

/// A product on the own list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WishlistItem {
    /// The product as it is now.
    pub product: ProductSummary,
    /// When it was put on the list.
    pub added_at: DateTime<Utc>,
}

/// Which of the own wishes to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WishlistQuery {
    /// Only this product: is it on the list?
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product: Option<ProductId>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
