//! What is kept of an account besides what its owner sees every day. Hashes and secrets are not read.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName,
    prelude::*,
    sql_types::{Array, Text, Timestamptz},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{AddressChangeId, SessionId, UserId};

use crate::{
    Conn, DbError,
    schema::{
        address_changes, mailed_links, pending_sign_ins, pending_totp_secrets, recovery_codes, sessions,
        sign_in_devices, totp_secrets, users,
    },
};

/// What is known of an account that its owner is not shown elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct AccountFacts {
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Failed sign-ins since the last completed one.
    pub failed_sign_ins: i32,
}

/// A session, alive or not swept away yet.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct HeldSession {
    /// Its id.
    pub id: SessionId,
    /// Where it was opened.
    pub address: String,
    /// With what.
    pub user_agent: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_seen_at: DateTime<Utc>,
    /// When the password was last right in it.
    pub authenticated_at: Option<DateTime<Utc>>,
    /// When a code was last right in it.
    pub second_factor_at: Option<DateTime<Utc>>,
    /// When it ends unused.
    pub idle_expires_at: DateTime<Utc>,
    /// When it ends in any case.
    pub expires_at: DateTime<Utc>,
}

/// A change of the address, wanted or done.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct HeldEmailChange {
    /// Its id.
    pub id: AddressChangeId,
    /// The new address, sealed.
    pub wanted_sealed: Vec<u8>,
    /// The old one, sealed.
    pub former_sealed: Option<Vec<u8>>,
    /// When it was asked for.
    pub requested_at: DateTime<Utc>,
    /// When it was confirmed.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it is forgotten.
    pub expires_at: DateTime<Utc>,
}

/// The facts of one account.
pub async fn find_facts_for_owner(conn: &mut Conn, user: UserId) -> Result<Option<AccountFacts>, DbError> {
    let facts = users::table.find(user).select((users::updated_at, users::failed_sign_ins));
    Ok(facts.first(conn).await.optional()?)
}

/// All sessions of the account, newest first.
pub async fn list_sessions_for_owner(conn: &mut Conn, user: UserId) -> Result<Vec<HeldSession>, DbError> {
    let theirs = sessions::table
        .filter(sessions::user_id.eq(user))
        .order(sessions::id.desc())
        .select((
            sessions::id,
            sessions::address,
            sessions::user_agent,
            sessions::created_at,
            sessions::last_seen_at,
            sessions::authenticated_at,
            sessions::second_factor_at,
            sessions::idle_expires_at,
            sessions::expires_at,
        ))
        .load(conn)
        .await?;
    Ok(theirs)
}

/// All changes of the account's address, newest first.
pub async fn list_email_changes_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<HeldEmailChange>, DbError> {
    let theirs = address_changes::table
        .filter(address_changes::user_id.eq(user))
        .order(address_changes::id.desc())
        .select((
            address_changes::id,
            address_changes::wanted_sealed,
            address_changes::former_sealed,
            address_changes::requested_at,
            address_changes::confirmed_at,
            address_changes::expires_at,
        ))
        .load(conn)
        .await?;
    Ok(theirs)
}

/// Since when codes are asked for, and the step of thirty seconds of the last one that was used.
pub async fn find_second_factor_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Option<(DateTime<Utc>, i64)>, DbError> {
    let factor = totp_secrets::table.find(user).select((totp_secrets::created_at, totp_secrets::last_step));
    Ok(factor.first(conn).await.optional()?)
}

/// When a secret was drawn that no code has confirmed.
pub async fn find_begun_factor_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Option<DateTime<Utc>>, DbError> {
    let begun = pending_totp_secrets::table.find(user).select(pending_totp_secrets::created_at);
    Ok(begun.first(conn).await.optional()?)
}

/// When each recovery code was drawn, and when it was used.
pub async fn list_recovery_codes_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(DateTime<Utc>, Option<DateTime<Utc>>)>, DbError> {
    let theirs = recovery_codes::table
        .filter(recovery_codes::user_id.eq(user))
        .order((recovery_codes::created_at, recovery_codes::used_at))
        .select((recovery_codes::created_at, recovery_codes::used_at))
        .load(conn)
        .await?;
    Ok(theirs)
}

/// When each browser that is known was first and last used.
pub async fn list_known_browsers_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(DateTime<Utc>, DateTime<Utc>)>, DbError> {
    let theirs = sign_in_devices::table
        .filter(sign_in_devices::user_id.eq(user))
        .order(sign_in_devices::last_used_at.desc())
        .select((sign_in_devices::created_at, sign_in_devices::last_used_at))
        .load(conn)
        .await?;
    Ok(theirs)
}

/// What each mailed link does, when it was drawn and when it ends.
pub async fn list_links_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(String, DateTime<Utc>, DateTime<Utc>)>, DbError> {
    let theirs = mailed_links::table
        .filter(mailed_links::user_id.eq(user))
        .order(mailed_links::purpose)
        .select((mailed_links::purpose, mailed_links::created_at, mailed_links::expires_at))
        .load(conn)
        .await?;
    Ok(theirs)
}

/// Wrong codes, beginning and end of each sign-in that waits for a code.
pub async fn list_waiting_sign_ins_for_owner(
    conn: &mut Conn,
    user: UserId,
) -> Result<Vec<(i32, DateTime<Utc>, DateTime<Utc>)>, DbError> {
    let theirs = pending_sign_ins::table
        .filter(pending_sign_ins::user_id.eq(user))
        .order(pending_sign_ins::created_at.desc())
        .select((pending_sign_ins::failures, pending_sign_ins::created_at, pending_sign_ins::expires_at))
        .load(conn)
        .await?;
    Ok(theirs)
}

/// A mail that has not left.
#[derive(Clone, Debug, PartialEq, Eq, QueryableByName)]
pub struct HeldMail {
    /// What it is about.
    #[diesel(sql_type = Text)]
    pub kind: String,
    /// When it was promised.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
}

/// Ids have a kind of their own each, so it does not matter where in the payload one stands.
pub(super) const NAMES_ONE_OF: &str = "EXISTS (SELECT FROM jsonb_path_query(payload, '$.**') AS part \
    WHERE jsonb_typeof(part) = 'string' AND part #>> '{}' = ANY ($1))";

/// The mails that name one of these ids and have not left, newest first.
pub async fn list_waiting_mails(conn: &mut Conn, ids: &[String]) -> Result<Vec<HeldMail>, DbError> {
    let sql = format!(
        "SELECT kind, created_at FROM outbox WHERE done_at IS NULL AND {NAMES_ONE_OF} ORDER BY id DESC"
    );
    Ok(diesel::sql_query(sql).bind::<Array<Text>, _>(ids).load(conn).await?)
}
