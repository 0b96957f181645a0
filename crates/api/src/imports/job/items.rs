//! What is to be gone through in a file: its products, and rows that belong to none, in the order of their lines.

use securecart_db::{
    Db,
    imports::{LeasedImport, find_file},
};
use securecart_domain::Currency;

use crate::import::{ImportError, RowError, file, product::ImportedProduct};

/// The longest key and name that are kept of what may be no product at all, in characters.
const LONGEST: usize = 200;

/// Something of a file.
pub(super) struct Item {
    /// The line on which it begins.
    pub(super) line: u64,
    /// What its rows are grouped by.
    pub(super) key: String,
    /// Its name.
    pub(super) name: String,
    /// The product, or everything that is wrong with it.
    pub(super) product: Result<ImportedProduct, Vec<RowError>>,
}

/// A file that was read.
pub(super) struct Items {
    /// Its rows.
    pub(super) rows: usize,
    /// What is in it.
    pub(super) list: Vec<Item>,
}

/// Reads the file of an import, away from the threads that answer requests: a large one takes a second. `None` if the
/// import has none any more.
pub(super) async fn read(
    db: &Db,
    lease: &LeasedImport,
    currency: Currency,
) -> anyhow::Result<Option<Result<Items, ImportError>>> {
    let file = find_file(&mut *db.connection().await?, lease.id).await?;
    let Some(bytes) = file else { return Ok(None) };
    let format = lease.format;
    let work = move || file::parse_bytes(&bytes, format, currency).map(in_order);
    Ok(Some(tokio::task::spawn_blocking(work).await?))
}

fn in_order(parsed: file::Parsed) -> Items {
    let products = parsed.products.into_iter().map(|read| Item {
        line: read.line,
        key: printable(&read.key),
        name: printable(&read.name),
        product: read.product,
    });
    let stray = parsed.stray.into_iter().map(|(line, errors)| Item {
        line,
        key: String::new(),
        name: String::new(),
        product: Err(errors),
    });
    let mut list: Vec<Item> = products.chain(stray).collect();
    list.sort_by_key(|item| item.line);
    Items { rows: parsed.rows, list }
}

/// The beginning of a text that may be anything.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect()
}
