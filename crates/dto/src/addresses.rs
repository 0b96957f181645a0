//! The address book of a customer.

use chrono::{DateTime, Utc};
use securecart_domain::{AddressId, accounts::AddressText};
use serde::{Deserialize, Serialize};

/// An address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Address {
    /// Its id.
    pub id: AddressId,
    /// Who gets what is sent there.
    pub name: String,
    /// The firm; may be empty.
    pub company: String,
    /// Street and number.
    pub line1: String,
    /// What else leads there; may be empty.
    pub line2: String,
    /// The town.
    pub city: String,
    /// State, province or county; may be empty.
    pub region: String,
    /// The postcode; may be empty.
    pub postcode: String,
    /// The country's code (ISO 3166-1 alpha-2).
    pub country: String,
    /// A number to call; may be empty.
    pub phone: String,
    /// Whether orders are sent there unless something else is chosen.
    pub default_shipping: bool,
    /// Whether invoices name it unless something else is chosen.
    pub default_billing: bool,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What an address says, where it is in no address book.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AddressFields {
    /// Who gets what is sent there, at most 120 characters as every line.
    pub name: String,
    /// The firm.
    #[serde(default)]
    pub company: String,
    /// Street and number.
    pub line1: String,
    /// What else leads there.
    #[serde(default)]
    pub line2: String,
    /// The town.
    pub city: String,
    /// State, province or county; some countries need it.
    #[serde(default)]
    pub region: String,
    /// The postcode; at most 16 characters, and in the form of its country.
    #[serde(default)]
    pub postcode: String,
    /// The country's code (ISO 3166-1 alpha-2).
    pub country: String,
    /// A number to call.
    #[serde(default)]
    pub phone: String,
}

impl From<AddressFields> for AddressText {
    fn from(fields: AddressFields) -> Self {
        Self {
            name: fields.name,
            company: fields.company,
            line1: fields.line1,
            line2: fields.line2,
            city: fields.city,
            region: fields.region,
            postcode: fields.postcode,
            country: fields.country,
            phone: fields.phone,
        }
    }
}

impl From<AddressText> for AddressFields {
    fn from(text: AddressText) -> Self {
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

/// An address to be added.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewAddressRequest {
    /// Who gets what is sent there, at most 120 characters as every line.
    pub name: String,
    /// The firm.
    #[serde(default)]
    pub company: String,
    /// Street and number.
    pub line1: String,
    /// What else leads there.
    #[serde(default)]
    pub line2: String,
    /// The town.
    pub city: String,
    /// State, province or county; some countries need it.
    #[serde(default)]
    pub region: String,
    /// The postcode; at most 16 characters, and in the form of its country.
    #[serde(default)]
    pub postcode: String,
    /// The country's code (ISO 3166-1 alpha-2).
    pub country: String,
    /// A number to call.
    #[serde(default)]
    pub phone: String,
    /// Takes the place of the address that orders were sent to. The first address has both places anyway.
    #[serde(default)]
    pub default_shipping: bool,
    /// Takes the place of the address that invoices named.
    #[serde(default)]
    pub default_billing: bool,
}

/// Changes to an address; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UpdateAddressRequest {
    /// Who gets what is sent there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The firm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line1: Option<String>,
    /// What else leads there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line2: Option<String>,
    /// The town.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    /// State, province or county.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// The postcode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<String>,
    /// The country's code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// A number to call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<String>,
    /// Whether orders are sent there unless something else is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_shipping: Option<bool>,
    /// Whether invoices name it unless something else is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_billing: Option<bool>,
}
