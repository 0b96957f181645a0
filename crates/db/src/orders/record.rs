//! A placed order, assembled.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    sql_types::{BigInt, Bool, Bytea, Integer, Nullable, SmallInt, Text, Timestamptz, Uuid},
};
use securecart_domain::{
    Money, OrderId, ShippingMethodId, UserId,
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};

use super::{
    OrderDelivery, OrderLineRecord, OrderTax,
    delivery::{DeliveryColumns, order_tax},
    list_lines_any,
};
use crate::{
    Conn, DbError,
    keys::{SealedValue, WrappedKey},
    refunds::{RefundRecord, list_refunds_any},
    returns::{ReturnRecord, list_returns_any},
    shipments::{ShipmentRecord, list_shipments_any},
    stored::Place,
};

/// What an order comes to, and what of. The database holds that it adds up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderAmounts {
    /// All lines together.
    pub subtotal: Money,
    /// What was taken off the lines.
    pub discount: Money,
    /// What sending costs.
    pub shipping: Money,
    /// The tax of lines and shipping.
    pub tax: Money,
    /// Whether the tax is contained in the other amounts instead of coming on top.
    pub tax_included: bool,
    /// What is to be paid or was paid.
    pub total: Money,
}

/// The money of an order, in the currency that was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OrderMoney {
    /// What was received.
    pub received: Money,
    /// What of it has gone back, or is on its way.
    pub refunded: Money,
    /// What has gone back for shipping, in the currency of the order.
    pub refunded_shipping: Money,
}

/// A placed order with its lines and its customer.
#[derive(Clone, Debug)]
pub struct OrderRecord {
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
    /// When it was placed.
    pub placed_at: DateTime<Utc>,
    /// When it was given up after it had been paid.
    pub cancelled_at: Option<DateTime<Utc>>,
    /// When staff closed it as done.
    pub completed_at: Option<DateTime<Utc>>,
    /// What it comes to.
    pub amounts: OrderAmounts,
    /// What was received, and what of it has gone back.
    pub money: OrderMoney,
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
    /// The account; none for guests and for accounts that are gone.
    pub customer_id: Option<UserId>,
    /// The account's username.
    pub username: Option<String>,
    /// Where mail about it goes; none once its customer was erased.
    pub email: Option<SealedValue>,
    /// How it reaches its buyer.
    pub delivery: Option<OrderDelivery>,
    /// The tax that it bears.
    pub tax: Option<OrderTax>,
    /// Addresses and the buyer's note; none once its customer was erased.
    pub delivery_sealed: Option<SealedValue>,
    /// When the buyer accepted the terms of the shop.
    pub terms_accepted_at: Option<DateTime<Utc>>,
    /// What was bought.
    pub lines: Vec<OrderLineRecord>,
    /// What has gone back, oldest first.
    pub refunds: Vec<RefundRecord>,
    /// What was sent, oldest first.
    pub shipments: Vec<ShipmentRecord>,
    /// What comes back, oldest first.
    pub returns: Vec<ReturnRecord>,
}

#[derive(QueryableByName)]
pub(super) struct OrderRow {
    #[diesel(sql_type = Uuid)]
    id: OrderId,
    #[diesel(sql_type = Nullable<Text>)]
    number: Option<String>,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Text)]
    payment_status: String,
    #[diesel(sql_type = Text)]
    fulfilment_status: String,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    placed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    cancelled_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    completed_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = BigInt)]
    subtotal_minor: i64,
    #[diesel(sql_type = BigInt)]
    discount_minor: i64,
    #[diesel(sql_type = BigInt)]
    shipping_minor: i64,
    #[diesel(sql_type = BigInt)]
    tax_minor: i64,
    #[diesel(sql_type = Bool)]
    tax_included: bool,
    #[diesel(sql_type = BigInt)]
    total_minor: i64,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = BigInt)]
    captured_minor: i64,
    #[diesel(sql_type = BigInt)]
    refunded_minor: i64,
    #[diesel(sql_type = Text)]
    captured_currency: String,
    #[diesel(sql_type = BigInt)]
    refunded_shipping_minor: i64,
    #[diesel(sql_type = Nullable<Text>)]
    coupon_code: Option<String>,
    #[diesel(sql_type = Nullable<Uuid>)]
    customer_id: Option<UserId>,
    #[diesel(sql_type = Nullable<Text>)]
    username: Option<String>,
    #[diesel(sql_type = Nullable<Uuid>)]
    shipping_method_id: Option<ShippingMethodId>,
    #[diesel(sql_type = Nullable<Text>)]
    shipping_name: Option<String>,
    #[diesel(sql_type = Nullable<Text>)]
    shipping_kind: Option<String>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    shipping_days_from: Option<i16>,
    #[diesel(sql_type = Nullable<SmallInt>)]
    shipping_days_to: Option<i16>,
    #[diesel(sql_type = Nullable<Text>)]
    tax_name: Option<String>,
    #[diesel(sql_type = Nullable<Integer>)]
    tax_rate_millionths: Option<i32>,
    #[diesel(sql_type = Nullable<Bytea>)]
    delivery_sealed: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Timestamptz>)]
    terms_accepted_at: Option<DateTime<Utc>>,
    #[diesel(sql_type = Nullable<Bytea>)]
    email_sealed: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Uuid>)]
    key_id: Option<uuid::Uuid>,
    #[diesel(sql_type = Nullable<Bytea>)]
    key_wrapped: Option<Vec<u8>>,
}

/// The columns of an [`OrderRow`], with the tables they come from.
macro_rules! select_orders {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.number, o.status, o.payment_status, o.fulfilment_status, o.placed_at, o.subtotal_minor, ",
            "o.discount_minor, o.shipping_minor, o.tax_minor, o.tax_included, o.coupon_code, o.total_minor, o.currency::text AS currency, o.customer_id, u.username, o.email_sealed, ",
            "o.shipping_method_id, o.shipping_name, o.shipping_kind, o.shipping_days_from, o.shipping_days_to, ",
            "o.tax_name, o.tax_rate_millionths, o.delivery_sealed, o.terms_accepted_at, ",
            "k.id AS key_id, k.wrapped AS key_wrapped, p.captured_minor, p.refunded_minor, o.refunded_shipping_minor, o.cancelled_at, o.completed_at, ",
            "coalesce(p.captured_currency, p.currency)::text AS captured_currency ",
            "FROM orders o JOIN payments p ON p.order_id = o.id LEFT JOIN users u ON u.id = o.customer_id LEFT JOIN data_keys k ON k.id = o.data_key_id ",
            $rest
        )
    };
}

pub(super) use select_orders;

/// Adds lines, refunds, shipments and returns, with a query or two each for all orders.
pub(super) async fn assemble(conn: &mut Conn, rows: Vec<OrderRow>) -> Result<Vec<OrderRecord>, DbError> {
    let ids: Vec<OrderId> = rows.iter().map(|row| row.id).collect();
    let mut lines: HashMap<OrderId, Vec<OrderLineRecord>> = HashMap::new();
    for line in list_lines_any(conn, &ids).await? {
        lines.entry(line.order_id).or_default().push(line);
    }
    let mut refunds: HashMap<OrderId, Vec<RefundRecord>> = HashMap::new();
    for refund in list_refunds_any(conn, &ids).await? {
        refunds.entry(refund.order_id).or_default().push(refund);
    }
    let mut shipments: HashMap<OrderId, Vec<ShipmentRecord>> = HashMap::new();
    for shipment in list_shipments_any(conn, &ids).await? {
        shipments.entry(shipment.order_id).or_default().push(shipment);
    }
    let mut returns: HashMap<OrderId, Vec<ReturnRecord>> = HashMap::new();
    for found in list_returns_any(conn, &ids).await? {
        returns.entry(found.order_id).or_default().push(found);
    }
    rows.into_iter()
        .map(|row| {
            let id = row.id;
            let mut order = record(row)?;
            order.lines = lines.remove(&id).unwrap_or_default();
            order.refunds = refunds.remove(&id).unwrap_or_default();
            order.shipments = shipments.remove(&id).unwrap_or_default();
            order.returns = returns.remove(&id).unwrap_or_default();
            Ok(order)
        })
        .collect()
}

/// The order without what hangs on it.
fn record(row: OrderRow) -> Result<OrderRecord, DbError> {
    let place = Place { table: "orders", id: row.id };
    let key = row.key_id.zip(row.key_wrapped).map(|(id, wrapped)| WrappedKey { id, wrapped });
    let delivery = DeliveryColumns {
        method_id: row.shipping_method_id,
        name: row.shipping_name,
        kind: row.shipping_kind,
        days_from: row.shipping_days_from,
        days_to: row.shipping_days_to,
    };
    Ok(OrderRecord {
        id: row.id,
        number: place.present("number", row.number)?,
        status: place.word("status", &row.status)?,
        payment_status: place.word("payment_status", &row.payment_status)?,
        fulfilment_status: place.word("fulfilment_status", &row.fulfilment_status)?,
        placed_at: place.present("placed_at", row.placed_at)?,
        cancelled_at: row.cancelled_at,
        completed_at: row.completed_at,
        amounts: OrderAmounts {
            subtotal: place.money(row.subtotal_minor, &row.currency)?,
            discount: place.money(row.discount_minor, &row.currency)?,
            shipping: place.money(row.shipping_minor, &row.currency)?,
            tax: place.money(row.tax_minor, &row.currency)?,
            tax_included: row.tax_included,
            total: place.money(row.total_minor, &row.currency)?,
        },
        money: OrderMoney {
            received: place.money(row.captured_minor, &row.captured_currency)?,
            refunded: place.money(row.refunded_minor, &row.captured_currency)?,
            refunded_shipping: place.money(row.refunded_shipping_minor, &row.currency)?,
        },
        coupon_code: row.coupon_code,
        customer_id: row.customer_id,
        username: row.username,
        email: SealedValue::of(key.clone(), row.email_sealed),
        delivery: delivery.read(place)?,
        tax: order_tax(place, row.tax_name, row.tax_rate_millionths)?,
        delivery_sealed: SealedValue::of(key, row.delivery_sealed),
        terms_accepted_at: row.terms_accepted_at,
        lines: Vec::new(),
        refunds: Vec::new(),
        shipments: Vec::new(),
        returns: Vec::new(),
    })
}
