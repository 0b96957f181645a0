//! Orders.

use chrono::{DateTime, Utc};
use securecart_domain::{
    Money, OrderId, OrderLineId, ProductId, ShippingMethodId, UserId, VariantId,
    delivery::MethodKind,
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};
use serde::{Deserialize, Serialize};

use crate::{
    addresses::AddressFields, cart::Cart, delivery::DeliveryEstimate, refunds::OrderRefund,
    returns::OrderReturn, shipments::Shipment, timeline::TimelineEntry,
};

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
    /// When the shop closed it as done.
    pub completed_at: Option<DateTime<Utc>>,
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// The sums.
    pub totals: OrderTotals,
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
    /// How it reaches its buyer; none if the shop offered no way.
    pub shipping_method: Option<OrderShipping>,
    /// Where it goes; none if it is collected, and once its customer was erased.
    pub shipping_address: Option<AddressFields>,
    /// What the invoice names, if that is not where it goes.
    pub billing_address: Option<AddressFields>,
    /// What the buyer had to say about it; may be empty.
    pub note: String,
    /// The tax that it bears, if any.
    pub tax: Option<OrderTax>,
    /// When the buyer accepted the terms of the shop, if that was asked.
    pub terms_accepted_at: Option<DateTime<Utc>>,
    /// Who bought it.
    pub customer: OrderCustomer,
    /// What has gone back to who paid, or is on its way, oldest first.
    pub refunds: Vec<OrderRefund>,
    /// What was sent, oldest first.
    pub shipments: Vec<Shipment>,
    /// What comes back, oldest first.
    pub returns: Vec<OrderReturn>,
    /// What happened to it, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// An order as a mailed link shows it: what was bought and how far it is, and nothing of who bought it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkedOrder {
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
    /// What was bought.
    pub lines: Vec<OrderLine>,
    /// The sums.
    pub totals: OrderTotals,
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
    /// How it reaches its buyer; none if the shop offered no way.
    pub shipping_method: Option<OrderShipping>,
    /// The tax that it bears, if any.
    pub tax: Option<OrderTax>,
    /// What was sent, oldest first.
    pub shipments: Vec<Shipment>,
    /// What comes back, oldest first, without what its customer says about it.
    pub returns: Vec<OrderReturn>,
    /// What happened to it, oldest first.
    pub timeline: Vec<TimelineEntry>,
}

/// What somebody who has the link of an order wants who also knows where its mails go: more than the link alone gives, since
/// links are passed on.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LinkedOrderRequest {
    /// What stands behind `#t=` in the link.
    pub token: String,
    /// The address that the mails of the order go to.
    pub email: String,
}

/// The cart after an order was put into it once more.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reordered {
    /// The cart.
    pub cart: Cart,
    /// What could not be put into it; nothing if all of it could.
    pub left_out: Vec<LeftOutOfCart>,
}

/// Units of something that could not be put into the cart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOutOfCart {
    /// The variant that was bought.
    pub variant_id: VariantId,
    /// What the product was called.
    pub name: String,
    /// What the variant was called; empty if there was no choice.
    pub variant_title: String,
    /// How many units were left out.
    pub quantity: u16,
    /// Why, in a sentence.
    pub detail: String,
}

/// How an order reaches its buyer, as it was told then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderShipping {
    /// The method, as long as that exists.
    pub id: Option<ShippingMethodId>,
    /// What it was called.
    pub name: String,
    /// Who goes to whom.
    pub kind: MethodKind,
    /// How long it takes.
    pub estimate: Option<DeliveryEstimate>,
}

/// The tax of an order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderTax {
    /// What it is called.
    pub name: String,
    /// The rate: `8.875`.
    pub percent: String,
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
    /// Units that were sent.
    pub shipped_quantity: u16,
    /// Units that are still to be sent: not those whose money went back before.
    pub unshipped_quantity: u16,
    /// Units that can be returned: what was sent and is neither returned nor refunded.
    pub returnable_quantity: u16,
    /// Units whose money can go back without a return.
    pub refundable_quantity: u16,
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
