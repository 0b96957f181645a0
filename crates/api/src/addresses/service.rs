//! The decisions about addresses. All of them are made under the lock of the customer's row.

use securecart_db::{
    Conn,
    accounts::{UserRecord, people::lock_person, users},
    addresses::{self, Defaults},
};
use securecart_domain::{
    AddressId, UserId,
    accounts::{AddressText, PostalAddress},
};
use securecart_dto::{
    FieldError,
    addresses::{Address, UpdateAddressRequest},
};
use serde_json::json;

use super::{
    AddressError,
    details::{self, AddressDetails},
};
use crate::{
    audit::{self, Entry, Outcome},
    auth::Actor,
    state::AppState,
};

/// The most addresses of one customer.
const MOST: i64 = 20;

/// Judges an address; what is wrong is told by the field's name.
pub(super) fn judge(text: &AddressText) -> Result<PostalAddress, Vec<FieldError>> {
    let error = |(part, error): (&str, _)| FieldError::new(format!("/{part}"), "invalid", error);
    PostalAddress::parse(text).map_err(|wrong| wrong.into_iter().map(error).collect())
}

async fn owner(tx: &mut Conn, id: UserId) -> Result<UserRecord, AddressError> {
    lock_person(tx, id).await?.ok_or(AddressError::NotFound)?;
    users::find_user(tx, id).await?.ok_or(AddressError::NotFound)
}

/// Adds an address. The first one is where orders go and what invoices name, whatever was asked for.
pub(super) async fn create_address(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    address: &PostalAddress,
    asked: Defaults,
) -> Result<Address, AddressError> {
    let key = state.keys.key_of(&owner(tx, user).await?)?;
    let count = addresses::count_addresses_for_customer(tx, user).await?;
    if count >= MOST {
        return Err(AddressError::Full);
    }
    let (id, now) = (AddressId::new(state.clock.uuid()), state.clock.now());
    let defaults = if count == 0 { Defaults { shipping: true, billing: true } } else { asked };
    let sealed = details::seal(&key, id, address)?;
    addresses::insert_address(tx, user, id, &sealed, defaults, now).await?;
    record(tx, state, actor, "address_created", id).await?;
    let stored = addresses::find_address_for_customer(tx, user, id).await?.ok_or(AddressError::NotFound)?;
    Ok(details::open(&key, stored)?)
}

/// Changes parts of an address; the whole of it has to keep the rules afterwards.
pub(super) async fn update_address(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    id: AddressId,
    change: UpdateAddressRequest,
) -> Result<Address, AddressError> {
    let key = state.keys.key_of(&owner(tx, user).await?)?;
    let stored = addresses::find_address_for_customer(tx, user, id).await?.ok_or(AddressError::NotFound)?;
    let defaults = Defaults {
        shipping: change.default_shipping.unwrap_or(stored.default_shipping),
        billing: change.default_billing.unwrap_or(stored.default_billing),
    };
    let text = merge(AddressDetails::from(details::open(&key, stored)?).into(), change);
    let address = judge(&text).map_err(AddressError::Invalid)?;
    let sealed = details::seal(&key, id, &address)?;
    if !addresses::update_address_for_customer(tx, user, id, &sealed, defaults, state.clock.now()).await? {
        return Err(AddressError::NotFound);
    }
    record(tx, state, actor, "address_updated", id).await?;
    let stored = addresses::find_address_for_customer(tx, user, id).await?.ok_or(AddressError::NotFound)?;
    Ok(details::open(&key, stored)?)
}

fn merge(was: AddressText, change: UpdateAddressRequest) -> AddressText {
    AddressText {
        name: change.name.unwrap_or(was.name),
        company: change.company.unwrap_or(was.company),
        line1: change.line1.unwrap_or(was.line1),
        line2: change.line2.unwrap_or(was.line2),
        city: change.city.unwrap_or(was.city),
        region: change.region.unwrap_or(was.region),
        postcode: change.postcode.unwrap_or(was.postcode),
        country: change.country.unwrap_or(was.country),
        phone: change.phone.unwrap_or(was.phone),
    }
}

/// Removes an address.
pub(super) async fn delete_address(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    user: UserId,
    id: AddressId,
) -> Result<(), AddressError> {
    if !addresses::delete_address_for_customer(tx, user, id).await? {
        return Err(AddressError::NotFound);
    }
    record(tx, state, actor, "address_deleted", id).await
}

async fn record(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    event: &'static str,
    id: AddressId,
) -> Result<(), AddressError> {
    let entry = Entry {
        event,
        object_kind: "address",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail: json!({}),
    };
    Ok(audit::record(tx, state.clock.now(), actor, entry).await?)
}
