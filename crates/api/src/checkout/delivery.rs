//! How the order of a checkout reaches its buyer.

use securecart_db::{
    Conn,
    accounts::{Owner, users},
    addresses::find_address_for_customer,
    delivery::{MethodRecord, list_active_methods},
    orders::{OrderDelivery, OrderTax},
};
use securecart_domain::{
    AddressId, Currency,
    accounts::{AddressText, PostalAddress},
    delivery::{Destination, MethodKind},
    pricing::{ShippingRate, Tax},
    taxes::TaxRule,
};
use securecart_dto::FieldError;

use super::{
    CheckoutError,
    wishes::{Choice, ChosenAddress, Wishes},
};
use crate::{
    addresses::{AddressDetails, open_address},
    delivery::{Places, tax_at},
    keys::Keys,
};

/// What was chosen, with what it costs.
pub(super) struct Delivery {
    method: Option<MethodRecord>,
    tax: Option<TaxRule>,
    pub(super) places: Places,
}

/// Whose order it is, and where the shop is.
#[derive(Clone, Copy)]
pub(super) struct Setting {
    pub(super) owner: Owner,
    pub(super) currency: Currency,
    pub(super) home: Option<Destination>,
}

impl Delivery {
    /// What sending costs.
    pub(super) fn rate(&self) -> Option<ShippingRate> {
        self.method.as_ref().map(|method| method.terms.rate)
    }

    /// The tax of the place.
    pub(super) fn tax(&self) -> Option<Tax> {
        self.tax.as_ref().map(|rule| rule.tax)
    }

    /// The method, for the order.
    pub(super) fn snapshot(&self) -> Option<OrderDelivery> {
        self.method.as_ref().map(|method| OrderDelivery {
            method_id: Some(method.id),
            name: method.name.clone(),
            kind: method.terms.kind,
            estimate: method.terms.estimate,
        })
    }

    /// The tax, for the order.
    pub(super) fn tax_snapshot(&self) -> Option<OrderTax> {
        self.tax.as_ref().map(|rule| OrderTax { name: rule.name.clone(), rate: rule.tax.rate })
    }
}

/// Finds what the shopper asks for. A shop without methods asks for none; where nothing was chosen, the order is
/// collected. Refuses methods that are not offered or do not serve the place, and addresses of others as if they did not
/// exist.
pub(super) async fn resolve(
    tx: &mut Conn,
    keys: &Keys,
    setting: Setting,
    wishes: &Wishes,
) -> Result<Delivery, CheckoutError> {
    let methods = list_active_methods(tx, setting.currency).await?;
    let method = chosen(methods, wishes.delivery.as_ref())?;
    let ships = method.as_ref().is_some_and(|method| method.terms.kind == MethodKind::Ship);
    let to = wishes.delivery.as_ref().and_then(|choice| choice.to.as_ref());
    let address = match (ships, to) {
        (false, None) => None,
        (false, Some(_)) => {
            return Err(refused("/delivery", "no_address", "What is collected needs no address."));
        }
        (true, None) => return Err(refused("/delivery/address", "required", "Say where it goes.")),
        (true, Some(to)) => Some(find_address(tx, keys, setting.owner, to).await?),
    };
    let place = address.as_ref().and_then(Destination::of);
    if let (Some(method), Some(place)) = (method.as_ref().filter(|_| ships), place)
        && !method.terms.serves(Some(place.country))
    {
        let detail = format!("{} does not deliver to {}. Choose another way.", method.name, place.country);
        return Err(refused("/delivery/method_id", "not_there", &detail));
    }
    let tax = tax_at(tx, if ships { place } else { setting.home }).await?;
    let places = Places {
        address: address.as_ref().map(AddressDetails::from),
        billing_address: wishes.billing_address.as_ref().map(AddressDetails::from),
        note: wishes.note.clone(),
    };
    Ok(Delivery { method, tax, places })
}

fn chosen(
    methods: Vec<MethodRecord>,
    choice: Option<&Choice>,
) -> Result<Option<MethodRecord>, CheckoutError> {
    let (offered, mut methods) = (!methods.is_empty(), methods.into_iter());
    match choice {
        None if !offered => Ok(None),
        None => match methods.find(|method| method.terms.kind == MethodKind::Pickup) {
            Some(pickup) => Ok(Some(pickup)),
            None => Err(refused("/delivery", "required", "Choose how the order reaches you.")),
        },
        Some(choice) => match methods.find(|method| method.id == choice.method) {
            Some(method) => Ok(Some(method)),
            None => {
                Err(refused("/delivery/method_id", "unknown", "This way is not offered. Choose another one."))
            }
        },
    }
}

async fn find_address(
    tx: &mut Conn,
    keys: &Keys,
    owner: Owner,
    to: &ChosenAddress,
) -> Result<PostalAddress, CheckoutError> {
    let id = match to {
        ChosenAddress::Typed(address) => return Ok((**address).clone()),
        ChosenAddress::Saved(id) => *id,
    };
    let text = saved(tx, keys, owner, id).await?;
    let text = text.ok_or_else(|| {
        refused("/delivery/address_id", "unknown", "There is no such address in your address book.")
    })?;
    PostalAddress::parse(&text).map_err(|_| {
        let detail = "This address lacks something that its country needs. Change it in your address book.";
        refused("/delivery/address_id", "incomplete", detail)
    })
}

/// An address of the shopper's own book; guests have none.
async fn saved(
    tx: &mut Conn,
    keys: &Keys,
    owner: Owner,
    id: AddressId,
) -> Result<Option<AddressText>, CheckoutError> {
    let Owner::Customer(customer) = owner else { return Ok(None) };
    let Some(record) = find_address_for_customer(tx, customer, id).await? else { return Ok(None) };
    let Some(user) = users::find_user(tx, customer).await? else { return Ok(None) };
    Ok(Some(AddressDetails::from(open_address(&keys.key_of(&user)?, record)?).into()))
}

fn refused(pointer: &str, code: &str, detail: &str) -> CheckoutError {
    CheckoutError::Refused(Box::new(FieldError::new(pointer, code, detail)))
}
