//! The cart.

use securecart_domain::{CartId, CartLineId, Currency, Money, ProductId, VariantId};
use serde::{Deserialize, Serialize};

use crate::coupons::CartCoupon;

/// The cart of a customer or guest, with today's prices and stock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cart {
    /// Its id; none as long as nothing was put into it.
    pub id: Option<CartId>,
    /// What it sells in.
    pub currency: Currency,
    /// Its lines, oldest first.
    pub lines: Vec<CartLine>,
    /// Units of all lines.
    pub item_count: u32,
    /// All lines together.
    pub subtotal: Money,
    /// What the coupon takes off.
    pub discount: Money,
    /// What has to be paid.
    pub total: Money,
    /// The coupon on it.
    pub coupon: Option<CartCoupon>,
    /// Whether every line can be bought as it stands, and the coupon, if there is one, be used.
    pub ready: bool,
    /// What this call changed on its own, such as a quantity lowered to what there is.
    pub notices: Vec<CartNotice>,
}

/// One line of a cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CartLine {
    /// Its id.
    pub id: CartLineId,
    /// The product.
    pub product_id: ProductId,
    /// The product's place in addresses.
    pub product_slug: String,
    /// The variant.
    pub variant_id: VariantId,
    /// The product's name.
    pub name: String,
    /// The variant's option values joined; empty if there is no choice.
    pub variant_title: String,
    /// A picture, if there is one.
    pub image_url: Option<String>,
    /// The price of one unit today.
    pub unit_price: Money,
    /// What it was when the shopper put it in or last agreed to it, if it is dearer today.
    pub seen_price: Option<Money>,
    /// How many.
    pub quantity: u16,
    /// How many could be bought now.
    pub available: u32,
    /// Unit price times quantity.
    pub total: Money,
    /// Its share of what the coupon takes off.
    pub discount: Money,
    /// Why the line can not be bought as it stands.
    pub problem: Option<CartLineProblem>,
}

/// Why a line can not be bought as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CartLineProblem {
    /// There is less than asked for; lower the quantity to `available`.
    LessStock,
    /// There is none left.
    SoldOut,
    /// The shop no longer sells it.
    Gone,
    /// One unit costs more than `seen_price`; agree to `unit_price`. What became cheaper is no problem.
    PriceChanged,
}

/// Something the server changed on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CartNotice {
    /// Stable word for programs: `quantity_lowered` or `line_removed`.
    pub code: String,
    /// What happened, in a sentence.
    pub detail: String,
}

/// What to put into the cart. Exactly one of the two ids; a product id will do where there is one variant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddCartItemRequest {
    /// The product, if it has a single variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// The variant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub variant_id: Option<VariantId>,
    /// How many to add: 1 to 99.
    pub quantity: i64,
}

/// How many there shall be on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateCartItemRequest {
    /// 1 to 99; more than there is becomes what there is, with a notice.
    pub quantity: i64,
    /// The price of one unit that the shopper saw and agrees to. If it is another one by now, the line says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreed_price: Option<Money>,
}
