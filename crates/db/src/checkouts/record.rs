//! Reading checkouts.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, OptionalExtension, QueryDsl,
    Queryable, Selectable, SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CartId, CheckoutId, Money, OrderId, UserId, VisitorId, checkout::CheckoutStatus, orders::OrderStatus,
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
    /// The code of the coupon that took something off.
    pub coupon_code: Option<String>,
    /// What the coupon took off.
    pub discount: Money,
    /// Where mail about the order goes; none until known.
    pub email: Option<SealedValue>,
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

type OrderPart = ((OrderId, Option<String>, String), Option<Vec<u8>>, Option<String>, i64);
type KeyPart = Option<(uuid::Uuid, Vec<u8>)>;
type Row = (CheckoutRow, OrderPart, KeyPart);

/// A checkout, whoever's it is: for settling, never for showing.
pub async fn find_checkout_any(conn: &mut Conn, id: CheckoutId) -> Result<Option<CheckoutRecord>, DbError> {
    let row: Option<Row> = checkouts::table
        .inner_join(orders::table.left_join(data_keys::table))
        .filter(checkouts::id.eq(id))
        .select((
            CheckoutRow::as_select(),
            (
                (orders::id, orders::number, orders::status),
                orders::email_sealed,
                orders::coupon_code,
                orders::discount_minor,
            ),
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
            (
                (orders::id, orders::number, orders::status),
                orders::email_sealed,
                orders::coupon_code,
                orders::discount_minor,
            ),
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
            (
                (orders::id, orders::number, orders::status),
                orders::email_sealed,
                orders::coupon_code,
                orders::discount_minor,
            ),
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
    let ((order_id, order_number, order_status), email, coupon_code, discount) = order;
    let key = key.map(|(id, wrapped)| WrappedKey { id, wrapped });
    Ok(CheckoutRecord {
        id: row.id,
        customer_id: row.customer_id,
        cart_id: row.cart_id,
        status: place.word("status", &row.status)?,
        total: place.money(row.total_minor, &row.currency)?,
        provider_session_id: row.provider_session_id,
        payment_url: row.payment_url,
        expires_at: row.expires_at,
        created_at: row.created_at,
        order_id,
        order_number,
        order_status: place.word("order", &order_status)?,
        coupon_code,
        discount: place.money(discount, &row.currency)?,
        email: SealedValue::of(key, email),
    })
}
