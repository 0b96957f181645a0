//! The decisions about tax rates.

use securecart_db::{
    Conn,
    taxes::{self, TaxRateRecord},
};
use securecart_domain::TaxRateId;
use serde_json::{Value, json};

use super::{TaxError, tax_rate, terms::Terms};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
    http::etag::IfMatch,
};

type Access = Allowed<perm::WriteSettings>;

/// Makes a rate.
pub(super) async fn create_rate(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    terms: &Terms,
) -> Result<TaxRateRecord, TaxError> {
    let made = TaxRateRecord {
        id: TaxRateId::new(clock.uuid()),
        rule: terms.0.clone(),
        version: 1,
        created_at: clock.now(),
    };
    taxes::insert_tax_rate(tx, &made).await?;
    record(access, tx, clock, "tax_rate_created", made.id, json!({ "after": told(&made) })).await?;
    find(tx, made.id).await
}

/// Replaces what a rate says, if it still is what the caller saw.
pub(super) async fn update_rate(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: TaxRateId,
    if_match: &IfMatch,
    terms: &Terms,
) -> Result<TaxRateRecord, TaxError> {
    let before = find_version(tx, id, if_match).await?;
    let after = TaxRateRecord { rule: terms.0.clone(), ..before.clone() };
    if after == before {
        return Ok(before);
    }
    if !taxes::update_tax_rate(tx, clock.now(), &after).await? {
        return Err(TaxError::Stale);
    }
    let detail = json!({ "before": told(&before), "after": told(&after) });
    record(access, tx, clock, "tax_rate_updated", id, detail).await?;
    find(tx, id).await
}

/// Removes a rate. Orders keep what they say of it.
pub(super) async fn delete_rate(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: TaxRateId,
    if_match: &IfMatch,
) -> Result<(), TaxError> {
    let before = find_version(tx, id, if_match).await?;
    if !taxes::delete_tax_rate(tx, id, before.version).await? {
        return Err(TaxError::Stale);
    }
    record(access, tx, clock, "tax_rate_deleted", id, json!({ "before": told(&before) })).await
}

/// What a rate says, for the audit log.
fn told(method: &TaxRateRecord) -> Value {
    json!(tax_rate(method.clone()).terms)
}

async fn find(tx: &mut Conn, id: TaxRateId) -> Result<TaxRateRecord, TaxError> {
    taxes::find_tax_rate(tx, id).await?.ok_or(TaxError::NotFound)
}

async fn find_version(tx: &mut Conn, id: TaxRateId, if_match: &IfMatch) -> Result<TaxRateRecord, TaxError> {
    let found = find(tx, id).await?;
    if_match.require(found.version).map_err(|_| TaxError::Stale)?;
    Ok(found)
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: TaxRateId,
    detail: Value,
) -> Result<(), TaxError> {
    let (object_kind, object_key) = ("tax_rate", id.to_string());
    let entry = Entry { event, object_kind, object_key, outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
