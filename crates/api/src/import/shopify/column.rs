//! The columns of the file, found by their names, since exports of different years order and name them
//! differently. Columns that mean nothing here are ignored.

use std::collections::HashMap;

use csv::ByteRecord;

use crate::import::{ImportError, RowError, cells};

/// A column that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Handle,
    Title,
    Body,
    Vendor,
    Type,
    Tags,
    Published,
    Status,
    GiftCard,
    SeoDescription,
    OptionName(u8),
    OptionValue(u8),
    Sku,
    Grams,
    Quantity,
    Price,
    CompareAtPrice,
    ImageSrc,
    ImagePosition,
    ImageAlt,
    VariantImage,
}

/// Each column with its names: the one of the long-standing format first, then those of newer exports.
const NAMES: &[(Column, &[&str])] = &[
    (Column::Handle, &["Handle", "URL handle"]),
    (Column::Title, &["Title"]),
    (Column::Body, &["Body (HTML)", "Body HTML", "Description"]),
    (Column::Vendor, &["Vendor"]),
    (Column::Type, &["Type"]),
    (Column::Tags, &["Tags"]),
    (Column::Published, &["Published", "Published on online store"]),
    (Column::Status, &["Status"]),
    (Column::GiftCard, &["Gift Card"]),
    (Column::SeoDescription, &["SEO Description"]),
    (Column::OptionName(1), &["Option1 Name"]),
    (Column::OptionValue(1), &["Option1 Value"]),
    (Column::OptionName(2), &["Option2 Name"]),
    (Column::OptionValue(2), &["Option2 Value"]),
    (Column::OptionName(3), &["Option3 Name"]),
    (Column::OptionValue(3), &["Option3 Value"]),
    (Column::Sku, &["Variant SKU", "SKU"]),
    (Column::Grams, &["Variant Grams", "Weight value (grams)"]),
    (Column::Quantity, &["Variant Inventory Qty", "Inventory quantity"]),
    (Column::Price, &["Variant Price", "Price"]),
    (Column::CompareAtPrice, &["Variant Compare At Price", "Compare-at price"]),
    (Column::ImageSrc, &["Image Src", "Product image URL"]),
    (Column::ImagePosition, &["Image Position"]),
    (Column::ImageAlt, &["Image Alt Text"]),
    (Column::VariantImage, &["Variant Image", "Variant image URL"]),
];

/// Without these a file is no product file of this kind.
const NEEDED: [Column; 3] = [Column::Handle, Column::Title, Column::Price];

impl Column {
    /// The name people know it by.
    pub(super) fn name(self) -> &'static str {
        names(self).first().copied().unwrap_or("")
    }
}

fn names(column: Column) -> &'static [&'static str] {
    NAMES.iter().find(|(known, _)| *known == column).map_or(&[], |(_, names)| names)
}

/// Which column stands where.
pub(in crate::import) struct Header {
    places: Vec<(Column, usize)>,
    width: usize,
}

impl Header {
    /// Finds the columns in the first line.
    pub(super) fn find(line: &ByteRecord) -> Result<Self, ImportError> {
        let titles: Vec<String> =
            line.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let place = |names: &[&str]| {
            names.iter().find_map(|name| titles.iter().position(|title| title.eq_ignore_ascii_case(name)))
        };
        let places: Vec<(Column, usize)> =
            NAMES.iter().filter_map(|(column, names)| Some((*column, place(names)?))).collect();
        let is_missing = |column: &Column| !places.iter().any(|(known, _)| known == column);
        let missing: Vec<&'static str> = NEEDED.into_iter().filter(is_missing).map(Column::name).collect();
        if missing.is_empty() {
            Ok(Self { places, width: titles.len() })
        } else {
            Err(ImportError::OtherFormat { missing })
        }
    }

    /// The cells of a row that are read and not blank.
    pub(super) fn row(&self, record: &ByteRecord) -> Row {
        let line = record.position().map_or(0, csv::Position::line);
        let mut row = Row { line, cells: HashMap::new(), errors: Vec::new() };
        if record.len() != self.width {
            let message = format!("the row has {} cells, the header has {}", record.len(), self.width);
            row.errors.push(RowError::row(line, message).coded("width"));
        }
        for (column, place) in &self.places {
            match std::str::from_utf8(record.get(*place).unwrap_or_default()) {
                Ok(text) if text.trim().is_empty() => {}
                Ok(text) => {
                    row.cells.insert(*column, cells::plain(text.trim()).to_owned());
                }
                Err(_) => {
                    let message = "this is no text in UTF-8; save the file as UTF-8";
                    row.errors.push(RowError::cell(line, column.name(), message).coded("encoding"));
                }
            }
        }
        row
    }

    #[cfg(test)]
    pub(super) fn of(names: &[&str]) -> Self {
        Self::find(&ByteRecord::from(names.to_vec())).unwrap()
    }
}

/// A row of the file.
#[derive(Debug)]
pub(in crate::import) struct Row {
    /// The line it begins on.
    pub(super) line: u64,
    cells: HashMap<Column, String>,
    /// What is wrong with it as it stands.
    pub(super) errors: Vec<RowError>,
}

impl Row {
    /// The text of a cell without blanks at its ends; empty if there is none.
    pub(super) fn get(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.cells.contains_key(&column)
    }

    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_in_any_order_and_spelling() {
        let header = Header::of(&["variant price", "Cost per item", "Title", "URL HANDLE"]);
        let row = header.row(&ByteRecord::from(vec!["12.50", "3", " Mug ", "mug"]));
        assert_eq!((row.get(Column::Price), row.get(Column::Title)), ("12.50", "Mug"));
        assert_eq!((row.get(Column::Handle), row.get(Column::Vendor)), ("mug", ""));
        assert!(row.errors.is_empty());
    }

    #[test]
    fn short_rows_and_other_encodings_are_told() {
        let header = Header::of(&["Handle", "Title", "Variant Price"]);
        let row = header.row(&ByteRecord::from(vec![&b"mug"[..], b"Caf\xe9"]));
        let messages: Vec<String> = row.errors.iter().map(ToString::to_string).collect();
        assert_eq!(messages.len(), 2);
        assert!(messages[0].contains("2 cells") && messages[1].contains("Title"), "{messages:?}");
    }
}
