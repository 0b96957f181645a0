//! What an address says, as JSON in an envelope.

use securecart_db::addresses::AddressRecord;
use securecart_domain::{
    AddressId,
    accounts::{AddressText, Country, PostalAddress},
};
use securecart_dto::addresses::Address;
use securecart_keys::{Key, KeyError, Place};
use serde::{Deserialize, Serialize};

/// The parts of an address; one that a later version adds is empty in older envelopes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct AddressDetails {
    name: String,
    company: String,
    line1: String,
    line2: String,
    city: String,
    region: String,
    postcode: String,
    country: String,
    phone: String,
}

fn place(id: AddressId) -> Place {
    Place::new("addresses", "details_sealed", id)
}

/// Seals what an address says.
pub(super) fn seal(key: &Key, id: AddressId, address: &PostalAddress) -> Result<Vec<u8>, KeyError> {
    let details = AddressDetails::from(address);
    let json = serde_json::to_vec(&details).map_err(|_| KeyError::Unreadable)?;
    key.seal(&place(id), &json)
}

/// Opens a stored address with its customer's key.
pub(crate) fn open(key: &Key, record: AddressRecord) -> Result<Address, KeyError> {
    let json = key.open(&place(record.id), &record.details_sealed)?;
    let details: AddressDetails = serde_json::from_slice(&json).map_err(|_| KeyError::Unreadable)?;
    Ok(Address {
        id: record.id,
        name: details.name,
        company: details.company,
        line1: details.line1,
        line2: details.line2,
        city: details.city,
        region: details.region,
        postcode: details.postcode,
        country: details.country,
        phone: details.phone,
        default_shipping: record.default_shipping,
        default_billing: record.default_billing,
        updated_at: record.updated_at,
    })
}

impl From<&PostalAddress> for AddressDetails {
    fn from(address: &PostalAddress) -> Self {
        let text = address.text().clone();
        Self {
            name: text.name,
            company: text.company,
            line1: text.line1,
            line2: text.line2,
            city: text.city,
            region: text.region,
            postcode: text.postcode,
            country: text.country,
            phone: text.phone,
        }
    }
}

impl From<Address> for AddressDetails {
    fn from(address: Address) -> Self {
        Self {
            name: address.name,
            company: address.company,
            line1: address.line1,
            line2: address.line2,
            city: address.city,
            region: address.region,
            postcode: address.postcode,
            country: address.country,
            phone: address.phone,
        }
    }
}

/// What it says, to be judged again or told.
impl From<AddressDetails> for AddressText {
    fn from(details: AddressDetails) -> Self {
        Self {
            name: details.name,
            company: details.company,
            line1: details.line1,
            line2: details.line2,
            city: details.city,
            region: details.region,
            postcode: details.postcode,
            country: details.country,
            phone: details.phone,
        }
    }
}

impl AddressDetails {
    /// What stands on a parcel, line by line.
    pub(crate) fn lines(&self) -> Vec<String> {
        let town = format!("{} {}", self.postcode, self.city);
        let country =
            Country::parse(&self.country).map_or_else(|_| self.country.as_str(), |known| known.name());
        let all: [&str; 8] =
            [&self.name, &self.company, &self.line1, &self.line2, &town, &self.region, country, &self.phone];
        all.into_iter().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
    }
}
