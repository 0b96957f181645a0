//! One mail when something is there again.

use securecart_domain::VariantId;
use serde::{Deserialize, Serialize};

/// What is waited for, and where the mail goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BackInStockRequest {
    /// A variant of the product that is sold out.
    pub variant_id: VariantId,
    /// A guest's address, which is asked for confirmation first. Customers leave it out: the mail goes to the confirmed
    /// address of the account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
}
