//! Rows of `address_changes`.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{AddressChangeId, SessionId, UserId};

use crate::{Conn, DbError, schema::address_changes};

/// A change that somebody asks for.
#[derive(Clone, Debug)]
pub struct WantedAddress {
    /// Its id.
    pub id: AddressChangeId,
    /// Whose address it is.
    pub user: UserId,
    /// The session that asks.
    pub session: SessionId,
    /// The address, sealed.
    pub wanted_sealed: Vec<u8>,
    /// Now.
    pub now: DateTime<Utc>,
    /// When nobody can confirm it any more.
    pub expires_at: DateTime<Utc>,
}

/// A change, wanted or done.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = address_changes, check_for_backend(diesel::pg::Pg))]
pub struct AddressChange {
    /// Its id.
    pub id: AddressChangeId,
    /// Whose address it is.
    #[diesel(column_name = user_id)]
    pub user: UserId,
    /// The session that asked, unless it has ended.
    #[diesel(column_name = session_id)]
    pub session: Option<SessionId>,
    /// The new address, sealed.
    pub wanted_sealed: Vec<u8>,
    /// The address of before, sealed; only of changes that were confirmed and can be undone.
    pub former_sealed: Option<Vec<u8>>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
}

/// How far a change is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The new address has to confirm it.
    Waiting,
    /// It is done, and the old address may undo it.
    Done,
}

/// Notes a wish; the account's earlier one that nobody confirmed is forgotten.
pub async fn want_address(tx: &mut Conn, new: &WantedAddress) -> Result<(), DbError> {
    forget_waiting(tx, new.user).await?;
    diesel::insert_into(address_changes::table)
        .values((
            address_changes::id.eq(new.id),
            address_changes::user_id.eq(new.user),
            address_changes::session_id.eq(new.session),
            address_changes::wanted_sealed.eq(&new.wanted_sealed),
            address_changes::requested_at.eq(new.now),
            address_changes::expires_at.eq(new.expires_at),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// The change of that id, at that stage, if its time has not run out.
pub async fn find_change(
    conn: &mut Conn,
    id: AddressChangeId,
    stage: Stage,
    now: DateTime<Utc>,
) -> Result<Option<AddressChange>, DbError> {
    let change = address_changes::table
        .find(id)
        .filter(address_changes::confirmed_at.is_not_null().eq(stage == Stage::Done))
        .filter(address_changes::expires_at.gt(now))
        .select(AddressChange::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(change)
}

/// The change of that account that waits for its confirmation.
pub async fn find_waiting_for_owner(
    conn: &mut Conn,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<AddressChange>, DbError> {
    let change = address_changes::table
        .filter(address_changes::user_id.eq(user))
        .filter(address_changes::confirmed_at.is_null())
        .filter(address_changes::expires_at.gt(now))
        .select(AddressChange::as_select())
        .first(conn)
        .await
        .optional()?;
    Ok(change)
}

/// Notes which token was mailed; one of before opens nothing from now on.
pub async fn store_change_token(
    conn: &mut Conn,
    id: AddressChangeId,
    token_hash: &[u8; 32],
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(address_changes::table.find(id))
        .set((
            address_changes::token_hash.eq(token_hash.as_slice()),
            address_changes::expires_at.eq(expires_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// The change whose link at that stage has this token. Others who follow it wait until this transaction has ended.
pub async fn lock_change_by_token(
    tx: &mut Conn,
    stage: Stage,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<AddressChange>, DbError> {
    let change = address_changes::table
        .filter(address_changes::token_hash.eq(token_hash.as_slice()))
        .filter(address_changes::confirmed_at.is_not_null().eq(stage == Stage::Done))
        .filter(address_changes::expires_at.gt(now))
        .select(AddressChange::as_select())
        .for_update()
        .first(tx)
        .await
        .optional()?;
    Ok(change)
}

/// Notes that a change is done, and what it takes to undo it until `expires_at`. The link that confirmed it is used up.
pub async fn mark_done(
    tx: &mut Conn,
    id: AddressChangeId,
    former_sealed: Option<&[u8]>,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(address_changes::table.find(id))
        .set((
            address_changes::token_hash.eq(None::<Vec<u8>>),
            address_changes::former_sealed.eq(former_sealed),
            address_changes::confirmed_at.eq(now),
            address_changes::expires_at.eq(expires_at),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Forgets the account's wish that nobody confirmed. False if there is none.
pub async fn forget_waiting(conn: &mut Conn, user: UserId) -> Result<bool, DbError> {
    let waiting = address_changes::user_id.eq(user).and(address_changes::confirmed_at.is_null());
    Ok(diesel::delete(address_changes::table.filter(waiting)).execute(conn).await? > 0)
}

/// Forgets a change that was undone, and what the account's address went through after it: whoever did the one did the
/// others.
pub async fn forget_change_and_later(tx: &mut Conn, undone: &AddressChange) -> Result<(), DbError> {
    let later = address_changes::confirmed_at
        .is_null()
        .or(address_changes::confirmed_at.ge(undone.confirmed_at).assume_not_null());
    let theirs = address_changes::user_id.eq(undone.user).and(later);
    diesel::delete(address_changes::table.filter(theirs)).execute(tx).await?;
    Ok(())
}

/// Removes changes whose time has run out.
pub async fn delete_expired_changes(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    let over = address_changes::expires_at.le(now);
    Ok(diesel::delete(address_changes::table.filter(over)).execute(conn).await?)
}
