//! Taking a second factor away from whoever lost it, or should never have had it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use securecart_domain::UserId;

use crate::{
    Conn, DbError,
    schema::{pending_sign_ins, pending_totp_secrets, recovery_codes, totp_secrets},
};

/// What was taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removed {
    /// The account asked for codes, and does not any more.
    pub factor: bool,
    /// Some of its recovery codes open nothing any more.
    pub recovery_codes: bool,
}

/// Takes away what was switched on or drawn at that moment or later, and whatever waits: a secret for its first code, a
/// sign-in for a code. A factor that is older stays, and so do recovery codes that are.
pub async fn remove_since(tx: &mut Conn, user: UserId, since: DateTime<Utc>) -> Result<Removed, DbError> {
    forget_what_waits(tx, user).await?;
    let young = totp_secrets::table.find(user).filter(totp_secrets::created_at.ge(since));
    let factor = diesel::delete(young).execute(tx).await? > 0;
    // Without the factor, whatever codes there were have nothing to stand in for.
    let theirs = recovery_codes::user_id.eq(user);
    let codes = if factor {
        diesel::delete(recovery_codes::table.filter(theirs)).execute(tx).await?
    } else {
        let young = theirs.and(recovery_codes::created_at.ge(since));
        diesel::delete(recovery_codes::table.filter(young)).execute(tx).await?
    };
    Ok(Removed { factor, recovery_codes: codes > 0 })
}

async fn forget_what_waits(tx: &mut Conn, user: UserId) -> Result<(), DbError> {
    diesel::delete(pending_totp_secrets::table.find(user)).execute(tx).await?;
    diesel::delete(pending_sign_ins::table.filter(pending_sign_ins::user_id.eq(user))).execute(tx).await?;
    Ok(())
}
