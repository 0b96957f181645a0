//! Which tax is due where.

use chrono::{DateTime, Utc};
use securecart_domain::TaxRateId;
use serde::{Deserialize, Serialize};

/// A tax rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaxRate {
    /// Its id.
    pub id: TaxRateId,
    /// What staff say of it.
    pub terms: TaxRateTerms,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// What staff say of a tax rate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TaxRateTerms {
    /// What it is called on orders, such as VAT: 1 to 40 characters.
    pub name: String,
    /// The country's code (ISO 3166-1 alpha-2).
    pub country: String,
    /// The code of a state or province of Australia, Canada or the United States; empty for what has no rate of its own,
    /// and for all other countries.
    #[serde(default)]
    pub region: String,
    /// 0 to 100, with at most four decimals: `8.875`.
    pub percent: String,
    /// Whether prices contain it, instead of it coming on top.
    pub included: bool,
    /// Whether shipping is taxed as well.
    pub on_shipping: bool,
    /// Whether it counts.
    pub active: bool,
}
