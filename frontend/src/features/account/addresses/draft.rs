use leptos::prelude::*;
use securecart_domain::accounts::{AddressText, PostalAddress};
use securecart_dto::addresses::{Address, NewAddressRequest, UpdateAddressRequest};

use super::fields::AddressPointers;
use crate::forms::FieldErrors;

/// The fields of an address, from top to bottom.
pub(super) const FIELDS: &[&str] = &[
    "/country",
    "/name",
    "/company",
    "/line1",
    "/line2",
    "/postcode",
    "/city",
    "/region",
    "/phone",
    "/default_shipping",
    "/default_billing",
];

/// Where they stand in the request.
pub(super) const BOOK: AddressPointers = AddressPointers {
    filled_as: "",
    name: "/name",
    company: "/company",
    line1: "/line1",
    line2: "/line2",
    city: "/city",
    region: "/region",
    postcode: "/postcode",
    country: "/country",
    phone: "/phone",
};

/// What is typed and ticked.
#[derive(Clone, Copy)]
pub struct AddressDraft {
    pub(crate) name: RwSignal<String>,
    pub(crate) company: RwSignal<String>,
    pub(crate) line1: RwSignal<String>,
    pub(crate) line2: RwSignal<String>,
    pub(crate) city: RwSignal<String>,
    pub(crate) region: RwSignal<String>,
    pub(crate) postcode: RwSignal<String>,
    pub(crate) country: RwSignal<String>,
    pub(crate) phone: RwSignal<String>,
    pub(crate) shipping: RwSignal<bool>,
    pub(crate) billing: RwSignal<bool>,
}

impl AddressDraft {
    /// The address as it is; nothing yet for a new one.
    pub fn of(address: Option<&Address>) -> Self {
        let text =
            |part: fn(&Address) -> &String| RwSignal::new(address.map(part).cloned().unwrap_or_default());
        let flag = |part: fn(&Address) -> bool| RwSignal::new(address.is_some_and(part));
        Self {
            name: text(|address| &address.name),
            company: text(|address| &address.company),
            line1: text(|address| &address.line1),
            line2: text(|address| &address.line2),
            city: text(|address| &address.city),
            region: text(|address| &address.region),
            postcode: text(|address| &address.postcode),
            country: text(|address| &address.country),
            phone: text(|address| &address.phone),
            shipping: flag(|address| address.default_shipping),
            billing: flag(|address| address.default_billing),
        }
    }

    /// The address to be added, by the server's rules.
    pub(super) fn check(self, errors: &mut FieldErrors) -> Option<NewAddressRequest> {
        self.check_at(&BOOK, errors).map(|text| self.request(text))
    }

    /// What is typed, by the server's rules; what is wrong is noted where its parts stand in the request.
    pub fn check_at(self, at: &AddressPointers, errors: &mut FieldErrors) -> Option<AddressText> {
        let typed = AddressText {
            name: self.name.get_untracked(),
            company: self.company.get_untracked(),
            line1: self.line1.get_untracked(),
            line2: self.line2.get_untracked(),
            city: self.city.get_untracked(),
            region: self.region.get_untracked(),
            postcode: self.postcode.get_untracked(),
            country: self.country.get_untracked(),
            phone: self.phone.get_untracked(),
        };
        let wrong = match PostalAddress::parse(&typed) {
            Ok(address) => return Some(address.text().clone()),
            Err(wrong) => wrong,
        };
        for (part, error) in wrong {
            errors.add(at.of(part), error);
        }
        None
    }

    /// The whole address as a change.
    pub(super) fn check_change(self, errors: &mut FieldErrors) -> Option<UpdateAddressRequest> {
        let new = self.check(errors)?;
        Some(UpdateAddressRequest {
            name: Some(new.name),
            company: Some(new.company),
            line1: Some(new.line1),
            line2: Some(new.line2),
            city: Some(new.city),
            region: Some(new.region),
            postcode: Some(new.postcode),
            country: Some(new.country),
            phone: Some(new.phone),
            default_shipping: Some(new.default_shipping),
            default_billing: Some(new.default_billing),
        })
    }

    fn request(self, text: AddressText) -> NewAddressRequest {
        NewAddressRequest {
            name: text.name,
            company: text.company,
            line1: text.line1,
            line2: text.line2,
            city: text.city,
            region: text.region,
            postcode: text.postcode,
            country: text.country,
            phone: text.phone,
            default_shipping: self.shipping.get_untracked(),
            default_billing: self.billing.get_untracked(),
        }
    }
}
