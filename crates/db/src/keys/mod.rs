//! Wrapped data keys, and the names of the master keys that wrapped them. Nothing here opens anything.

mod data_keys;
mod master_keys;
mod rotation;
mod sealed;
mod unsealed;

use chrono::{DateTime, Utc};
use securecart_domain::UserId;
use uuid::Uuid;

pub use data_keys::{find_shop_key, insert_data_key, insert_shop_key};
pub use master_keys::{MasterKeyRecord, insert_master_key, list_master_keys, lock_master_keys};
pub use rotation::{
    MasterKeyUse, delete_other_master_keys, list_master_key_use, lock_keys_of_others, rewrap_keys,
};
pub use sealed::{OrderKey, SealedEmail, SealedValue};
pub use unsealed::{
    UnsealedOrder, UnsealedUser, close_unsealed, lock_unsealed_orders, lock_unsealed_users, seal_order,
    seal_user,
};

/// What a data key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPurpose {
    /// Secrets that belong to nobody; there is one.
    Shop,
    /// Blind indexes; there is one, and it seals nothing.
    Index,
    /// The data of one account.
    Customer(UserId),
    /// A guest's order.
    Order,
}

impl KeyPurpose {
    const fn word(self) -> &'static str {
        match self {
            Self::Shop => "shop",
            Self::Index => "index",
            Self::Customer(_) => "customer",
            Self::Order => "order",
        }
    }

    const fn user(self) -> Option<UserId> {
        match self {
            Self::Customer(user) => Some(user),
            _ => None,
        }
    }
}

/// A data key as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrappedKey {
    /// Its name.
    pub id: Uuid,
    /// The key, sealed by a master key.
    pub wrapped: Vec<u8>,
}

/// A data key to be stored.
#[derive(Clone, Debug)]
pub struct NewDataKey {
    /// The key, sealed by a master key.
    pub key: WrappedKey,
    /// What it is for.
    pub purpose: KeyPurpose,
    /// The master key that sealed it.
    pub master_key_id: Uuid,
    /// Now.
    pub now: DateTime<Utc>,
}
