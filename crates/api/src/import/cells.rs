//! Cells of the CSV files that come and go: what a spreadsheet must not take for a formula, and lists in one cell.

use std::borrow::Cow;

/// What a formula begins with, in the eyes of some spreadsheet (CWE-1236), and what is put before it.
const FORMULAS: [char; 11] =
    ['=', '+', '-', '@', '\t', '\r', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}', '\''];

/// The cell as text for every spreadsheet: an apostrophe goes before what looks like a formula, and before an
/// apostrophe, so that [`plain`] can tell which are ours.
pub(crate) fn harmless(cell: &str) -> Cow<'_, str> {
    if cell.starts_with(FORMULAS) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// The cell as it was before [`harmless`].
pub(crate) fn plain(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|rest| rest.starts_with(FORMULAS)).unwrap_or(cell)
}

/// Several texts in one cell, parted by semicolons; one within a text has a backslash before it.
pub(crate) fn join<'a>(texts: impl IntoIterator<Item = &'a str>) -> String {
    let escaped = texts.into_iter().map(|text| text.replace('\\', "\\\\").replace(';', "\\;"));
    escaped.collect::<Vec<_>>().join("; ")
}

/// The texts of such a cell, without blanks at their ends; empty ones are left out.
pub(crate) fn split(cell: &str) -> Vec<String> {
    let (mut texts, mut text, mut letters) = (Vec::new(), String::new(), cell.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => text.extend(letters.next()),
            ';' => texts.push(std::mem::take(&mut text)),
            other => text.push(other),
        }
    }
    texts.push(text);
    texts.into_iter().map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nothing_that_goes_out_is_a_formula() {
        for cell in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u{ff1d}1", "'=1"] {
            assert_eq!(harmless(cell), format!("'{cell}"));
        }
        assert_eq!(harmless("Mug = cup"), "Mug = cup");
        assert_eq!((plain("'=1"), plain("'tis"), plain("''tis")), ("=1", "'tis", "'tis"));
    }

    proptest! {
        #[test]
        fn every_cell_comes_back(cell in "['=+@a-]{0,4}.{0,10}") {
            let safe = harmless(&cell);
            prop_assert_eq!(plain(&safe), cell.as_str());
        }

        #[test]
        fn every_list_comes_back(texts in prop::collection::vec("[a;\\\\ ,]{0,6}x[;\\\\]{0,3}", 0..6)) {
            let texts: Vec<String> = texts.iter().map(|text| text.trim().to_owned()).collect();
            prop_assert_eq!(split(&join(texts.iter().map(String::as_str))), texts);
        }
    }
}
