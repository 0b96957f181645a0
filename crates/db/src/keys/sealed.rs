//! Sealed values of rows, as they are stored.

use super::{NewDataKey, WrappedKey};

/// A sealed value together with the key that it was sealed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedValue {
    /// The key, wrapped.
    pub key: WrappedKey,
    /// The envelope.
    pub bytes: Vec<u8>,
}

impl SealedValue {
    /// Of columns that are there together or not at all.
    pub(crate) fn of(key: Option<WrappedKey>, bytes: Option<Vec<u8>>) -> Option<Self> {
        Some(Self { key: key?, bytes: bytes? })
    }
}

/// An address to be stored.
#[derive(Clone, Debug)]
pub struct SealedEmail {
    /// The envelope.
    pub bytes: Vec<u8>,
    /// What it is found by.
    pub index: [u8; 32],
}

/// The key that an order's address is sealed with.
#[derive(Clone, Debug)]
pub enum OrderKey {
    /// One that is stored already: its customer's, or its own.
    Customers(uuid::Uuid),
    /// One of its own, to be stored with it.
    Own(NewDataKey),
}
