//! Where an order goes and what its buyer has to say of it, as JSON in an envelope.

use securecart_db::keys::SealedValue;
use securecart_domain::OrderId;
use securecart_keys::KeyError;
use serde::{Deserialize, Serialize};

use crate::{
    addresses::AddressDetails,
    keys::{Keys, OrderSeal},
};

/// The places of an order; what a later version adds is empty in older envelopes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Places {
    /// Where it goes; none if it is collected.
    pub(crate) address: Option<AddressDetails>,
    /// What the invoice names, if that is not where it goes.
    pub(crate) billing_address: Option<AddressDetails>,
    /// What the buyer has to say; may be empty.
    pub(crate) note: String,
}

impl Places {
    /// Whether there is anything to be kept.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Seals them; nothing, if there is nothing.
    pub(crate) fn seal(&self, seal: &OrderSeal, order: OrderId) -> Result<Option<Vec<u8>>, KeyError> {
        if self.is_empty() {
            return Ok(None);
        }
        let json = serde_json::to_vec(self).map_err(|_| KeyError::Unreadable)?;
        seal.seal_delivery(order, &json).map(Some)
    }

    /// Opens those of an order; nothing where there are none (any more).
    pub(crate) fn open(keys: &Keys, order: OrderId, sealed: Option<&SealedValue>) -> Result<Self, KeyError> {
        let Some(sealed) = sealed else { return Ok(Self::default()) };
        let json = keys.open_order_delivery(order, sealed)?;
        serde_json::from_slice(&json).map_err(|_| KeyError::Unreadable)
    }
}
