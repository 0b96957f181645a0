//! The letters about another address: to the new one, whether it is right, and to the old one, whether that was meant.

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use securecart_db::{
    Conn,
    accounts::{
        UserRecord,
        address_changes::{AddressChange, Stage, find_change, store_change_token},
        users,
    },
};
use securecart_domain::{AddressChangeId, accounts::Email};
use securecart_keys::{KeyError, Place};

use super::{
    account_letters::{already_yours, confirm_new_address, undo_address},
    letter::{Envelope, Link},
};
use crate::{
    accounts::{CONFIRMABLE, UNDOABLE},
    adapters::mailer::Message,
    auth::token,
    keys::Keys,
    state::AppState,
};

/// One of the two addresses that a change keeps, each sealed for its own column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum SealedAddress {
    /// The new one.
    Wanted(AddressChangeId),
    /// The one of before.
    Former(AddressChangeId),
}

impl SealedAddress {
    fn place(self) -> Place {
        match self {
            Self::Wanted(change) => Place::new("address_changes", "wanted_sealed", change),
            Self::Former(change) => Place::new("address_changes", "former_sealed", change),
        }
    }

    /// Seals an address with the key of the account's owner.
    pub(crate) fn seal(self, keys: &Keys, owner: &UserRecord, email: &str) -> Result<Vec<u8>, KeyError> {
        keys.key_of(owner)?.seal(&self.place(), email.as_bytes())
    }

    /// Opens it.
    pub(crate) fn open(self, keys: &Keys, owner: &UserRecord, sealed: &[u8]) -> Result<Email, KeyError> {
        let plain = keys.key_of(owner)?.open(&self.place(), sealed)?;
        let text = std::str::from_utf8(&plain).map_err(|_| KeyError::Unreadable)?;
        Email::parse(text).map_err(|_| KeyError::Unreadable)
    }
}

/// Asks at the new address; if another account has it, its owner is told of the attempt instead.
pub(super) async fn ask_at_new(
    state: &AppState,
    key: &str,
    change: AddressChangeId,
) -> anyhow::Result<Option<Message>> {
    let mut conn = state.db.connection().await?;
    let Some(change) = find_change(&mut conn, change, Stage::Waiting, state.clock.now()).await? else {
        return Ok(None);
    };
    let Some(owner) = users::find_user(&mut conn, change.user).await? else { return Ok(None) };
    let email = SealedAddress::Wanted(change.id).open(&state.keys, &owner, &change.wanted_sealed)?;
    let holder = users::find_user_by_verified_email(&mut conn, &state.keys.email_index(&email.key())).await?;
    let letter = if let Some(holder) = &holder {
        already_yours(&holder.username, &state.config.http)
    } else {
        let expires_at = state.clock.now() + CONFIRMABLE;
        let link = draw(&mut conn, state, &change, "Confirm your address", "/verify", expires_at).await?;
        confirm_new_address(&owner.username, link)
    };
    letter.seal(Envelope { shop: &state.config.shop.name, to: email.as_str(), key }).map(Some)
}

/// Tells the old address what happened at `at`, with a link that takes it back.
pub(super) async fn tell_former(
    state: &AppState,
    key: &str,
    change: AddressChangeId,
    at: DateTime<Utc>,
) -> anyhow::Result<Option<Message>> {
    let mut conn = state.db.connection().await?;
    let Some(change) = find_change(&mut conn, change, Stage::Done, state.clock.now()).await? else {
        return Ok(None);
    };
    let Some(owner) = users::find_user(&mut conn, change.user).await? else { return Ok(None) };
    let sealed =
        change.former_sealed.as_deref().context("a change that can be undone has a former address")?;
    let email = SealedAddress::Former(change.id).open(&state.keys, &owner, sealed)?;
    let expires_at = state.clock.now() + UNDOABLE;
    let link = draw(&mut conn, state, &change, "Take the change back", "/undo", expires_at).await?;
    let letter = undo_address(&owner.username, at, link);
    letter.seal(Envelope { shop: &state.config.shop.name, to: email.as_str(), key }).map(Some)
}

async fn draw(
    conn: &mut Conn,
    state: &AppState,
    change: &AddressChange,
    label: &'static str,
    page: &str,
    expires_at: DateTime<Utc>,
) -> anyhow::Result<Link> {
    let token = token::draw()?;
    store_change_token(conn, change.id, &token::hash(&token), expires_at).await?;
    Ok(Link { label, address: state.config.http.public_address(&format!("{page}#t={token}")) })
}
