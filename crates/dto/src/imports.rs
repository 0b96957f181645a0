//! Files of products, out of the shop and into it.

use securecart_domain::catalog::ProductFileFormat;
use serde::{Deserialize, Serialize};

/// Which file of products to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ExportProductsQuery {
    /// How it is written; `securecart`, which loses nothing, unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<ProductFileFormat>,
}
