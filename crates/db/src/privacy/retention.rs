//! Forgetting what nobody needs any more. Each function takes the moment before which things are old; the times
//! themselves are in the job that calls them.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{OrderId, VisitorId};
use uuid::Uuid;

use crate::{
    Conn, DbError,
    returns::forget_notes,
    schema::{carts, checkouts, data_keys, orders, outbox, retired_usernames, webhook_events},
    shipments::forget_tracking,
};

/// Removes guests' carts that were not changed since. Returns how many.
pub async fn forget_guests_carts(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let old = carts::visitor_id.is_not_null().and(carts::updated_at.lt(before));
    Ok(diesel::delete(carts::table.filter(old)).execute(conn).await?)
}

/// Removes promises that were kept, or given up, and made before that. Returns how many.
pub async fn forget_mails(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(outbox::table.filter(outbox::created_at.lt(before))).execute(conn).await?)
}

/// Removes events of the payment provider that were handled, or came before that. Returns how many.
pub async fn forget_provider_events(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(webhook_events::table.filter(webhook_events::received_at.lt(before)))
        .execute(conn)
        .await?)
}

/// Takes the guest's browser and the address of the payment page out of checkouts that ended before that. Returns of
/// how many.
pub async fn close_checkouts(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let ended = checkouts::status.ne_all(["open", "processing"]).and(checkouts::created_at.lt(before));
    let told = checkouts::visitor_id.is_not_null().or(checkouts::payment_url.is_not_null());
    let closed = diesel::update(checkouts::table.filter(ended.and(told)))
        .set((checkouts::visitor_id.eq(None::<VisitorId>), checkouts::payment_url.eq(None::<String>)))
        .execute(conn)
        .await?;
    Ok(closed)
}

/// Forgets where an order and mail about it went, of at most `most` orders that were made before that, and destroys the keys
/// that guests' orders have of their own. Returns of how many orders.
pub async fn shred_order_addresses(
    tx: &mut Conn,
    before: DateTime<Utc>,
    most: i64,
) -> Result<usize, DbError> {
    let old: Vec<(OrderId, Option<Uuid>)> = orders::table
        .filter(orders::created_at.lt(before).and(orders::data_key_id.is_not_null()))
        .order(orders::id)
        .limit(most)
        .select((orders::id, orders::data_key_id))
        .for_update()
        .load(tx)
        .await?;
    let (ids, keys): (Vec<_>, Vec<_>) = old.into_iter().unzip();
    let nothing = None::<Vec<u8>>;
    diesel::update(orders::table.filter(orders::id.eq_any(&ids)))
        .set((
            orders::email_sealed.eq(&nothing),
            orders::email_index.eq(&nothing),
            orders::delivery_sealed.eq(&nothing),
            orders::data_key_id.eq(None::<Uuid>),
        ))
        .execute(tx)
        .await?;
    forget_tracking(tx, &ids).await?;
    forget_notes(tx, &ids).await?;
    let own = data_keys::id.eq_any(keys.into_iter().flatten()).and(data_keys::purpose.eq("order"));
    diesel::delete(data_keys::table.filter(own)).execute(tx).await?;
    Ok(ids.len())
}

/// Lets names of accounts be taken that were erased before that. Returns how many.
pub async fn free_retired_usernames(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let old = retired_usernames::table.filter(retired_usernames::retired_at.lt(before));
    Ok(diesel::delete(old).execute(conn).await?)
}
