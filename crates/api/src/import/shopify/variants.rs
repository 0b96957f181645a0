//! Variants: every row that has a price is one.

use securecart_domain::{
    Currency, Money, MoneyError,
    catalog::{PlainText, Sku},
};

use super::{
    column::{Column, Row},
    convert::Errors,
    group::Group,
    images,
};
use crate::{
    catalog::rules,
    import::product::{ImportedImage, ImportedVariant},
};

/// What products without a choice have as their only option.
const NO_OPTION: (&str, &str) = ("Title", "Default Title");

/// The option names of the product and its variants; nothing if any of them breaks a rule.
pub(super) fn take(
    errors: &mut Errors,
    group: &Group,
    currency: Currency,
    images: &mut Vec<ImportedImage>,
) -> Option<(Vec<PlainText>, Vec<ImportedVariant>)> {
    let first = group.first();
    let options = take_options(errors, first)?;
    let mut variants: Vec<ImportedVariant> = Vec::new();
    let mut complete = true;
    for row in group.rows() {
        if !row.has(Column::Price) {
            complete &= brings_only_pictures(errors, row, first);
            continue;
        }
        let image = images::of_variant(errors, row, first, images);
        match take_variant(errors, row, &options, currency) {
            Some(_) if variants.len() >= rules::MAX_VARIANTS => {
                errors.add(row, Column::Price, rules::TOO_MANY_VARIANTS);
                return None;
            }
            Some(variant) if variants.iter().any(|other| other.title() == variant.title()) => {
                errors.add(row, Column::OptionValue(1), "the product has a variant of these values already");
                complete = false;
            }
            Some(variant) => variants.push(ImportedVariant { image, ..variant }),
            None => complete = false,
        }
    }
    if variants.is_empty() && complete {
        errors.add(first, Column::Price, "a product needs a price");
        return None;
    }
    complete.then_some((options.into_iter().map(|(_, name)| name).collect(), variants))
}

/// A row without a price brings a further picture; one that also looks like a variant is told instead of lost.
fn brings_only_pictures(errors: &mut Errors, row: &Row, first: &Row) -> bool {
    let is_first = row.line == first.line;
    let variant_like = row.has(Column::OptionValue(1)) || row.has(Column::Sku);
    if variant_like && !is_first {
        errors.add(row, Column::Price, "a variant needs a price");
    }
    is_first || !variant_like
}

/// The options that the first row names, each with its number.
fn take_options(errors: &mut Errors, first: &Row) -> Option<Vec<(u8, PlainText)>> {
    let is_none = |number| {
        let name = first.get(Column::OptionName(number));
        name.is_empty() || (name, first.get(Column::OptionValue(number))) == NO_OPTION
    };
    let mut options: Vec<(u8, PlainText)> = Vec::new();
    for number in (1..=3).filter(|number| !is_none(*number)) {
        let column = Column::OptionName(number);
        let name = errors.take(first, column, rules::option_name(first.get(column)))?;
        if options.iter().any(|(_, other)| *other == name) {
            errors.add(first, column, "each option is named once");
            return None;
        }
        options.push((number, name));
    }
    Some(options)
}

fn take_variant(
    errors: &mut Errors,
    row: &Row,
    options: &[(u8, PlainText)],
    currency: Currency,
) -> Option<ImportedVariant> {
    let mut values = Some(Vec::new());
    for (number, _) in options {
        let column = Column::OptionValue(*number);
        let value = errors.take(row, column, rules::option_value(row.get(column)));
        values = values.zip(value).map(|(mut values, value)| {
            values.push(value);
            values
        });
    }
    let price = take_price(errors, row, Column::Price, currency);
    let former = if row.has(Column::CompareAtPrice) {
        take_price(errors, row, Column::CompareAtPrice, currency).map(Some)
    } else {
        Some(None)
    };
    let sku = match sku(row) {
        "" => Some(None),
        text => errors.take(row, Column::Sku, Sku::parse(text)).map(Some),
    };
    let grams = errors.take(row, Column::Grams, whole(row.get(Column::Grams)));
    let grams = grams.and_then(|grams| errors.take(row, Column::Grams, rules::grams(grams)));
    let units = errors.take(row, Column::Quantity, quantity(row.get(Column::Quantity)));
    let price = price?;
    Some(ImportedVariant {
        values: values?,
        sku: sku?,
        price,
        compare_at_price: former?.filter(|former| former.minor() > price.minor()),
        weight_grams: grams?,
        on_hand: units?,
        image: None,
    })
}

fn take_price(errors: &mut Errors, row: &Row, column: Column, currency: Currency) -> Option<Money> {
    let parsed = price(row.get(column), currency);
    let price = errors.take(row, column, parsed)?;
    errors.take(row, column, rules::price(price))
}

/// Exports write yen with decimals, too: `1200.00`. Decimals beyond what the currency has may only be zeros.
fn price(text: &str, currency: Currency) -> Result<Money, MoneyError> {
    Money::parse(text, currency).or_else(|error| match text.split_once('.') {
        Some((whole, rest)) if !rest.is_empty() && rest.bytes().all(|digit| digit == b'0') => {
            Money::parse(whole, currency)
        }
        _ => Err(error),
    })
}

/// A spreadsheet's sign that a cell is text is no part of the code.
fn sku(row: &Row) -> &str {
    let text = row.get(Column::Sku);
    text.strip_prefix('\'').unwrap_or(text)
}

/// Whole grams; decimals are cut off.
fn whole(text: &str) -> Result<u32, &'static str> {
    const MESSAGE: &str = "a weight is a number of grams";
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    if text.is_empty() {
        return Ok(0);
    }
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(rest) {
        return Err(MESSAGE);
    }
    whole.parse().map_err(|_| MESSAGE)
}

/// Units in the house. None are told by a blank cell, and where more was sold than there was by a negative one.
fn quantity(text: &str) -> Result<u32, &'static str> {
    const MESSAGE: &str = "a quantity is a whole number of at most 1,000,000";
    if text.is_empty() {
        return Ok(0);
    }
    let units: i64 = text.parse().map_err(|_| MESSAGE)?;
    u32::try_from(units.max(0)).ok().filter(|units| *units <= rules::MAX_UNITS).ok_or(MESSAGE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_exports_write_them() {
        assert_eq!((whole(""), whole("28"), whole("453.592")), (Ok(0), Ok(28), Ok(453)));
        assert_eq!((quantity(""), quantity("12"), quantity("-3")), (Ok(0), Ok(12), Ok(0)));
        assert_eq!(price("1200.00", Currency::Jpy), Ok(Money::new(1200, Currency::Jpy)));
        assert_eq!(price("42.9", Currency::Usd), Ok(Money::new(4290, Currency::Usd)));
        for text in ["1e3", "-1", "1,5", ".", "x", "99999999999"] {
            assert!(whole(text).is_err(), "{text}");
        }
        assert!(quantity("1.5").is_err() && quantity("1000001").is_err());
        assert!(price("12.345", Currency::Usd).is_err() && price("$5", Currency::Usd).is_err());
    }
}
