//! Accounts, their permissions and their sessions.

pub mod address_changes;
pub mod devices;
pub mod passkeys;
pub mod people;
pub mod permissions;
pub mod roles;
pub mod second_factor;
pub mod sessions;
pub mod users;

use chrono::{DateTime, Utc};
use securecart_domain::{SessionId, UserId, VisitorId};

use crate::keys::{NewDataKey, SealedEmail, WrappedKey};

/// Whose cart or checkout it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A signed-in customer's.
    Customer(UserId),
    /// A guest's, known by the session alone.
    Visitor(VisitorId),
}

/// An account as the server knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserRecord {
    /// Its id.
    pub id: UserId,
    /// The name it is known by.
    pub username: String,
    /// Where mail goes and what its owner is called; only the keys of the shop open it.
    pub sealed: SealedPerson,
    /// When the address was confirmed.
    pub email_verified_at: Option<DateTime<Utc>>,
    /// PHC string.
    pub password_hash: String,
    /// Sessions of an older version are dead.
    pub security_version: i64,
    /// When it was shut.
    pub disabled_at: Option<DateTime<Utc>>,
    /// When too many failed sign-ins shut the password; setting another one opens it.
    pub password_disabled_at: Option<DateTime<Utc>>,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
}

impl UserRecord {
    /// Whether the right password opens the account: neither it nor its password is shut.
    pub fn may_sign_in_by_password(&self) -> bool {
        self.disabled_at.is_none() && self.password_disabled_at.is_none()
    }
}

/// What is known of an account's owner, sealed with the account's own key. Erased accounts have neither.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SealedPerson {
    /// The account's key, wrapped.
    pub key: Option<WrappedKey>,
    /// The address.
    pub email: Option<Vec<u8>>,
    /// What the address is found by.
    pub email_index: Option<Vec<u8>>,
    /// The name for deliveries and invoices; none if none was given.
    pub full_name: Option<Vec<u8>>,
}

/// An account to be opened.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Its id.
    pub id: UserId,
    /// The name as its owner writes it.
    pub username: String,
    /// The name as uniqueness is judged.
    pub username_key: String,
    /// The key of its personal data.
    pub key: NewDataKey,
    /// The address to send to, sealed with it.
    pub email: SealedEmail,
    /// Set where somebody vouches for the address.
    pub email_verified_at: Option<DateTime<Utc>>,
    /// PHC string of argon2id.
    pub password_hash: String,
    /// Now.
    pub now: DateTime<Utc>,
}

/// When the owner of the account last proved to be the owner, in one session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Confirmed {
    /// The password was right.
    pub authenticated_at: Option<DateTime<Utc>>,
    /// The second factor was right.
    pub second_factor_at: Option<DateTime<Utc>>,
}

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// What lists of sessions show.
    pub id: SessionId,
    /// SHA-256 of the token.
    pub token_hash: Vec<u8>,
    /// The account it belongs to, with the version of its security data; none for guests.
    pub account: Option<(UserId, i64)>,
    /// What it remembers.
    pub state: serde_json::Value,
    /// The network address it was opened from.
    pub address: String,
    /// What the client called itself then.
    pub user_agent: String,
    /// What was proved at sign-in.
    pub confirmed: Confirmed,
    /// Now.
    pub now: DateTime<Utc>,
    /// When it ends unused.
    pub idle_expires_at: DateTime<Utc>,
    /// When it ends in any case.
    pub expires_at: DateTime<Utc>,
}

/// A session that is alive.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveSession {
    /// Which one; stays the same when its token changes.
    pub id: SessionId,
    /// What it remembers.
    pub state: serde_json::Value,
    /// When it was last used, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// The account it belongs to; none for guests.
    pub user: Option<UserId>,
    /// What was proved in it, and when.
    pub confirmed: Confirmed,
}
