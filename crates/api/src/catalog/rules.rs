//! The rules of a product's fields, for the API and for imports alike.

use securecart_domain::{
    Money,
    catalog::{InvalidText, PlainText, Sku},
};

use crate::http::fields::Fields;

/// The longest option name and the longest option value, in characters.
const MAX_OPTION_NAME: usize = 50;
const MAX_OPTION_VALUE: usize = 100;
/// The most tags, and the longest one in characters.
const MAX_TAGS: usize = 30;
const MAX_TAG: usize = 50;
/// The longest summary in characters.
pub const MAX_SUMMARY: usize = 300;
/// The most options of a product.
pub const MAX_OPTIONS: usize = 3;
/// The most variants of a product.
pub const MAX_VARIANTS: usize = 500;
/// What is said of more of them.
pub const TOO_MANY_VARIANTS: &str = "a product has at most 500 variants";
/// The most units of a variant in the house.
pub const MAX_UNITS: u32 = 1_000_000;
/// The heaviest variant in grams: a ton.
const MAX_GRAMS: u32 = 1_000_000;

/// What a former price has to be.
pub const NOT_REDUCED: &str = "The former price has to be higher than the price.";

/// A number outside of what its field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OutOfRange {
    /// Less than nothing, or more than a price can be.
    #[error("a price is at least 0 and at most 10,000,000.00")]
    Price,
    /// More units than fit.
    #[error("at most 1,000,000 units fit here")]
    Units,
    /// Heavier than a ton.
    #[error("at most 1,000,000 grams fit here")]
    Grams,
    /// Too many tags.
    #[error("at most 30 tags fit here")]
    Tags,
}

/// A product's name.
pub fn name(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::line(text, 200)
}

/// What it is, in a sentence.
pub fn summary(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::optional_line(text, MAX_SUMMARY)
}

/// Its text.
pub fn description(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::paragraphs(text, 20_000)
}

/// Who makes it.
pub fn vendor(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::optional_line(text, 100)
}

/// A word it is found by.
pub fn tag(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::line(text, MAX_TAG)
}

/// All of them: repeated ones count once.
pub fn tags(texts: impl IntoIterator<Item = PlainText>) -> Result<Vec<PlainText>, OutOfRange> {
    let mut tags: Vec<PlainText> = Vec::new();
    for text in texts {
        if !tags.contains(&text) {
            tags.push(text);
        }
    }
    if tags.len() > MAX_TAGS { Err(OutOfRange::Tags) } else { Ok(tags) }
}

/// The name of an option.
pub fn option_name(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::line(text, MAX_OPTION_NAME)
}

/// A value of an option.
pub fn option_value(text: &str) -> Result<PlainText, InvalidText> {
    PlainText::line(text, MAX_OPTION_VALUE)
}

/// A price of one unit.
pub fn price(money: Money) -> Result<Money, OutOfRange> {
    if (0..=Money::MAX_PRICE_MINOR).contains(&money.minor()) { Ok(money) } else { Err(OutOfRange::Price) }
}

/// A count of units.
pub fn units(count: u32) -> Result<u32, OutOfRange> {
    if count <= MAX_UNITS { Ok(count) } else { Err(OutOfRange::Units) }
}

/// A weight in grams.
pub fn grams(weight: u32) -> Result<u32, OutOfRange> {
    if weight <= MAX_GRAMS { Ok(weight) } else { Err(OutOfRange::Grams) }
}

/// Checks the tags of a request.
pub(super) fn take_tags(fields: &mut Fields, texts: &[String]) -> Option<Vec<PlainText>> {
    let parsed: Vec<Option<PlainText>> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| fields.take(&format!("/tags/{index}"), tag(text)))
        .collect();
    let parsed = parsed.into_iter().collect::<Option<Vec<_>>>()?;
    fields.take("/tags", tags(parsed))
}

/// Checks the SKU of a request; an empty one is none.
#[expect(clippy::option_option, reason = "the outer one says whether it was accepted, as in Fields")]
pub(super) fn take_sku(fields: &mut Fields, text: Option<&str>) -> Option<Option<Sku>> {
    let given = text.filter(|text| !text.is_empty());
    fields.take_optional("/sku", given.map(Sku::parse))
}

/// Checks the former price of a request against its price.
#[expect(clippy::option_option, reason = "the outer one says whether it was accepted, as in Fields")]
pub(super) fn take_former_price(
    fields: &mut Fields,
    money: Option<Money>,
    current: Money,
) -> Option<Option<Money>> {
    let former = fields.take_optional("/compare_at_price", money.map(price))?;
    if former
        .is_some_and(|former| former.currency() == current.currency() && former.minor() <= current.minor())
    {
        fields.add("/compare_at_price", "not_above_price", NOT_REDUCED);
        return None;
    }
    Some(former)
}
