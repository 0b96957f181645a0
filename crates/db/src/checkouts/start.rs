//! The first state of a checkout.

use chrono::{DateTime, Utc};
use diesel::ExpressionMethods;
use diesel_async::RunQueryDsl;
use securecart_domain::{CartId, CheckoutId, Money};

use crate::{Conn, DbError, accounts::Owner, schema::checkouts};

/// A checkout to be opened.
#[derive(Clone, Copy, Debug)]
pub struct NewCheckout {
    /// Its id.
    pub id: CheckoutId,
    /// Whose it is.
    pub owner: Owner,
    /// The cart it is made of.
    pub cart_id: CartId,
    /// What is to be paid.
    pub total: Money,
    /// Until when.
    pub expires_at: DateTime<Utc>,
}

/// Opens a checkout.
pub async fn insert_checkout(tx: &mut Conn, now: DateTime<Utc>, new: &NewCheckout) -> Result<(), DbError> {
    let (customer, visitor) = match new.owner {
        Owner::Customer(id) => (Some(id), None),
        Owner::Visitor(id) => (None, Some(id)),
    };
    diesel::insert_into(checkouts::table)
        .values((
            checkouts::id.eq(new.id),
            checkouts::customer_id.eq(customer),
            checkouts::visitor_id.eq(visitor),
            checkouts::cart_id.eq(new.cart_id),
            checkouts::status.eq("open"),
            checkouts::total_minor.eq(new.total.minor()),
            checkouts::currency.eq(new.total.currency().as_str()),
            checkouts::expires_at.eq(new.expires_at),
            checkouts::created_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}
