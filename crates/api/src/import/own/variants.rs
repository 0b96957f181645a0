//! Variants: every row that has a price is one.

use securecart_domain::{
    Currency, Money,
    catalog::{PlainText, Sku},
};

use super::{
    column::{Column, OPTIONS, Row},
    convert::Errors,
};
use crate::{catalog::rules, import::product::ImportedVariant};

/// The option names of the product and its variants; nothing if any of them breaks a rule.
pub(super) fn take(
    errors: &mut Errors,
    rows: &[Row],
    currency: Currency,
    images: usize,
) -> Option<(Vec<PlainText>, Vec<ImportedVariant>)> {
    let first = rows.first()?;
    let options = take_options(errors, first)?;
    let mut variants: Vec<ImportedVariant> = Vec::new();
    let mut complete = true;
    for row in rows {
        if row.some(Column::Price).is_none() {
            complete &= brings_only_a_picture(errors, row);
            continue;
        }
        match take_variant(errors, row, options.len(), currency, images) {
            Some(_) if variants.len() >= rules::MAX_VARIANTS => {
                errors.add(row, Column::Price, rules::TOO_MANY_VARIANTS);
                return None;
            }
            Some(variant) if variants.iter().any(|other| other.title() == variant.title()) => {
                errors.add(row, Column::Option1Value, "the product has a variant of these values already");
                complete = false;
            }
            Some(variant) => variants.push(variant),
            None => complete = false,
        }
    }
    if variants.is_empty() && complete {
        errors.add(first, Column::Price, "a product needs a price");
        return None;
    }
    complete.then_some((options, variants))
}

fn brings_only_a_picture(errors: &mut Errors, row: &Row) -> bool {
    let variant_like = [Column::Option1Value, Column::Sku, Column::OnHand, Column::WeightGrams];
    let fine = variant_like.iter().all(|column| row.some(*column).is_none());
    if !fine {
        errors.add(row, Column::Price, "a variant needs a price");
    }
    fine
}

fn take_options(errors: &mut Errors, first: &Row) -> Option<Vec<PlainText>> {
    let mut options: Vec<PlainText> = Vec::new();
    for (place, (column, _)) in OPTIONS.iter().enumerate() {
        let Some(text) = first.some(*column) else { continue };
        let name = errors.take(first, *column, rules::option_name(text))?;
        if options.contains(&name) || options.len() != place {
            errors.add(first, *column, "options are named once each, the first one first");
            return None;
        }
        options.push(name);
    }
    Some(options)
}

fn take_variant(
    errors: &mut Errors,
    row: &Row,
    options: usize,
    currency: Currency,
    images: usize,
) -> Option<ImportedVariant> {
    let mut values = Some(Vec::new());
    for (_, column) in OPTIONS.iter().take(options) {
        let value = errors.take(row, *column, rules::option_value(row.get(*column)));
        values = values.zip(value).map(|(mut values, value)| {
            values.push(value);
            values
        });
    }
    let currency = take_currency(errors, row, currency);
    let price = currency.and_then(|currency| take_price(errors, row, Column::Price, currency));
    let former = match (row.some(Column::CompareAtPrice), price) {
        (None, _) => Some(None),
        (Some(_), None) => None,
        (Some(_), Some(price)) => take_former(errors, row, price).map(Some),
    };
    let sku = match row.some(Column::Sku) {
        None => Some(None),
        Some(text) => errors.take(row, Column::Sku, Sku::parse(text)).map(Some),
    };
    let grams = take_number(errors, row, Column::WeightGrams).map(rules::grams);
    let grams = grams.and_then(|grams| errors.take(row, Column::WeightGrams, grams));
    let units = take_number(errors, row, Column::OnHand).map(rules::units);
    let units = units.and_then(|units| errors.take(row, Column::OnHand, units));
    let image = take_image(errors, row, images);
    Some(ImportedVariant {
        values: values?,
        sku: sku?,
        price: price?,
        compare_at_price: former?,
        weight_grams: grams?,
        on_hand: units?,
        image: image?,
    })
}

/// Blank or the shop's: a price in another one is not silently taken for as many of the shop's.
fn take_currency(errors: &mut Errors, row: &Row, currency: Currency) -> Option<Currency> {
    if row.some(Column::Currency).is_none_or(|text| text == currency.as_str()) {
        return Some(currency);
    }
    errors.add(row, Column::Currency, format!("prices of this shop are in {currency}"));
    None
}

fn take_price(errors: &mut Errors, row: &Row, column: Column, currency: Currency) -> Option<Money> {
    let price = errors.take(row, column, Money::parse(row.get(column), currency))?;
    errors.take(row, column, rules::price(price))
}

fn take_former(errors: &mut Errors, row: &Row, price: Money) -> Option<Money> {
    let former = take_price(errors, row, Column::CompareAtPrice, price.currency())?;
    if former.minor() > price.minor() {
        return Some(former);
    }
    errors.add(row, Column::CompareAtPrice, rules::NOT_REDUCED);
    None
}

fn take_number(errors: &mut Errors, row: &Row, column: Column) -> Option<u32> {
    let text = row.some(column).unwrap_or("0");
    errors.take(row, column, text.parse::<u32>().map_err(|_| "this is no whole number"))
}

/// The number of the product's picture that shows the variant, from 1 on.
#[expect(clippy::option_option, reason = "the outer one says whether it was accepted")]
fn take_image(errors: &mut Errors, row: &Row, images: usize) -> Option<Option<usize>> {
    let Some(text) = row.some(Column::VariantImage) else { return Some(None) };
    let place = text
        .parse::<usize>()
        .ok()
        .filter(|number| *number <= images)
        .and_then(|number| number.checked_sub(1));
    let place = place.ok_or("this is no number of a picture of the product");
    errors.take(row, Column::VariantImage, place).map(Some)
}
