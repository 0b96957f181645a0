//! Links that were mailed: each opens one thing, once, for a while.

mod quotas;

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::{UserId, accounts::LinkPurpose};

use crate::{Conn, DbError, schema::mailed_links};

pub use quotas::{delete_old_quotas, spend_quota};

/// A link that is about to be mailed.
#[derive(Clone, Debug)]
pub struct NewLink {
    /// Whose it is.
    pub user_id: UserId,
    /// What it does.
    pub purpose: LinkPurpose,
    /// SHA-256 of the token in it.
    pub token_hash: [u8; 32],
    /// What it was made for, hashed together with the token: whoever changes that makes the link worthless.
    pub bound_to: [u8; 32],
    /// Now.
    pub now: DateTime<Utc>,
    /// When it opens nothing any more.
    pub expires_at: DateTime<Utc>,
}

/// A link that somebody followed.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct FollowedLink {
    /// Whose it is.
    pub user_id: UserId,
    /// What it was made for, hashed together with the token.
    pub bound_to: Vec<u8>,
}

/// Keeps a link; the account's earlier one of that purpose opens nothing from now on.
pub async fn store_link(tx: &mut Conn, new: &NewLink) -> Result<(), DbError> {
    let values = (
        mailed_links::token_hash.eq(new.token_hash.as_slice()),
        mailed_links::bound_to.eq(new.bound_to.as_slice()),
        mailed_links::created_at.eq(new.now),
        mailed_links::expires_at.eq(new.expires_at),
    );
    diesel::insert_into(mailed_links::table)
        .values((
            mailed_links::user_id.eq(new.user_id),
            mailed_links::purpose.eq(new.purpose.as_str()),
            values,
        ))
        .on_conflict((mailed_links::user_id, mailed_links::purpose))
        .do_update()
        .set(values)
        .execute(tx)
        .await?;
    Ok(())
}

/// The link of that token, if it still opens something; it stays.
pub async fn find_link(
    conn: &mut Conn,
    purpose: LinkPurpose,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<FollowedLink>, DbError> {
    let link = mailed_links::table
        .filter(mailed_links::token_hash.eq(token_hash.as_slice()))
        .filter(mailed_links::purpose.eq(purpose.as_str()))
        .filter(mailed_links::expires_at.gt(now))
        .select((mailed_links::user_id, mailed_links::bound_to))
        .first(conn)
        .await
        .optional()?;
    Ok(link)
}

/// Uses the link of that token up. Of several who try at the same moment one gets it.
pub async fn take_link(
    tx: &mut Conn,
    purpose: LinkPurpose,
    token_hash: &[u8; 32],
    now: DateTime<Utc>,
) -> Result<Option<FollowedLink>, DbError> {
    let alive = mailed_links::token_hash
        .eq(token_hash.as_slice())
        .and(mailed_links::purpose.eq(purpose.as_str()))
        .and(mailed_links::expires_at.gt(now));
    let link = diesel::delete(mailed_links::table.filter(alive))
        .returning((mailed_links::user_id, mailed_links::bound_to))
        .get_result(tx)
        .await
        .optional()?;
    Ok(link)
}

/// Makes the account's links of these purposes worthless.
pub async fn delete_links(tx: &mut Conn, user: UserId, purposes: &[LinkPurpose]) -> Result<(), DbError> {
    let words: Vec<&str> = purposes.iter().map(|purpose| purpose.as_str()).collect();
    let links = mailed_links::user_id.eq(user).and(mailed_links::purpose.eq_any(words));
    diesel::delete(mailed_links::table.filter(links)).execute(tx).await?;
    Ok(())
}

/// Removes links that have ended by time; they open nothing, they only take space.
pub async fn delete_expired_links(conn: &mut Conn, now: DateTime<Utc>) -> Result<usize, DbError> {
    Ok(diesel::delete(mailed_links::table.filter(mailed_links::expires_at.le(now))).execute(conn).await?)
}
