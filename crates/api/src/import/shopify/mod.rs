//! Product files as Shopify exports them: one CSV row per variant or further picture, grouped by handle.

mod column;
pub(crate) mod convert;
mod group;
pub(crate) mod html;
mod images;
mod variants;

use csv::ByteRecord;
use securecart_domain::Currency;

pub(super) use self::column::Header;
use self::{
    column::{Column, Row},
    group::Group,
};
use super::{ImportError, RowError, layout::Layout, product::ImportedProduct};

/// Prices are amounts of the shop's currency: the file names none.
impl Layout for Header {
    type Row = Row;

    fn find(first_line: &ByteRecord) -> Result<Self, ImportError> {
        Self::find(first_line)
    }

    fn row(&self, record: &ByteRecord) -> Row {
        self.row(record)
    }

    fn is_blank(row: &Row) -> bool {
        row.is_blank()
    }

    fn key(row: &Row) -> &str {
        row.get(Column::Handle)
    }

    fn name(row: &Row) -> &str {
        row.get(Column::Title)
    }

    fn stray(row: Row) -> Vec<RowError> {
        let message = "every row needs the handle of its product";
        vec![RowError::cell(row.line, Column::Handle.name(), message).coded("missing")]
    }

    fn product(rows: Vec<Row>, currency: Currency) -> Result<ImportedProduct, Vec<RowError>> {
        Group::of(rows).map_or(Err(Vec::new()), |group| convert::product(&group, currency))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use securecart_domain::catalog::ProductFileFormat;

    use super::*;
    use crate::import::file::{ProductFile, ReadItem};

    const HEADER: &str = "Handle,Title,Body (HTML),Tags,Option1 Name,Option1 Value,Variant Price,Image Src\n";

    fn parse(csv: impl Into<Vec<u8>>) -> Result<ProductFile, ImportError> {
        ProductFile::of(csv.into(), ProductFileFormat::Shopify, Currency::Usd)
    }

    fn read(rows: &str) -> Vec<ReadItem> {
        parse(format!("{HEADER}{rows}")).unwrap().items().collect()
    }

    #[test]
    fn a_file_of_another_kind_is_refused_by_name() {
        for text in ["", "id,name\n1,Mug\n", "{\"products\": []}", "\u{feff}\n"] {
            let error = parse(text).err().unwrap();
            assert!(error.to_string().contains("no column Handle"), "{error}");
        }
    }

    #[test]
    fn a_product_with_an_error_is_left_out_as_a_whole() {
        let items = read("mug,Mug,,,Size,S,10,\nmug,,,,,M,1O,\njug,Jug,,,Title,Default Title,5,\n");
        let [mug, jug] = items.as_slice() else { panic!("{items:?}") };
        let error = RowError::cell(3, "Variant Price", "an amount looks like 12 or 12.50");
        assert_eq!(mug.product, Err(vec![error]));
        assert!(jug.product.is_ok());
    }

    #[test]
    fn rows_of_a_product_are_found_wherever_they_stand() {
        let rows = "mug,Mug,\"Large,\nblue\",,Size,S,10,\n,,,,,,,\njug,Jug,,,Title,Default Title,5,\nmug,,,,,M,11,\n";
        for start in ["", "\u{feff}"] {
            let file = parse(format!("{start}{HEADER}{rows}")).unwrap();
            let found: Vec<_> =
                file.items().map(|item| (item.line, item.name, item.product.unwrap())).collect();
            let told: Vec<_> = found
                .iter()
                .map(|(line, name, product)| (*line, name.as_str(), product.variants.len()))
                .collect();
            assert_eq!(told, [(2, "Mug", 2), (5, "Jug", 1)]);
            assert_eq!((file.rows(), file.len(), file.item(2)), (4, 2, None));
        }
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            let file = parse(bytes);
            prop_assert!(file.is_err_and(|error| !error.to_string().is_empty()));
        }

        #[test]
        fn arbitrary_rows_never_panic(rows in "([a-b],|[ -~]{0,20},|\"|\n|<p>|</li>|&amp;|[0-9.]{1,6},|,){0,120}") {
            for product in read(&rows).iter().filter_map(|read| read.product.as_ref().ok()) {
                prop_assert!(!product.variants.is_empty());
            }
        }
    }
}
