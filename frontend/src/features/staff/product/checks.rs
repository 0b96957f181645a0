use securecart_domain::catalog::Sku;
use securecart_domain::{Currency, Money};

use crate::forms::FieldErrors;

/// A ton.
const MOST_GRAMS: u32 = 1_000_000;
const MOST_UNITS: u32 = 1_000_000;

/// A price as people write it.
pub(super) fn take_price(
    errors: &mut FieldErrors,
    pointer: &str,
    text: &str,
    currency: Currency,
) -> Option<Money> {
    let price = errors.take(pointer, Money::parse(text.trim(), currency))?;
    if price.minor() > Money::MAX_PRICE_MINOR {
        let most = Money::new(Money::MAX_PRICE_MINOR, currency);
        errors.add(pointer, format!("a price is at most {most}"));
        return None;
    }
    Some(price)
}

/// The price before a reduction, or none.
#[expect(clippy::option_option, reason = "the outer one says whether it was accepted")]
pub(super) fn take_former_price(
    errors: &mut FieldErrors,
    text: &str,
    price: Option<Money>,
    currency: Currency,
) -> Option<Option<Money>> {
    if text.trim().is_empty() {
        return Some(None);
    }
    let former = take_price(errors, "/compare_at_price", text, currency)?;
    if price.is_some_and(|price| former.minor() <= price.minor()) {
        errors.add("/compare_at_price", "the former price has to be higher than the price");
    }
    Some(Some(former))
}

/// An SKU, or none.
#[expect(clippy::option_option, reason = "the outer one says whether it was accepted")]
pub(super) fn take_sku(errors: &mut FieldErrors, text: &str) -> Option<Option<String>> {
    match text.trim() {
        "" => Some(None),
        text => errors.take("/sku", Sku::parse(text)).map(|sku| Some(sku.to_string())),
    }
}

/// A weight; nothing typed is none.
pub(super) fn take_grams(errors: &mut FieldErrors, text: &str) -> Option<u32> {
    let digits = text.trim();
    if digits.is_empty() {
        return Some(0);
    }
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let grams = digits.parse().ok().filter(|grams| plain && *grams <= MOST_GRAMS);
    errors.take("/weight_grams", grams.ok_or("enter whole grams up to 1,000,000"))
}

/// A count of units; nothing typed is none.
pub(super) fn take_units(errors: &mut FieldErrors, pointer: &str, text: &str) -> Option<u32> {
    let digits = text.trim();
    if digits.is_empty() {
        return Some(0);
    }
    let plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let units = digits.parse().ok().filter(|units| plain && *units <= MOST_UNITS);
    errors.take(pointer, units.ok_or("enter a whole number up to 1,000,000"))
}
