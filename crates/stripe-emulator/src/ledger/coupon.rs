//! Coupons: what is taken off a session. `POST /v1/coupons`, as far as the shop uses it: an amount, once.

use serde_json::{Value, json};

use super::{Cause, Ledger, Metadata, table::Row};
use crate::{
    error::ApiError,
    ids::{IdKind, new_id},
    money::known_currency,
    params::Param,
};

const KNOWN: [&str; 7] = ["amount_off", "currency", "duration", "expand", "id", "metadata", "name"];

/// One coupon.
#[derive(Clone, Debug)]
pub(crate) struct Coupon {
    pub(crate) id: String,
    pub(crate) created: i64,
    /// Minor units.
    pub(crate) amount_off: i64,
    pub(crate) currency: String,
    pub(crate) name: Option<String>,
    pub(crate) metadata: Metadata,
}

impl Row for Coupon {
    fn id(&self) -> &str {
        &self.id
    }
}

impl Coupon {
    /// Stripe's `coupon` object.
    pub(crate) fn json(&self) -> Value {
        json!({
            "id": self.id,
            "object": "coupon",
            "amount_off": self.amount_off,
            "created": self.created,
            "currency": self.currency,
            "duration": "once",
            "duration_in_months": null,
            "livemode": false,
            "max_redemptions": null,
            "metadata": self.metadata,
            "name": self.name,
            "percent_off": null,
            "redeem_by": null,
            "times_redeemed": 0,
            "valid": true,
        })
    }
}

impl Ledger {
    /// Makes a coupon. Refuses an id that is taken with `resource_already_exists`.
    pub(crate) fn create_coupon(&mut self, params: &Param<'_>, cause: &Cause) -> Result<Value, ApiError> {
        params.allow_only(&KNOWN)?;
        params.get("duration").one_of(&["once"])?;
        let (amount, currency, id) = (params.get("amount_off"), params.get("currency"), params.get("id"));
        let code = currency.required(currency.text()?)?;
        let coupon = Coupon {
            id: id.short_text(200)?.unwrap_or_else(|| new_id(IdKind::Coupon)),
            created: cause.now,
            amount_off: amount.required(amount.integer(1)?)?,
            currency: known_currency(code).ok_or_else(|| {
                let message = format!("Invalid currency: {code}. Stripe does not support this currency.");
                ApiError::parameter("parameter_invalid", "currency", message)
            })?,
            name: params.get("name").short_text(40)?,
            metadata: params.get("metadata").metadata()?,
        };
        if self.coupons.get(&coupon.id).is_some() {
            return Err(ApiError::state(
                Some("resource_already_exists"),
                "Coupon already exists.".to_owned(),
            ));
        }
        let shown = coupon.json();
        self.coupons.insert(coupon);
        self.emit("coupon.created", shown.clone(), None, cause);
        Ok(shown)
    }

    /// The coupon that a new session names, if it names one: Stripe takes one at most, of the session's currency.
    pub(super) fn read_discount(
        &self,
        discounts: &Param<'_>,
        currency: &str,
    ) -> Result<Option<Coupon>, ApiError> {
        let elements = discounts.elements()?;
        let Some(first) = elements.first() else {
            return Ok(None);
        };
        if elements.len() > 1 {
            let message = "You can pass at most 1 discount.".to_owned();
            return Err(ApiError::parameter("parameter_invalid", discounts.name(), message));
        }
        first.allow_only(&["coupon"])?;
        let named = first.get("coupon");
        let id = named.required(named.text()?)?;
        let coupon = self.coupons.get(id).ok_or_else(|| {
            // A thing that a call only refers to is a wrong parameter, not a wrong address.
            ApiError::parameter("resource_missing", named.name(), format!("No such coupon: '{id}'"))
        })?;
        if coupon.currency != currency {
            let message = "The coupon has another currency than the line items.".to_owned();
            return Err(ApiError::parameter("parameter_invalid", named.name(), message));
        }
        Ok(Some(coupon.clone()))
    }
}
