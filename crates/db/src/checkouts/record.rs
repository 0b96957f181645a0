//! Reading checkouts.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl,
    Queryable, Selectable, SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CartId, CheckoutId, Money, OrderId, ShippingMethodId, UserId, VisitorId, checkout::CheckoutStatus,
    orders::OrderStatus,
};

use crate::{
    Conn, DbError,
    accounts::Owner,
    keys::{SealedValue, WrappedKey},
    schema::{checkouts, data_keys, orders},
    stored::Place,
};

/// A checkout with the order it is for.
#[derive(Clone, Debug)]
pub struct CheckoutRecord {
    /// Its id; also the idempotency key towards the payment provider.
    pub id: CheckoutId,
    /// Its customer, if not a guest's.
    pub customer_id: Option<UserId>,
    /// The cart it was made of, as long as that exists.
    pub cart_id: Option<CartId>,
    /// Where it stands.
    pub status: CheckoutStatus,
    /// What is to be paid.
    pub total: Money,
    /// The provider's session, once the provider has answered.
    pub provider_session_id: Option<String>,
    /// The provider's page.
    pub payment_url: Option<String>,
    /// Until when it can be paid.
    pub expires_at: DateTime<Utc>,
    /// When it was started.
    pub created_at: DateTime<Utc>,
    /// The order that it pays.
    pub order_id: OrderId,
    /// The order's number, once it has one.
    pub order_number: Option<String>,
    /// Where the order stands.
    pub order_status: OrderStatus,
    /// Whether the money came when the goods were gone, so that the order was never taken and the money goes back.
    pub not_honoured: bool,
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
    /// What the coupon took off.
    pub discount: Money,
    /// What sending costs.
    pub shipping: Money,
    /// The tax of lines and shipping.
    pub tax: Money,
    /// Whether the tax is contained in the other amounts instead of coming on top.
    pub tax_included: bool,
    /// What the tax is called.
    pub tax_name: Option<String>,
    /// The method of delivery, as long as that exists.
    pub shipping_method_id: Option<ShippingMethodId>,
    /// What the method is called.
    pub shipping_name: Option<String>,
    /// What the order's personal data is sealed with, if there is any.
    pub key: Option<WrappedKey>,
    /// Where mail about the order goes; none until known.
    pub email: Option<SealedValue>,
    /// Where the order goes, and what the buyer has to say of it.
    pub delivery_sealed: Option<SealedValue>,
}

impl CheckoutRecord {
    /// Whether there is nothing to pay, so that the payment provider never hears of it.
    pub fn costs_nothing(&self) -> bool {
        self.total.minor() == 0
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = checkouts)]
struct CheckoutRow {
    id: CheckoutId,
    customer_id: Option<UserId>,
    cart_id: Option<CartId>,
    status: String,
    total_minor: i64,
    currency: String,
    provider_session_id: Option<String>,
    payment_url: Option<String>,
    expires_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = orders)]
struct OrderPart {
    id: OrderId,
    number: Option<String>,
    status: String,
    placed_at: Option<DateTime<Utc>>,
    cancelled_at: Option<DateTime<Utc>>,
    email_sealed: Option<Vec<u8>>,
    coupon_code: Option<String>,
    discount_minor: i64,
    shipping_minor: i64,
    tax_minor: i64,
    tax_included: bool,
    tax_name: Option<String>,
    shipping_method_id: Option<ShippingMethodId>,
    shipping_name: Option<String>,
    delivery_sealed: Option<Vec<u8>>,
}

type KeyPart = Option<(uuid::Uuid, Vec<u8>)>;
type Row = (CheckoutRow, OrderPart, KeyPart);

/// A checkout, whoever's it is: for settling, never for showing.
pub async fn find_checkout_any(conn: &mut Conn, id: CheckoutId) -> Result<Option<CheckoutRecord>, DbError> {
    let row: Option<Row> = checkouts::table
        .inner_join(orders::table.left_join(data_keys::table))
        .filter(checkouts::id.eq(id))
        .select((
            CheckoutRow::as_select(),
            OrderPart::as_select(),
            (data_keys::id, data_keys::wrapped).nullable(),
        ))
        .first(conn)
        .await
        .optional()?;
    row.map(record).transpose()
}

/// The checkout that a session of the provider belongs to.
pub async fn find_checkout_by_session(
    conn: &mut Conn,
    session_id: &str,
) -> Result<Option<CheckoutId>, DbError> {
    let found = checkouts::table
        .filter(checkouts::provider_session_id.eq(session_id))
        .select(checkouts::id)
        .first(conn)
        .await
        .optional()?;
    Ok(found)
}

/// A checkout of the owner; `None` for those of others.
pub async fn find_checkout_for_owner(
    conn: &mut Conn,
    owner: Owner,
    id: CheckoutId,
) -> Result<Option<CheckoutRecord>, DbError> {
    let (customer, visitor) = parts(owner);
    let row: Option<Row> = checkouts::table
        .inner_join(orders::table.left_join(data_keys::table))
        .filter(checkouts::id.eq(id))
        .filter(checkouts::customer_id.eq(customer).or(checkouts::visitor_id.eq(visitor)))
        .select((
            CheckoutRow::as_select(),
            OrderPart::as_select(),
            (data_keys::id, data_keys::wrapped).nullable(),
        ))
        .first(conn)
        .await
        .optional()?;
    row.map(record).transpose()
}

/// The checkouts of the owner that can still be paid, oldest first.
pub async fn list_unsettled_for_owner(conn: &mut Conn, owner: Owner) -> Result<Vec<CheckoutRecord>, DbError> {
    let (customer, visitor) = parts(owner);
    let rows: Vec<Row> = checkouts::table
        .inner_join(orders::table.left_join(data_keys::table))
        .filter(checkouts::status.eq_any(["open", "processing"]))
        .filter(checkouts::customer_id.eq(customer).or(checkouts::visitor_id.eq(visitor)))
        .order(checkouts::id)
        .select((
            CheckoutRow::as_select(),
            OrderPart::as_select(),
            (data_keys::id, data_keys::wrapped).nullable(),
        ))
        .load(conn)
        .await?;
    rows.into_iter().map(record).collect()
}

/// The owner's two columns; the one that is NULL equals nothing.
fn parts(owner: Owner) -> (Option<UserId>, Option<VisitorId>) {
    match owner {
        Owner::Customer(id) => (Some(id), None),
        Owner::Visitor(id) => (None, Some(id)),
    }
}

fn record((row, order, key): Row) -> Result<CheckoutRecord, DbError> {
    let place = Place { table: "checkouts", id: row.id };
    let money = |minor: i64| place.money(minor, &row.currency);
    let key = key.map(|(id, wrapped)| WrappedKey { id, wrapped });
    Ok(CheckoutRecord {
        id: row.id,
        customer_id: row.customer_id,
        cart_id: row.cart_id,
        status: place.word("status", &row.status)?,
        total: money(row.total_minor)?,
        provider_session_id: row.provider_session_id,
        payment_url: row.payment_url,
        expires_at: row.expires_at,
        created_at: row.created_at,
        order_id: order.id,
        order_number: order.number,
        order_status: place.word("order", &order.status)?,
        // Such an order gets its number and ends in one moment; every other one ends later than it began.
        not_honoured: order.cancelled_at.is_some() && order.cancelled_at == order.placed_at,
        coupon_code: order.coupon_code,
        discount: money(order.discount_minor)?,
        shipping: money(order.shipping_minor)?,
        tax: money(order.tax_minor)?,
        tax_included: order.tax_included,
        tax_name: order.tax_name,
        shipping_method_id: order.shipping_method_id,
        shipping_name: order.shipping_name,
        email: SealedValue::of(key.clone(), order.email_sealed),
        delivery_sealed: SealedValue::of(key.clone(), order.delivery_sealed),
        key,
    })
}
