//! The decision to erase an account, see docs/adr/0021-erasure-at-once.md.

use securecart_db::{
    Conn,
    accounts::{UserRecord, users},
    back_in_stock::delete_wishes_of_address,
    privacy::erase::{Tombstone, erase_account, list_in_the_way, lock_account_for_erasure},
};
use securecart_domain::{UserId, accounts::Username};
use serde_json::json;

use super::PrivacyError;
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
    keys::Keys,
    mail::promise_farewell,
    state::AppState,
};

/// Erases an account for good, if its owner has typed its name and nothing is under way that needs to know whose it is.
/// The last mail to the owner is promised before. `password_hash` is that of a password that nobody knows.
pub(super) async fn erase(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    typed: &Username,
    password_hash: &str,
) -> Result<(), PrivacyError> {
    if !lock_account_for_erasure(tx, user).await? {
        return Err(PrivacyError::NoAccount);
    }
    let owner = users::find_user(tx, user).await?.ok_or(PrivacyError::NoAccount)?;
    let known = Username::parse(&owner.username).map_err(|_| PrivacyError::OtherName)?;
    if known.key() != typed.key() {
        return Err(PrivacyError::OtherName);
    }
    let in_the_way = list_in_the_way(tx, user).await?;
    if !in_the_way.is_empty() {
        return Err(PrivacyError::InTheWay(in_the_way));
    }
    promise_farewell(tx, &state.clock, &state.keys, &owner).await?;
    forget(tx, &state.clock, &state.keys, actor, &owner, password_hash).await
}

/// Erases an account once more that a restored backup has brought back, whatever is under way in it: its owner has
/// heard the last of the shop. False if there is none, or not any more.
pub async fn erase_again(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    user: UserId,
    password_hash: &str,
) -> Result<bool, PrivacyError> {
    if !lock_account_for_erasure(tx, user).await? {
        return Ok(false);
    }
    let owner = users::find_user(tx, user).await?.ok_or(PrivacyError::NoAccount)?;
    forget(tx, clock, keys, &Actor::system(), &owner, password_hash).await?;
    Ok(true)
}

async fn forget(
    tx: &mut Conn,
    clock: &Clock,
    keys: &Keys,
    actor: &Actor,
    owner: &UserRecord,
    password_hash: &str,
) -> Result<(), PrivacyError> {
    let tombstone = Tombstone {
        username: format!("erased-{}", owner.id.uuid().simple()),
        retired_name_index: keys.username_index(&owner.username.to_lowercase()),
        password_hash: password_hash.to_owned(),
        now: clock.now(),
    };
    if owner.email_verified_at.is_some() {
        // What the same person waits for without having signed in.
        let email = keys.person(owner)?.email.to_lowercase();
        delete_wishes_of_address(tx, &keys.stock_email_index(&email)).await?;
    }
    erase_account(tx, owner.id, &tombstone).await?;
    let entry = Entry {
        event: "user_erased",
        object_kind: "user",
        object_key: owner.id.to_string(),
        outcome: Outcome::Success,
        detail: json!({}),
    };
    // Whoever restores a backup finds here whom to erase again.
    tracing::info!(user.id = %owner.id, "an account was erased");
    Ok(audit::record(tx, clock.now(), actor, entry).await?)
}
