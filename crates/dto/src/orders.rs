//! Orders.

use chrono::{DateTime, Utc};
use securecart_domain::{
    Money, OrderId, OrderLineId, ProductId, UserId, VariantId,
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};
use serde::{Deserialize, Serialize};

use crate::refunds::OrderRefund;

/// An order with its lines: what was bought, as it was then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Order {
    /// Its id.
    pub id: OrderId,
    /// Its number for people.
    pub number: String,
    /// Where it stands as a whole.
    pub status: OrderStatus,
    /// What was paid.
    pub payment_status: PaymentStatus,
    /// What was sent.
    pub fulfilment_status: FulfilmentStatus,
    /// When it was paid and thereby placed.
    pub placed_at: DateTime<Utc>,
    /// When it was cancelled after it had been paid.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// The sums.
    pub totals: OrderTotals,
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
    /// Who bought it.
    pub customer: OrderCustomer,
    /// What has gone back to who paid, or is on its way, oldest first.
    pub refunds: Vec<OrderRefund>,
}

/// One line of an order; names and prices are copies from the moment of purchase.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderLine {
    /// Its id.
    pub id: OrderLineId,
    /// The product it came from.
    pub product_id: ProductId,
    /// The variant it came from.
    pub variant_id: VariantId,
    /// The product's name then.
    pub name: String,
    /// The variant's title then; empty if there was no choice.
    pub variant_title: String,
    /// The SKU then.
    pub sku: Option<String>,
    /// A picture, if there is one.
    pub image_url: Option<String>,
    /// The price of one unit then.
    pub unit_price: Money,
    /// How many.
    pub quantity: u16,
    /// Unit price times quantity.
    pub total: Money,
    /// Its share of the discount.
    pub discount: Money,
    /// Its share of the tax.
    pub tax: Money,
    /// Units whose money has gone back, or is on its way.
    pub refunded_quantity: u16,
    /// What has gone back for them.
    pub refunded: Money,
}

/// The sums of an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderTotals {
    /// All lines together.
    pub subtotal: Money,
    /// What was taken off the lines.
    pub discount: Money,
    /// What sending cost.
    pub shipping: Money,
    /// The tax of lines and shipping.
    pub tax: Money,
    /// Whether the tax is contained in the other amounts; else it came on top.
    pub tax_included: bool,
    /// What was to be paid.
    pub total: Money,
    /// What was received; other than the total only where the order needs a review.
    pub received: Money,
    /// What of it has gone back, or is on its way.
    pub refunded: Money,
    /// What of that was for shipping.
    pub refunded_shipping: Money,
}

/// Who bought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderCustomer {
    /// The account; none for guests.
    pub id: Option<UserId>,
    /// The account's username; none for guests.
    pub username: Option<String>,
    /// Where mail about the order goes.
    pub email: String,
}

/// Why staff cancel an order, and what becomes of its goods.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CancelOrderRequest {
    /// A note for staff, at most 500 characters.
    #[serde(default)]
    pub note: String,
    /// Put its goods on the shelf again.
    pub restock: bool,
}
