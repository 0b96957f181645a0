//! The decisions about shipping methods.

use securecart_db::{
    Conn,
    delivery::{self, MethodRecord},
};
use securecart_domain::ShippingMethodId;
use serde_json::{Value, json};

use super::{DeliveryError, shipping_method, terms::Terms};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
    http::etag::IfMatch,
};

type Access = Allowed<perm::WriteSettings>;

/// The most methods of a shop: shoppers see all of them at once.
const MOST: i64 = 50;

/// Makes a method.
pub(super) async fn create_method(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    terms: &Terms,
) -> Result<MethodRecord, DeliveryError> {
    if delivery::count_methods(tx).await? >= MOST {
        return Err(DeliveryError::Full);
    }
    let made = MethodRecord {
        id: ShippingMethodId::new(clock.uuid()),
        name: terms.name.as_str().to_owned(),
        description: terms.description.as_str().to_owned(),
        terms: terms.delivery.clone(),
        position: terms.position,
        version: 1,
        created_at: clock.now(),
    };
    delivery::insert_method(tx, &made).await?;
    record(access, tx, clock, "shipping_method_created", made.id, json!({ "after": told(&made) })).await?;
    find(tx, made.id).await
}

/// Replaces what a method says, if it still is what the caller saw.
pub(super) async fn update_method(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ShippingMethodId,
    if_match: &IfMatch,
    terms: &Terms,
) -> Result<MethodRecord, DeliveryError> {
    let before = find_version(tx, id, if_match).await?;
    let after = MethodRecord {
        name: terms.name.as_str().to_owned(),
        description: terms.description.as_str().to_owned(),
        terms: terms.delivery.clone(),
        position: terms.position,
        ..before.clone()
    };
    if after == before {
        return Ok(before);
    }
    if !delivery::update_method(tx, clock.now(), &after).await? {
        return Err(DeliveryError::Stale);
    }
    let detail = json!({ "before": told(&before), "after": told(&after) });
    record(access, tx, clock, "shipping_method_updated", id, detail).await?;
    find(tx, id).await
}

/// Removes a method. Orders keep what they say of it.
pub(super) async fn delete_method(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ShippingMethodId,
    if_match: &IfMatch,
) -> Result<(), DeliveryError> {
    let before = find_version(tx, id, if_match).await?;
    if !delivery::delete_method(tx, id, before.version).await? {
        return Err(DeliveryError::Stale);
    }
    record(access, tx, clock, "shipping_method_deleted", id, json!({ "before": told(&before) })).await
}

/// What a method says, for the audit log.
fn told(method: &MethodRecord) -> Value {
    json!(shipping_method(method.clone()).terms)
}

async fn find(tx: &mut Conn, id: ShippingMethodId) -> Result<MethodRecord, DeliveryError> {
    delivery::find_method(tx, id).await?.ok_or(DeliveryError::NotFound)
}

async fn find_version(
    tx: &mut Conn,
    id: ShippingMethodId,
    if_match: &IfMatch,
) -> Result<MethodRecord, DeliveryError> {
    let found = find(tx, id).await?;
    if_match.require(found.version).map_err(|_| DeliveryError::Stale)?;
    Ok(found)
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: ShippingMethodId,
    detail: Value,
) -> Result<(), DeliveryError> {
    let (object_kind, object_key) = ("shipping_method", id.to_string());
    let entry = Entry { event, object_kind, object_key, outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
