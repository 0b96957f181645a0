//! Coupons: codes that take something off a cart.

use chrono::{DateTime, Utc};
use securecart_domain::{CategoryId, CouponId, Money, ProductId, coupons::CouponProblem};
use serde::{Deserialize, Serialize};

/// The coupon on a cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CartCoupon {
    /// Its code in capitals.
    pub code: String,
    /// What it takes off, in words: `10 % off`.
    pub summary: String,
    /// The same for programs.
    pub discount: CouponDiscount,
    /// Why it takes nothing off now. As long as there is a reason the cart can not be paid for: take the coupon off, or
    /// settle the reason.
    pub problem: Option<CouponProblem>,
    /// The reason in a sentence.
    pub detail: Option<String>,
}

/// Which coupon to put on the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutCouponRequest {
    /// Its code; upper and lower case are the same.
    pub code: String,
}

/// What a coupon takes off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum CouponDiscount {
    /// A share of what it covers.
    Percent {
        /// 0.01 to 100, with at most two decimals: `12.5`.
        percent: String,
    },
    /// An amount, at most what the covered goods cost.
    Amount {
        /// The amount, in the currency of the shop.
        amount: Money,
    },
    /// Shipping costs nothing.
    FreeShipping {},
}

/// When and how often a coupon can be used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CouponTerms {
    /// What it is for, for staff: at most 200 characters.
    #[serde(default)]
    pub description: String,
    /// Whether it can be used at all.
    pub active: bool,
    /// What the covered goods have to cost at least, in the currency of the shop.
    #[serde(default)]
    pub minimum: Option<Money>,
    /// From when on it can be used.
    #[serde(default)]
    pub starts_at: Option<DateTime<Utc>>,
    /// From when on it can not be used any more.
    #[serde(default)]
    pub ends_at: Option<DateTime<Utc>>,
    /// How often by all together: 1 to 1,000,000.
    #[serde(default)]
    pub max_uses: Option<u32>,
    /// How often by each customer, who then has to be signed in: 1 to 1,000.
    #[serde(default)]
    pub max_uses_per_customer: Option<u32>,
}

/// A coupon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Coupon {
    /// Its id.
    pub id: CouponId,
    /// The code that shoppers type, in capitals.
    pub code: String,
    /// What it takes off.
    pub discount: CouponDiscount,
    /// The same in words: `10 % off`.
    pub summary: String,
    /// Whether it covers the whole catalogue instead of what is listed here.
    pub covers_all: bool,
    /// Products that it covers.
    pub products: Vec<ProductId>,
    /// Categories that it covers, those below them included.
    pub categories: Vec<CategoryId>,
    /// When and how often it can be used.
    pub terms: CouponTerms,
    /// How often it was used; checkouts that can still be paid count.
    pub used: u32,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

/// A new coupon. Without products and categories it covers everything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCouponRequest {
    /// 3 to 32 letters, digits and dashes. Left out, one is drawn that nobody can guess.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// What it takes off.
    pub discount: CouponDiscount,
    /// At most 100 products.
    #[serde(default)]
    pub products: Vec<ProductId>,
    /// At most 100 categories.
    #[serde(default)]
    pub categories: Vec<CategoryId>,
    /// When and how often it can be used.
    pub terms: CouponTerms,
}

/// Which coupons to list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[cfg_attr(feature = "openapi", into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CouponQuery {
    /// Part of a code or description; at most 200 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only those that are switched on, or off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Items on a page: 1 to 100, 24 unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u16>,
    /// `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}
