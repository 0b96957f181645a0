//! From the rows of one product to a product that keeps the rules.

use std::fmt::Display;

use securecart_domain::{
    Currency,
    catalog::{MAX_CATEGORY_LEVELS, PlainText, ProductStatus, Slug},
};

use super::{
    column::{Column, Row},
    images, variants,
};
use crate::{
    catalog::rules,
    import::{
        RowError, cells,
        product::{ImportedCategory, ImportedProduct, Origin},
    },
};

/// The longest category name in characters.
const MAX_CATEGORY: usize = 100;
/// The longest key of another shop in characters.
const MAX_SOURCE: usize = 300;

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
        parsed.map_err(|error| self.add(row, column, error)).ok()
    }

    /// Adds an error of that cell.
    pub(super) fn add(&mut self, row: &Row, column: Column, message: impl Display) {
        self.0.push(RowError::cell(row.line, column.title(), message));
    }
}

/// The product of these rows, or everything that is wrong with them.
pub(super) fn product(rows: &[Row], currency: Currency) -> Result<ImportedProduct, Vec<RowError>> {
    let Some(first) = rows.first() else { return Err(Vec::new()) };
    let mut errors = Errors(rows.iter().flat_map(|row| row.errors.iter().cloned()).collect());
    let slug = errors.take(first, Column::Slug, Slug::parse(first.get(Column::Slug)));
    let source = first.some(Column::Source).map(|text| PlainText::line(text, MAX_SOURCE));
    let source = source
        .map(|source| errors.take(first, Column::Source, source))
        .map_or(Some(None), |taken| taken.map(Some));
    let name = errors.take(first, Column::Name, rules::name(first.get(Column::Name)));
    let summary = errors.take(first, Column::Summary, rules::summary(first.get(Column::Summary)));
    let description =
        errors.take(first, Column::Description, rules::description(first.get(Column::Description)));
    let vendor = errors.take(first, Column::Vendor, rules::vendor(first.get(Column::Vendor)));
    let tags = take_tags(&mut errors, first);
    let category = take_category(&mut errors, first);
    let status = first.get(Column::Status).parse::<ProductStatus>();
    let status = status.map_err(|_| "a status is draft, active or discontinued");
    let status = errors.take(first, Column::Status, status);
    let images = images::take(&mut errors, rows);
    let chosen = variants::take(&mut errors, rows, currency, images.len());
    let product = || {
        let (options, variants) = chosen?;
        Some(ImportedProduct {
            origin: Origin::Own { source_key: source?.map(|key| key.to_string()) },
            slug: slug?,
            name: name?,
            summary: summary?,
            description: description?,
            vendor: vendor?,
            tags: tags?,
            category: category?,
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

fn take_tags(errors: &mut Errors, row: &Row) -> Option<Vec<PlainText>> {
    let words = cells::split(row.get(Column::Tags));
    let tags: Result<Vec<PlainText>, _> = words.iter().map(|word| rules::tag(word)).collect();
    let tags = errors.take(row, Column::Tags, tags)?;
    errors.take(row, Column::Tags, rules::tags(tags))
}

/// The category, and those above it: their slugs in one cell, their names in another.
#[expect(clippy::option_option, reason = "the outer one says whether it was accepted")]
fn take_category(errors: &mut Errors, row: &Row) -> Option<Option<ImportedCategory>> {
    let Some(slugs) = row.some(Column::Category) else { return Some(None) };
    let slugs: Result<Vec<Slug>, _> = slugs.split('/').map(Slug::parse).collect();
    let slugs = errors.take(row, Column::Category, slugs)?;
    let names = cells::split(row.get(Column::CategoryName));
    let names: Result<Vec<PlainText>, _> =
        names.iter().map(|name| PlainText::line(name, MAX_CATEGORY)).collect();
    let names = errors.take(row, Column::CategoryName, names)?;
    if names.len() != slugs.len() {
        errors.add(row, Column::CategoryName, "there has to be a name for each category");
        return None;
    }
    if slugs.len() > MAX_CATEGORY_LEVELS {
        errors.add(row, Column::Category, "there are at most five levels of categories");
        return None;
    }
    let mut above: Vec<(Slug, PlainText)> = slugs.into_iter().zip(names).collect();
    let (slug, name) = above.pop()?;
    Some(Some(ImportedCategory { slug, name, above }))
}
