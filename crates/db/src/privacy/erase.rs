//! The end of an account: what goes with it, and what goes on naming it.

use chrono::{DateTime, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    AddressChangeId, OrderId, UserId,
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
};
use uuid::Uuid;

use super::held::NAMES_ONE_OF;
use crate::{
    Conn, DbError,
    catalog::changes::{self, Change},
    returns::forget_notes,
    schema::{address_changes, checkouts, data_keys, orders, retired_usernames, users},
    shipments::forget_tracking,
};

/// Tables whose rows go with their account, each with the column that names it. A test holds this and [`KEPT`] to the
/// schema: whoever adds a table that refers to accounts says here what becomes of its rows.
pub const EMPTIED: &[(&str, &str)] = &[
    ("address_changes", "user_id"),
    ("addresses", "customer_id"),
    ("back_in_stock_wishes", "user_id"),
    ("carts", "customer_id"),
    ("consents", "user_id"),
    ("data_keys", "user_id"),
    ("idempotency_keys", "user_id"),
    ("mailed_links", "user_id"),
    ("passkey_ceremonies", "user_id"),
    ("passkeys", "user_id"),
    ("pending_sign_ins", "user_id"),
    ("pending_totp_secrets", "user_id"),
    ("product_reviews", "user_id"),
    ("recovery_codes", "user_id"),
    ("sessions", "user_id"),
    ("sign_in_devices", "user_id"),
    ("totp_secrets", "user_id"),
    ("user_roles", "user_id"),
    ("wishlist_items", "user_id"),
];

/// Tables that go on naming an account that was erased, with the reason.
pub const KEPT: &[(&str, &str, &str)] = &[
    ("checkouts", "customer_id", "part of the books: which payment belongs to which order"),
    ("coupon_redemptions", "customer_id", "part of the books: how often a coupon was used"),
    ("orders", "customer_id", "the books; whose they are is a pseudonym from then on"),
    ("security_events", "acknowledged_by", "what staff did for the shop"),
    ("stock_movements", "actor_user_id", "what staff did for the shop"),
];

/// What an account's row says once nobody is behind it.
#[derive(Clone, Debug)]
pub struct Tombstone {
    /// A name that was nobody's.
    pub username: String,
    /// What the name of before is recognised by.
    pub retired_name_index: [u8; 32],
    /// The hash of a password that nobody knows.
    pub password_hash: String,
    /// Now.
    pub now: DateTime<Utc>,
}

/// Something that has to end before an account can.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InTheWay {
    /// A payment page that can still be paid, or whose money is on its way.
    Checkout,
    /// A paid order that has not been sent, by its number.
    Unsent(String),
    /// An order that a person has to look at, by its number: its money is not settled.
    Unsettled(String),
}

/// Waits until nothing that names the account is under way, and lets nothing new begin until this transaction has
/// ended: whatever refers to an account locks its row too. False if there is no such account, or not any more.
pub async fn lock_account_for_erasure(tx: &mut Conn, user: UserId) -> Result<bool, DbError> {
    let alive = users::table.find(user).filter(users::erased_at.is_null()).select(users::id);
    Ok(alive.for_update().first::<UserId>(tx).await.optional()?.is_some())
}

/// What has to end first, payment pages before orders. The account has to be locked.
pub async fn list_in_the_way(tx: &mut Conn, user: UserId) -> Result<Vec<InTheWay>, DbError> {
    let unsettled: i64 = checkouts::table
        .filter(checkouts::customer_id.eq(user).and(checkouts::status.eq_any(["open", "processing"])))
        .count()
        .get_result(tx)
        .await?;
    let unsent = orders::status
        .eq(OrderStatus::Placed.as_str())
        .and(orders::fulfilment_status.ne(FulfilmentStatus::Fulfilled.as_str()))
        .and(orders::payment_status.ne(PaymentStatus::Refunded.as_str()));
    let waiting: Vec<(Option<String>, String)> = orders::table
        .filter(orders::customer_id.eq(user))
        .filter(unsent.or(orders::status.eq(OrderStatus::NeedsReview.as_str())))
        .order(orders::id)
        .select((orders::number, orders::status))
        .load(tx)
        .await?;
    let pages = (unsettled > 0).then_some(InTheWay::Checkout);
    let orders = waiting.into_iter().map(|(number, status)| {
        let number = number.unwrap_or_default();
        if status == OrderStatus::Placed.as_str() {
            InTheWay::Unsent(number)
        } else {
            InTheWay::Unsettled(number)
        }
    });
    Ok(pages.into_iter().chain(orders).collect())
}

/// Takes everything personal out of the account's row and removes what belongs to it, its key and the keys of its orders
/// among it: what they sealed opens nowhere from then on. Orders, payments and stock stay as they are. The account has to
/// be locked. [`DbError::Check`] of `users_keep_an_administrator` if nobody else could let people in.
pub async fn erase_account(tx: &mut Conn, user: UserId, tombstone: &Tombstone) -> Result<(), DbError> {
    forget_mails(tx, user).await?;
    bury(tx, user, tombstone).await?;
    shred_orders(tx, user).await?;
    for (table, column) in EMPTIED {
        let sql = format!("DELETE FROM {table} WHERE {column} = $1");
        diesel::sql_query(sql).bind::<SqlUuid, _>(user).execute(tx).await?;
    }
    // Reviews among it.
    changes::note(Change::Catalogue);
    Ok(())
}

/// Mails that have not left name the account, one of its changes of address or one of its orders.
async fn forget_mails(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    let changes: Vec<AddressChangeId> = address_changes::table
        .filter(address_changes::user_id.eq(user))
        .select(address_changes::id)
        .load(tx)
        .await?;
    let bought: Vec<OrderId> =
        orders::table.filter(orders::customer_id.eq(user)).select(orders::id).load(tx).await?;
    let mut ids = vec![user.to_string()];
    ids.extend(changes.iter().map(ToString::to_string));
    ids.extend(bought.iter().map(ToString::to_string));
    let sql = format!("DELETE FROM outbox WHERE done_at IS NULL AND {NAMES_ONE_OF}");
    diesel::sql_query(sql).bind::<Array<Text>, _>(ids).execute(tx).await?;
    Ok(())
}

async fn bury(tx: &mut Conn, user: UserId, tombstone: &Tombstone) -> Result<(), DbError> {
    let Tombstone { username, retired_name_index, password_hash, now } = tombstone;
    let never = None::<DateTime<Utc>>;
    let nothing = None::<Vec<u8>>;
    diesel::update(users::table.find(user))
        .set((
            (users::username.eq(username), users::username_key.eq(username)),
            (users::email_sealed.eq(&nothing), users::email_index.eq(&nothing)),
            users::full_name_sealed.eq(&nothing),
            users::email_verified_at.eq(never),
            users::password_hash.eq(password_hash),
            users::security_version.eq(users::security_version + 1),
            (users::failed_sign_ins.eq(0), users::password_disabled_at.eq(never)),
            (users::disabled_at.eq(now), users::erased_at.eq(now), users::updated_at.eq(now)),
        ))
        .execute(tx)
        .await?;
    diesel::insert_into(retired_usernames::table)
        .values((
            retired_usernames::name_index.eq(retired_name_index.as_slice()),
            retired_usernames::retired_at.eq(now),
        ))
        .on_conflict(retired_usernames::name_index)
        .do_update()
        .set(retired_usernames::retired_at.eq(now))
        .execute(tx)
        .await?;
    Ok(())
}

/// Orders lose their addresses and what they are found by; keys of their own, from when they were a guest's, go.
async fn shred_orders(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    let theirs = orders::table.filter(orders::customer_id.eq(user));
    let found: Vec<(OrderId, Option<Uuid>)> =
        theirs.select((orders::id, orders::data_key_id)).load(tx).await?;
    let (ids, keys): (Vec<OrderId>, Vec<Option<Uuid>>) = found.into_iter().unzip();
    let keys: Vec<Uuid> = keys.into_iter().flatten().collect();
    forget_tracking(tx, &ids).await?;
    forget_notes(tx, &ids).await?;
    let nothing = None::<Vec<u8>>;
    diesel::update(orders::table.filter(orders::customer_id.eq(user)))
        .set((
            orders::email_sealed.eq(&nothing),
            orders::email_index.eq(&nothing),
            orders::delivery_sealed.eq(&nothing),
            orders::data_key_id.eq(None::<Uuid>),
        ))
        .execute(tx)
        .await?;
    let own = data_keys::id.eq_any(keys).and(data_keys::purpose.eq("order"));
    diesel::delete(data_keys::table.filter(own)).execute(tx).await?;
    // The provider's page shows the address.
    diesel::update(checkouts::table.filter(checkouts::customer_id.eq(user)))
        .set(checkouts::payment_url.eq(None::<String>))
        .execute(tx)
        .await?;
    Ok(())
}

/// Whether the name was that of an account that was erased not long ago.
pub async fn is_retired(conn: &mut Conn, name_index: &[u8; 32]) -> Result<bool, DbError> {
    let retired = retired_usernames::table.find(name_index.as_slice());
    Ok(diesel::select(diesel::dsl::exists(retired)).get_result(conn).await?)
}
