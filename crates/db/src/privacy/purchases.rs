//! What is kept of a customer's purchases besides the orders themselves.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{
    CartId, CheckoutId, Money, OrderId, UserId, cart::Quantity, checkout::CheckoutStatus,
};

use crate::{
    Conn, DbError,
    schema::{cart_lines, carts, checkouts, orders, payments, product_variants, products},
    stored::Place,
};

/// A cart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Queryable)]
pub struct HeldCart {
    /// Its id.
    pub id: CartId,
    /// When something was first put into it.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A line of a cart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCartLine {
    /// The product.
    pub name: String,
    /// The variant; empty if there is no choice.
    pub variant_title: String,
    /// How many.
    pub quantity: Quantity,
    /// When it was put in.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A payment page that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldCheckout {
    /// Its id.
    pub id: CheckoutId,
    /// The order that it pays.
    pub order_id: OrderId,
    /// How it ended.
    pub status: CheckoutStatus,
    /// What was to be paid.
    pub total: Money,
    /// What the provider calls it.
    pub provider_session_id: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// Until when it could be paid.
    pub expires_at: DateTime<Utc>,
    /// When it ended.
    pub completed_at: Option<DateTime<Utc>>,
}

/// Money for an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldPayment {
    /// The order.
    pub order_id: OrderId,
    /// Who took it.
    pub provider: String,
    /// What the provider calls it.
    pub provider_payment_id: Option<String>,
    /// Where it stands.
    pub status: String,
    /// What was asked for.
    pub amount: Money,
    /// What was received.
    pub captured: Money,
    /// What was given back.
    pub refunded: Money,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// The customer's cart.
pub async fn find_cart_for_customer(conn: &mut Conn, customer: UserId) -> Result<Option<HeldCart>, DbError> {
    let cart = carts::table.filter(carts::customer_id.eq(customer)).select((
        carts::id,
        carts::created_at,
        carts::updated_at,
    ));
    Ok(cart.first(conn).await.optional()?)
}

type CartLineRow = (String, String, i16, DateTime<Utc>, DateTime<Utc>);

/// The lines of a cart with their times, oldest first; whose it is has to be known already.
pub async fn list_cart_lines_any(conn: &mut Conn, cart: CartId) -> Result<Vec<HeldCartLine>, DbError> {
    let rows: Vec<CartLineRow> = cart_lines::table
        .inner_join(product_variants::table.inner_join(products::table))
        .filter(cart_lines::cart_id.eq(cart))
        .order((cart_lines::created_at, cart_lines::id))
        .select((
            products::name,
            product_variants::title,
            cart_lines::quantity,
            cart_lines::created_at,
            cart_lines::updated_at,
        ))
        .load(conn)
        .await?;
    let place = Place { table: "cart_lines", id: cart };
    rows.into_iter()
        .map(|(name, variant_title, quantity, created_at, updated_at)| {
            let quantity = place.quantity(quantity)?;
            Ok(HeldCartLine { name, variant_title, quantity, created_at, updated_at })
        })
        .collect()
}

type CheckoutRow = (
    (CheckoutId, OrderId, String, i64, String, Option<String>),
    (DateTime<Utc>, DateTime<Utc>, Option<DateTime<Utc>>),
);

/// The customer's checkouts, newest first.
pub async fn list_checkouts_for_customer(
    conn: &mut Conn,
    customer: UserId,
) -> Result<Vec<HeldCheckout>, DbError> {
    let rows: Vec<CheckoutRow> = checkouts::table
        .inner_join(orders::table)
        .filter(checkouts::customer_id.eq(customer))
        .order(checkouts::id.desc())
        .select((
            (
                checkouts::id,
                orders::id,
                checkouts::status,
                checkouts::total_minor,
                checkouts::currency,
                checkouts::provider_session_id,
            ),
            (checkouts::created_at, checkouts::expires_at, checkouts::completed_at),
        ))
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|(row, (created_at, expires_at, completed_at))| {
            let (id, order_id, status, minor, currency, provider_session_id) = row;
            let place = Place { table: "checkouts", id };
            Ok(HeldCheckout {
                id,
                order_id,
                status: place.word("status", &status)?,
                total: place.money(minor, &currency)?,
                provider_session_id,
                created_at,
                expires_at,
                completed_at,
            })
        })
        .collect()
}

type PaymentRow =
    ((OrderId, String, Option<String>, String), (i64, i64, i64, String), (DateTime<Utc>, DateTime<Utc>));

/// The payments of the customer's orders, newest first.
pub async fn list_payments_for_customer(
    conn: &mut Conn,
    customer: UserId,
) -> Result<Vec<HeldPayment>, DbError> {
    let rows: Vec<PaymentRow> = payments::table
        .inner_join(orders::table)
        .filter(orders::customer_id.eq(customer))
        .order(payments::id.desc())
        .select((
            (orders::id, payments::provider, payments::provider_payment_id, payments::status),
            (payments::amount_minor, payments::captured_minor, payments::refunded_minor, payments::currency),
            (payments::created_at, payments::updated_at),
        ))
        .load(conn)
        .await?;
    rows.into_iter()
        .map(|((order_id, provider, provider_payment_id, status), amounts, (created_at, updated_at))| {
            let (amount, captured, refunded, currency) = amounts;
            let place = Place { table: "payments", id: order_id };
            Ok(HeldPayment {
                order_id,
                provider,
                provider_payment_id,
                status,
                amount: place.money(amount, &currency)?,
                captured: place.money(captured, &currency)?,
                refunded: place.money(refunded, &currency)?,
                created_at,
                updated_at,
            })
        })
        .collect()
}
