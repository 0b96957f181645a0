//! The rules for what a shopper asks for at checkout.

use securecart_domain::{
    AddressId, Money, ShippingMethodId,
    accounts::{AddressText, Email, PostalAddress},
    catalog::PlainText,
};
use securecart_dto::{
    FieldError,
    addresses::AddressFields,
    checkout::{CheckoutRequest, DeliveryChoice},
};
use url::Url;

use super::CheckoutError;
use crate::http::fields::Fields;

/// The longest note in characters.
const MAX_NOTE: usize = 500;
const ACCEPT: &str = "accept the terms to go on";

/// A request that keeps the rules which need no database.
#[derive(Clone)]
pub(crate) struct Wishes {
    pub(super) expected_total: Option<Money>,
    pub(super) email: Option<Email>,
    pub(super) delivery: Option<Choice>,
    pub(super) billing_address: Option<PostalAddress>,
    pub(super) note: String,
    pub(super) terms_accepted: bool,
}

/// A method, and where it is to deliver to.
#[derive(Clone)]
pub(super) struct Choice {
    pub(super) method: ShippingMethodId,
    pub(super) to: Option<ChosenAddress>,
}

/// Where an order is to go.
#[derive(Clone)]
pub(super) enum ChosenAddress {
    /// An address that was typed.
    Typed(Box<PostalAddress>),
    /// One of the shopper's address book.
    Saved(AddressId),
}

impl TryFrom<CheckoutRequest> for Wishes {
    type Error = Vec<FieldError>;

    fn try_from(request: CheckoutRequest) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let email = fields.take_optional("/email", request.email.as_deref().map(Email::parse));
        let delivery = choice(&mut fields, request.delivery);
        let billing = address(&mut fields, "/billing_address", request.billing_address);
        let note =
            fields.take("/note", PlainText::paragraphs(request.note.as_deref().unwrap_or(""), MAX_NOTE));
        if request.terms_accepted == Some(false) {
            fields.add("/terms_accepted", "required", ACCEPT);
        }
        match (email, delivery, billing, note, fields.finish()) {
            (Some(email), Ok(delivery), Ok(billing_address), Some(note), Ok(())) => Ok(Self {
                expected_total: request.expected_total,
                email,
                delivery,
                billing_address,
                note: note.as_str().to_owned(),
                terms_accepted: request.terms_accepted == Some(true),
            }),
            (.., errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

impl Wishes {
    /// Refuses a buyer who has not accepted the terms that the shop has.
    pub(super) fn accept(&self, terms: Option<&Url>) -> Result<(), CheckoutError> {
        if terms.is_none() || self.terms_accepted {
            return Ok(());
        }
        Err(CheckoutError::Refused(Box::new(FieldError::new("/terms_accepted", "required", ACCEPT))))
    }
}

/// Something does not keep the rules, and that was noted.
struct Wrong;

fn choice(fields: &mut Fields, asked: Option<DeliveryChoice>) -> Result<Option<Choice>, Wrong> {
    let Some(asked) = asked else { return Ok(None) };
    let typed = address(fields, "/delivery/address", asked.address)?;
    if typed.is_some() && asked.address_id.is_some() {
        fields.add(
            "/delivery/address_id",
            "one_of",
            "give an address, or one of your address book, not both",
        );
        return Err(Wrong);
    }
    let typed = typed.map(|address| ChosenAddress::Typed(Box::new(address)));
    let to = typed.or_else(|| asked.address_id.map(ChosenAddress::Saved));
    Ok(Some(Choice { method: asked.method_id, to }))
}

fn address(
    fields: &mut Fields,
    pointer: &str,
    asked: Option<AddressFields>,
) -> Result<Option<PostalAddress>, Wrong> {
    let Some(asked) = asked else { return Ok(None) };
    match PostalAddress::parse(&AddressText::from(asked)) {
        Ok(address) => Ok(Some(address)),
        Err(wrong) => {
            for (part, error) in wrong {
                fields.add(&format!("{pointer}/{part}"), "invalid", error);
            }
            Err(Wrong)
        }
    }
}
