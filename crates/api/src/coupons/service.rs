//! The decisions about coupons.

use securecart_db::{
    Conn,
    coupons::{self, CouponRecord},
};
use securecart_domain::{CouponId, Currency, Money, pricing::Discount};
use securecart_dto::FieldError;
use serde_json::{Value, json};

use super::{CouponError, create_coupon::CouponDraft, summary, terms::Terms};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm, token::random_bytes},
    http::{ApiError, etag::IfMatch},
};

type Access = Allowed<perm::WriteCoupons>;

/// What drawn codes are made of: no letters or digits that are taken for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Twelve of them are sixty bits: nobody guesses one, at ten tries an hour.
const DRAWN_LENGTH: usize = 12;

/// A coupon takes off and asks for amounts in the shop's currency alone.
pub(super) fn refuse_other_currencies(draft: &CouponDraft, currency: Currency) -> Result<(), ApiError> {
    if let Discount::Amount(amount) = draft.discount {
        refuse_other(amount, "/discount/amount", currency)?;
    }
    refuse_other_minimum(&draft.terms, "/terms/minimum", currency)
}

/// The same for the minimum alone.
pub(super) fn refuse_other_minimum(terms: &Terms, pointer: &str, currency: Currency) -> Result<(), ApiError> {
    terms.amounts().map_or(Ok(()), |minimum| refuse_other(minimum, pointer, currency))
}

fn refuse_other(amount: Money, pointer: &str, currency: Currency) -> Result<(), ApiError> {
    if amount.currency() == currency {
        return Ok(());
    }
    let pointer = format!("{pointer}/currency");
    Err(ApiError::invalid(vec![FieldError::new(
        pointer,
        "other_currency",
        format!("The shop sells in {currency}."),
    )]))
}

/// Makes a coupon.
pub(super) async fn create_coupon(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    currency: Currency,
    draft: &CouponDraft,
) -> Result<CouponRecord, CouponError> {
    let code = match &draft.code {
        Some(code) => code.as_str().to_owned(),
        None => drawn_code()?,
    };
    let made = CouponRecord {
        id: CouponId::new(clock.uuid()),
        code,
        description: draft.terms.description.as_str().to_owned(),
        rule: draft.terms.rule(draft.discount),
        scope: draft.scope.clone(),
        used: 0,
        version: 1,
        created_at: clock.now(),
    };
    coupons::insert_coupon(tx, currency, &made).await?;
    let detail = json!({ "after": { "code": made.code, "discount": summary(&made.rule.discount), "terms": told(&made) } });
    record(access, tx, clock, "coupon_created", made.id, detail).await?;
    find(tx, made.id).await
}

/// Changes the terms of a coupon that still is what the caller saw.
pub(super) async fn update_coupon(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: CouponId,
    if_match: &IfMatch,
    terms: &Terms,
) -> Result<CouponRecord, CouponError> {
    let before = find(tx, id).await?;
    if_match.require(before.version).map_err(|_| CouponError::Stale)?;
    let after = CouponRecord {
        description: terms.description.as_str().to_owned(),
        rule: terms.rule(before.rule.discount),
        ..before.clone()
    };
    if after == before {
        return Ok(before);
    }
    coupons::update_coupon(tx, clock.now(), &after).await?;
    record(
        access,
        tx,
        clock,
        "coupon_updated",
        id,
        json!({ "before": told(&before), "after": told(&after) }),
    )
    .await?;
    find(tx, id).await
}

/// What can be changed, for the audit log.
fn told(coupon: &CouponRecord) -> Value {
    let rule = &coupon.rule;
    json!({
        "description": coupon.description, "active": rule.active, "minimum": rule.minimum,
        "starts_at": rule.starts_at, "ends_at": rule.ends_at,
        "max_uses": rule.max_uses, "max_uses_per_customer": rule.max_uses_per_customer,
    })
}

fn drawn_code() -> Result<String, CouponError> {
    let bytes = random_bytes::<DRAWN_LENGTH>()?;
    let sign = |byte: &u8| ALPHABET.get(usize::from(byte % 32)).copied().map_or('0', char::from);
    Ok(bytes.iter().map(sign).collect())
}

async fn find(tx: &mut Conn, id: CouponId) -> Result<CouponRecord, CouponError> {
    coupons::find_coupon(tx, id).await?.ok_or(CouponError::NotFound)
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: CouponId,
    detail: Value,
) -> Result<(), CouponError> {
    let entry =
        Entry { event, object_kind: "coupon", object_key: id.to_string(), outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
