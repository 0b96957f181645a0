//! From the rows of one product to a product that keeps the rules.

use std::fmt::Display;

use securecart_domain::{
    Currency,
    catalog::{PlainText, ProductStatus, Slug},
};

use super::{
    column::{Column, Row},
    group::Group,
    html, images, variants,
};
use crate::{
    catalog::rules,
    import::{
        RowError,
        product::{ImportedCategory, ImportedProduct, Origin},
    },
};

/// What the keys of these products begin with.
pub(crate) const SOURCE: &str = "shopify:";
/// The longest handle in characters.
const MAX_HANDLE: usize = 255;
/// The longest category name in characters.
const MAX_CATEGORY: usize = 100;
/// The longest sentence, in characters, that is made of a text as its summary.
const SUMMARY_LENGTH: usize = 160;

/// Errors found so far in one product.
#[derive(Debug, Default)]
pub(super) struct Errors(pub(super) Vec<RowError>);

impl Errors {
    /// The value, or nothing and an error of that cell.
    pub(super) fn take<T, E: Display>(
        &mut self,
        row: &Row,
        column: Column,
        parsed: Result<T, E>,
    ) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(error) => {
                self.add(row, column, error);
                None
            }
        }
    }

    /// Adds an error of that cell.
    pub(super) fn add(&mut self, row: &Row, column: Column, message: impl Display) {
        self.0.push(RowError::cell(row.line, column.name(), message));
    }
}

/// The product of these rows, or everything that is wrong with them.
pub(super) fn product(group: &Group, currency: Currency) -> Result<ImportedProduct, Vec<RowError>> {
    let mut errors = Errors(group.rows().flat_map(|row| row.errors.iter().cloned()).collect());
    let first = group.first();
    if first.get(Column::GiftCard).eq_ignore_ascii_case("true") {
        errors.add(first, Column::GiftCard, "gift cards can not be sold here");
    }
    let handle = errors.take(first, Column::Handle, PlainText::line(first.get(Column::Handle), MAX_HANDLE));
    let name = errors.take(first, Column::Title, rules::name(first.get(Column::Title)));
    let slug = errors.take(first, Column::Handle, slug(first));
    let text = html::to_text(first.get(Column::Body));
    let description = errors.take(first, Column::Body, rules::description(&text));
    let summary = take_summary(&mut errors, first, &text);
    let vendor = errors.take(first, Column::Vendor, rules::vendor(first.get(Column::Vendor)));
    let tags = take_tags(&mut errors, first);
    let status = errors.take(first, Column::Status, status(first));
    let mut images = images::take(&mut errors, group);
    let chosen = variants::take(&mut errors, group, currency, &mut images);
    let product = || {
        let (options, variants) = chosen?;
        let tags = tags?;
        Some(ImportedProduct {
            origin: Origin::Elsewhere(format!("{SOURCE}{}", handle?)),
            slug: slug?,
            name: name?,
            summary: summary?,
            description: description?,
            vendor: vendor?,
            category: category(first, &tags),
            tags,
            status: status?,
            options,
            variants,
            images,
        })
    };
    match product() {
        Some(product) if errors.0.is_empty() => Ok(product),
        _ => Err(errors.0),
    }
}

/// The handle is the product's address in the old shop and stays it here, as far as it can.
fn slug(row: &Row) -> Result<Slug, &'static str> {
    let handle = row.get(Column::Handle);
    Slug::parse(handle)
        .or_else(|_| Slug::from_name(handle))
        .or_else(|_| Slug::from_name(row.get(Column::Title)))
        .map_err(|_| "no address can be made of this handle; use Latin letters and digits")
}

/// The description for search engines if there is one, else the beginning of the text.
fn take_summary(errors: &mut Errors, row: &Row, text: &str) -> Option<PlainText> {
    if row.has(Column::SeoDescription) {
        let line = html::to_text(row.get(Column::SeoDescription)).replace('\n', " ");
        return errors.take(
            row,
            Column::SeoDescription,
            rules::summary(&shortened(&line, rules::MAX_SUMMARY)),
        );
    }
    let paragraph = text.lines().next().unwrap_or_default();
    errors.take(row, Column::Body, rules::summary(&shortened(paragraph, SUMMARY_LENGTH)))
}

/// At most so many characters, ending with a whole word.
fn shortened(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let start: String = line.chars().take(most.saturating_sub(1)).collect();
    let whole = start.rsplit_once(' ').map_or(start.as_str(), |(whole, _)| whole);
    format!("{}…", whole.trim_end_matches([',', '.', ';', ':', '-', '–', ' ']))
}

fn take_tags(errors: &mut Errors, row: &Row) -> Option<Vec<PlainText>> {
    let words = row.get(Column::Tags).split(',').map(str::trim).filter(|word| !word.is_empty());
    let tags: Result<Vec<PlainText>, _> = words.map(rules::tag).collect();
    let tags = errors.take(row, Column::Tags, tags)?;
    errors.take(row, Column::Tags, rules::tags(tags))
}

/// The type, or else the first tag. A name of which no address can be made is no category.
fn category(row: &Row, tags: &[PlainText]) -> Option<ImportedCategory> {
    let named = Some(row.get(Column::Type)).filter(|name| !name.is_empty());
    let name = named.or_else(|| tags.first().map(PlainText::as_str))?;
    let mut letters = name.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    let name = PlainText::line(&capital, MAX_CATEGORY).ok()?;
    Some(ImportedCategory { slug: Slug::from_name(name.as_str()).ok()?, name, above: Vec::new() })
}

/// Newer exports say it in two columns; older ones only whether it is published, blank meaning that it is not.
fn status(row: &Row) -> Result<ProductStatus, &'static str> {
    let published = match row.get(Column::Published).to_lowercase().as_str() {
        "true" | "yes" | "1" => ProductStatus::Active,
        _ => ProductStatus::Draft,
    };
    match row.get(Column::Status).to_lowercase().as_str() {
        "" | "active" => Ok(published),
        "draft" => Ok(ProductStatus::Draft),
        "archived" => Ok(ProductStatus::Discontinued),
        _ => Err("a status is active, draft or archived"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_lines_end_with_a_whole_word() {
        assert_eq!(shortened("A short one.", 20), "A short one.");
        assert_eq!(shortened("A mug, and a saucer", 12), "A mug, and…");
        assert_eq!(shortened("A mug, and a saucer", 8), "A mug…");
        assert_eq!(shortened(&"ä".repeat(30), 10).chars().count(), 10);
    }
}
