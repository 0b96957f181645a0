//! The columns of the shop's own format. All of them have to be there: a missing one is more likely a mistake than the
//! wish to empty it.

use std::collections::HashMap;

use csv::ByteRecord;

use crate::import::{ImportError, RowError, cells};

macro_rules! columns {
    ($($name:ident = $title:literal,)+) => {
        /// A column of the format.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub(crate) enum Column {
            $($name,)+
        }

        impl Column {
            /// Every column, in the order in which an export writes them.
            pub(crate) const ALL: &'static [Self] = &[$(Self::$name),+];

            /// Its title in the first line.
            pub(crate) const fn title(self) -> &'static str {
                match self {
                    $(Self::$name => $title,)+
                }
            }
        }
    };
}

columns! {
    Slug = "slug",
    Source = "source",
    Name = "name",
    Summary = "summary",
    Description = "description",
    Vendor = "vendor",
    Category = "category",
    CategoryName = "category_name",
    Tags = "tags",
    Status = "status",
    Option1Name = "option1_name",
    Option1Value = "option1_value",
    Option2Name = "option2_name",
    Option2Value = "option2_value",
    Option3Name = "option3_name",
    Option3Value = "option3_value",
    Sku = "sku",
    Price = "price",
    CompareAtPrice = "compare_at_price",
    Currency = "currency",
    WeightGrams = "weight_grams",
    OnHand = "on_hand",
    VariantImage = "variant_image",
    Image = "image",
    ImageSource = "image_source",
    ImageAlt = "image_alt",
}

/// The options' columns: name and value of each.
pub(crate) const OPTIONS: [(Column, Column); 3] = [
    (Column::Option1Name, Column::Option1Value),
    (Column::Option2Name, Column::Option2Value),
    (Column::Option3Name, Column::Option3Value),
];

/// Which column stands where.
pub(in crate::import) struct Header {
    places: Vec<(Column, usize)>,
    width: usize,
}

impl Header {
    /// Finds the columns in the first line; others are ignored.
    pub(super) fn find(line: &ByteRecord) -> Result<Self, ImportError> {
        let titles: Vec<String> =
            line.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_owned()).collect();
        let place = |column: Column| titles.iter().position(|title| title == column.title());
        let places: Vec<(Column, usize)> =
            Column::ALL.iter().filter_map(|column| Some((*column, place(*column)?))).collect();
        let is_missing = |column: &&Column| !places.iter().any(|(known, _)| known == *column);
        let missing: Vec<&'static str> =
            Column::ALL.iter().filter(is_missing).map(|column| column.title()).collect();
        if missing.is_empty() {
            Ok(Self { places, width: titles.len() })
        } else {
            Err(ImportError::OtherFormat { missing })
        }
    }

    /// The cells of a row that are not blank, as they were before they went out.
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
                    row.errors.push(RowError::cell(line, column.title(), message).coded("encoding"));
                }
            }
        }
        row
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
    /// The text of a cell; empty if there is none.
    pub(super) fn get(&self, column: Column) -> &str {
        self.cells.get(&column).map_or("", String::as_str)
    }

    /// The text of a cell that is not blank.
    pub(super) fn some(&self, column: Column) -> Option<&str> {
        self.cells.get(&column).map(String::as_str)
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.cells.is_empty() && self.errors.is_empty()
    }
}
