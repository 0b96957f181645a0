//! Address books. Every statement names the customer, so that nobody reaches another one's address.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{AddressId, UserId};

use crate::{Conn, DbError, schema::addresses};

/// An address as it is stored: sealed.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = addresses, check_for_backend(diesel::pg::Pg))]
pub struct AddressRecord {
    /// Its id.
    pub id: AddressId,
    /// The envelope.
    pub details_sealed: Vec<u8>,
    /// Whether orders are sent there unless something else is chosen.
    pub default_shipping: bool,
    /// Whether invoices name it unless something else is chosen.
    pub default_billing: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// Which places an address has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    /// Orders are sent there.
    pub shipping: bool,
    /// Invoices name it.
    pub billing: bool,
}

/// The customer's addresses behind `after`, newest first, at most `limit`.
pub async fn list_addresses_for_customer(
    conn: &mut Conn,
    customer: UserId,
    after: Option<AddressId>,
    limit: i64,
) -> Result<Vec<AddressRecord>, DbError> {
    let mut theirs = addresses::table.filter(addresses::customer_id.eq(customer)).into_boxed();
    if let Some(after) = after {
        theirs = theirs.filter(addresses::id.lt(after));
    }
    let page = theirs.order(addresses::id.desc()).limit(limit);
    Ok(page.select(AddressRecord::as_select()).load(conn).await?)
}

/// One of the customer's addresses.
pub async fn find_address_for_customer(
    conn: &mut Conn,
    customer: UserId,
    id: AddressId,
) -> Result<Option<AddressRecord>, DbError> {
    let own = addresses::table.find(id).filter(addresses::customer_id.eq(customer));
    Ok(own.select(AddressRecord::as_select()).first(conn).await.optional()?)
}

/// How many addresses the customer has.
pub async fn count_addresses_for_customer(conn: &mut Conn, customer: UserId) -> Result<i64, DbError> {
    Ok(addresses::table.filter(addresses::customer_id.eq(customer)).count().get_result(conn).await?)
}

/// Takes these places away from all the customer's addresses but one.
async fn clear_defaults(
    tx: &mut Conn,
    customer: UserId,
    but: AddressId,
    taken: Defaults,
) -> Result<(), DbError> {
    let others = addresses::customer_id.eq(customer).and(addresses::id.ne(but));
    if taken.shipping {
        let others = addresses::table.filter(others.and(addresses::default_shipping));
        diesel::update(others).set(addresses::default_shipping.eq(false)).execute(tx).await?;
    }
    if taken.billing {
        let others = addresses::table.filter(others.and(addresses::default_billing));
        diesel::update(others).set(addresses::default_billing.eq(false)).execute(tx).await?;
    }
    Ok(())
}

/// Adds an address. The customer's row has to be locked, so that two at once do not both count the same addresses.
pub async fn insert_address(
    tx: &mut Conn,
    customer: UserId,
    id: AddressId,
    details_sealed: &[u8],
    defaults: Defaults,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    clear_defaults(tx, customer, id, defaults).await?;
    diesel::insert_into(addresses::table)
        .values((
            addresses::id.eq(id),
            addresses::customer_id.eq(customer),
            addresses::details_sealed.eq(details_sealed),
            addresses::default_shipping.eq(defaults.shipping),
            addresses::default_billing.eq(defaults.billing),
            addresses::created_at.eq(now),
            addresses::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Changes an address. False if the customer has none of that id.
pub async fn update_address_for_customer(
    tx: &mut Conn,
    customer: UserId,
    id: AddressId,
    details_sealed: &[u8],
    defaults: Defaults,
    now: DateTime<Utc>,
) -> Result<bool, DbError> {
    clear_defaults(tx, customer, id, defaults).await?;
    let own = addresses::table.find(id).filter(addresses::customer_id.eq(customer));
    let changed = diesel::update(own)
        .set((
            addresses::details_sealed.eq(details_sealed),
            addresses::default_shipping.eq(defaults.shipping),
            addresses::default_billing.eq(defaults.billing),
            addresses::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(changed > 0)
}

/// Removes an address. False if the customer has none of that id.
pub async fn delete_address_for_customer(
    tx: &mut Conn,
    customer: UserId,
    id: AddressId,
) -> Result<bool, DbError> {
    let own = addresses::table.find(id).filter(addresses::customer_id.eq(customer));
    Ok(diesel::delete(own).execute(tx).await? > 0)
}
