//! Product files as Shopify exports them: one CSV row per variant or further picture, grouped by handle.

mod column;
pub(crate) mod convert;
mod group;
pub(crate) mod html;
mod images;
mod variants;

use securecart_domain::Currency;

use self::{
    column::{Column, Header},
    group::Groups,
};
use super::{
    ImportError,
    file::{MAX_ROWS, Parsed, ReadProduct, unreadable},
};

/// Reads a file, whose prices are taken as amounts of `currency`: it names none.
pub(super) fn parse(bytes: &[u8], currency: Currency) -> Result<Parsed, ImportError> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
    let header = Header::find(reader.byte_headers().map_err(unreadable)?)?;
    let (mut parsed, mut groups) = (Parsed::default(), Groups::default());
    for (index, record) in reader.byte_records().enumerate() {
        if index >= MAX_ROWS {
            return Err(ImportError::TooLarge);
        }
        parsed.rows = index.saturating_add(1);
        groups.add(header.row(&record.map_err(unreadable)?), &mut parsed.stray);
    }
    for group in groups.into_list() {
        let (line, first) = (group.line(), group.first());
        let (key, name) = (first.get(Column::Handle).to_owned(), first.get(Column::Title).to_owned());
        parsed.products.push(ReadProduct { line, key, name, product: convert::product(&group, currency) });
    }
    Ok(parsed)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::import::RowError;

    const HEADER: &str = "Handle,Title,Body (HTML),Tags,Option1 Name,Option1 Value,Variant Price,Image Src\n";

    fn read(rows: &str) -> Parsed {
        parse(format!("{HEADER}{rows}").as_bytes(), Currency::Usd).unwrap()
    }

    #[test]
    fn a_file_of_another_kind_is_refused_by_name() {
        for text in ["", "id,name\n1,Mug\n", "{\"products\": []}", "\u{feff}\n"] {
            let error = parse(text.as_bytes(), Currency::Usd).unwrap_err();
            assert!(error.to_string().contains("no column Handle"), "{error}");
        }
    }

    #[test]
    fn a_product_with_an_error_is_left_out_as_a_whole() {
        let parsed = read("mug,Mug,,,Size,S,10,\nmug,,,,,M,1O,\njug,Jug,,,Title,Default Title,5,\n");
        let [mug, jug] = parsed.products.as_slice() else { panic!("{parsed:?}") };
        let error = RowError::cell(3, "Variant Price", "an amount looks like 12 or 12.50");
        assert_eq!(mug.product, Err(vec![error]));
        assert!(jug.product.is_ok());
    }

    proptest! {
        #[test]
        fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
            let parsed = parse(bytes.as_slice(), Currency::Usd);
            prop_assert!(parsed.is_err() || parsed.is_ok());
        }

        #[test]
        fn arbitrary_rows_never_panic(rows in "([a-b],|[ -~]{0,20},|\"|\n|<p>|</li>|&amp;|[0-9.]{1,6},|,){0,120}") {
            let parsed = parse(format!("{HEADER}{rows}").as_bytes(), Currency::Usd).unwrap();
            for product in parsed.products.iter().filter_map(|read| read.product.as_ref().ok()) {
                prop_assert!(!product.variants.is_empty());
            }
        }
    }
}
