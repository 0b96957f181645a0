//! `POST /v1/checkout/sessions`: reading and checking what the shop asks for.

use serde_json::Value;

use super::{
    Cause, Ledger, Line,
    session::{IntentData, Session, SessionStatus},
};
use crate::{
    error::ApiError,
    ids::{IdKind, new_id},
    money::known_currency,
    params::Param,
};

/// Smallest total that Stripe charges, in minor units.
const SMALLEST_TOTAL: i64 = 50;
const LARGEST_TOTAL: i64 = 99_999_999;
const MOST_LINES: usize = 100;
const SHORTEST_LIFE_SECONDS: i64 = 30 * 60;
const LONGEST_LIFE_SECONDS: i64 = 24 * 60 * 60;

const KNOWN: [&str; 17] = [
    "cancel_url",
    "client_reference_id",
    "customer_creation",
    "customer_email",
    "discounts",
    "expand",
    "expires_at",
    "line_items",
    "locale",
    "metadata",
    "mode",
    "origin_context",
    "payment_intent_data",
    "payment_method_types",
    "submit_type",
    "success_url",
    "ui_mode",
];

impl Ledger {
    /// Makes a session, or refuses with the parameter that is wrong.
    pub(crate) fn create_session(&mut self, params: &Param<'_>, cause: &Cause) -> Result<Value, ApiError> {
        params.allow_only(&KNOWN)?;
        check_mode(params)?;
        let lines = read_lines(&params.get("line_items"), cause.now)?;
        let currency = one_currency(&lines)?;
        let discount = self.read_discount(&params.get("discounts"), &currency)?;
        let subtotal = sum(&lines)?;
        // A coupon takes off as much as there is.
        let taken_off = discount.as_ref().map_or(0, |coupon| coupon.amount_off.min(subtotal));
        let total = checked_total(subtotal.saturating_sub(taken_off))?;
        let success = params.get("success_url");
        let session = Session {
            id: new_id(IdKind::CheckoutSession),
            created: cause.now,
            expires_at: read_expiry(&params.get("expires_at"), cause.now)?,
            status: SessionStatus::Open,
            awaits_money: false,
            currency,
            lines,
            subtotal,
            discount,
            total,
            success_url: success.required(success.web_address()?)?,
            cancel_url: params.get("cancel_url").web_address()?,
            client_reference_id: params.get("client_reference_id").short_text(200)?,
            metadata: params.get("metadata").metadata()?,
            intent_data: read_intent_data(&params.get("payment_intent_data"))?,
            customer_email: read_email(&params.get("customer_email"))?,
            payer: None,
            payment_intent: None,
            locale: params.get("locale").short_text(10)?,
            submit_type: read_submit_type(&params.get("submit_type"))?,
        };
        let shown = self.session_json(&session);
        self.open_until.insert((session.expires_at, session.id.clone()));
        self.sessions.insert(session);
        Ok(shown)
    }
}

fn check_mode(params: &Param<'_>) -> Result<(), ApiError> {
    let mode = params.get("mode");
    mode.required(mode.one_of(&["payment"])?)?;
    params.get("ui_mode").one_of(&["hosted", "hosted_page"])?;
    params.get("customer_creation").one_of(&["if_required", "always"])?;
    params.get("origin_context").one_of(&["web"])?;
    for element in params.get("payment_method_types").elements()? {
        element.one_of(&["card"])?;
    }
    Ok(())
}

fn read_lines(items: &Param<'_>, now: i64) -> Result<Vec<Line>, ApiError> {
    let elements = items.elements()?;
    items.required((!elements.is_empty()).then_some(()))?;
    if elements.len() > MOST_LINES {
        let message = format!("You can pass at most {MOST_LINES} line items.");
        return Err(ApiError::parameter("parameter_invalid", items.name(), message));
    }
    elements.iter().map(|element| read_line(element, now)).collect()
}

fn read_line(item: &Param<'_>, now: i64) -> Result<Line, ApiError> {
    item.allow_only(&["price_data", "quantity"])?;
    let price = item.get("price_data");
    price.required(price.is_present().then_some(()))?;
    price.allow_only(&["currency", "product_data", "unit_amount", "tax_behavior"])?;
    let product = price.get("product_data");
    product.required(product.is_present().then_some(()))?;
    product.allow_only(&["name", "description", "images", "metadata"])?;
    let (name, quantity, unit) = (product.get("name"), item.get("quantity"), price.get("unit_amount"));
    let (amount, count) = (unit.required(unit.integer(0)?)?, quantity.required(quantity.integer(1)?)?);
    let total = amount.checked_mul(count).ok_or_else(|| too_large(unit.name()))?;
    let images = product.get("images").elements()?;
    Ok(Line {
        id: new_id(IdKind::LineItem),
        price_id: new_id(IdKind::Price),
        product_id: new_id(IdKind::Product),
        name: name.required(name.short_text(250)?)?,
        description: product.get("description").short_text(5_000)?,
        images: images
            .iter()
            .filter_map(|image| image.web_address().transpose())
            .collect::<Result<_, _>>()?,
        product_metadata: product.get("metadata").metadata()?,
        currency: read_currency(&price.get("currency"))?,
        unit_amount: amount,
        quantity: count,
        total,
        created: now,
    })
}

fn read_currency(param: &Param<'_>) -> Result<String, ApiError> {
    let code = param.required(param.text()?)?;
    known_currency(code).ok_or_else(|| {
        let message = format!("Invalid currency: {code}. Stripe does not support this currency.");
        ApiError::parameter("parameter_invalid", param.name(), message)
    })
}

fn one_currency(lines: &[Line]) -> Result<String, ApiError> {
    let first = lines.first().map(|line| line.currency.clone()).unwrap_or_default();
    if lines.iter().all(|line| line.currency == first) {
        return Ok(first);
    }
    let message = "All line items must have the same currency.".to_owned();
    Err(ApiError::parameter("parameter_invalid", "line_items", message))
}

fn sum(lines: &[Line]) -> Result<i64, ApiError> {
    let total = lines.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.total));
    total.ok_or_else(|| too_large("line_items"))
}

fn checked_total(total: i64) -> Result<i64, ApiError> {
    if total > LARGEST_TOTAL {
        return Err(too_large("line_items"));
    }
    if total < SMALLEST_TOTAL {
        let message =
            format!("The Checkout Session's total amount must be at least {SMALLEST_TOTAL} minor units.");
        return Err(ApiError::parameter("amount_too_small", "line_items", message));
    }
    Ok(total)
}

fn too_large(param: &str) -> ApiError {
    let message = "The Checkout Session's total amount must be no more than 99999999 minor units.".to_owned();
    ApiError::parameter("amount_too_large", param, message)
}

fn read_expiry(param: &Param<'_>, now: i64) -> Result<i64, ApiError> {
    let Some(expires_at) = param.integer(0)? else {
        return Ok(now.saturating_add(LONGEST_LIFE_SECONDS));
    };
    let life = expires_at.saturating_sub(now);
    // A second of grace for the way here: the shop counts from its own clock when it sends the call.
    if !(SHORTEST_LIFE_SECONDS - 2..=LONGEST_LIFE_SECONDS + 2).contains(&life) {
        let bound = if life < SHORTEST_LIFE_SECONDS { "at least 30 minutes" } else { "less than 24 hours" };
        let message = format!("The `expires_at` timestamp must be {bound} from Checkout Session creation.");
        return Err(ApiError::parameter("parameter_invalid", param.name(), message));
    }
    Ok(expires_at)
}

fn read_intent_data(param: &Param<'_>) -> Result<IntentData, ApiError> {
    param.allow_only(&["capture_method", "description", "metadata", "receipt_email"])?;
    param.get("capture_method").one_of(&["automatic", "automatic_async"])?;
    Ok(IntentData {
        description: param.get("description").short_text(1_000)?,
        metadata: param.get("metadata").metadata()?,
        receipt_email: read_email(&param.get("receipt_email"))?,
    })
}

fn read_email(param: &Param<'_>) -> Result<Option<String>, ApiError> {
    let Some(email) = param.short_text(512)? else {
        return Ok(None);
    };
    if email.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty()) {
        return Ok(Some(email));
    }
    let message = format!("Invalid email address: {email}");
    Err(ApiError::parameter("email_invalid", param.name(), message))
}

fn read_submit_type(param: &Param<'_>) -> Result<Option<String>, ApiError> {
    let word = param.one_of(&["auto", "book", "donate", "pay", "subscribe"])?;
    Ok(word.map(str::to_owned))
}
