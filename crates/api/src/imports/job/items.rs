//! What is to be gone through in a file: its products, and rows that belong to none, in the order of their lines.

use std::sync::{Arc, Mutex, PoisonError};

use securecart_db::imports::{LeasedImport, find_file};
use securecart_domain::ImportId;

use crate::{
    import::{ImportError, RowError, file, product::ImportedProduct},
    state::AppState,
};

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

/// The file of the import that this process works on: read for its first part, and kept for the others.
#[derive(Clone, Default)]
pub struct OpenFile {
    kept: Arc<Mutex<Option<(ImportId, Arc<Items>)>>>,
}

impl OpenFile {
    /// Keeps nothing any more.
    pub(super) fn close(&self) {
        self.replace(None);
    }

    fn of(&self, import: ImportId) -> Option<Arc<Items>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(id, _)| *id == import).map(|(_, items)| Arc::clone(items))
    }

    fn replace(&self, with: Option<(ImportId, Arc<Items>)>) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = with;
    }
}

/// Reads the file of an import unless it is open, away from the threads that answer requests: a large one takes seconds.
/// `None` if the import has none any more.
pub(super) async fn read(
    state: &AppState,
    lease: &LeasedImport,
) -> anyhow::Result<Option<Result<Arc<Items>, ImportError>>> {
    if let Some(open) = state.import_file.of(lease.id) {
        return Ok(Some(Ok(open)));
    }
    state.import_file.close();
    let file = find_file(&mut *state.db.connection().await?, lease.id).await?;
    let Some(bytes) = file else { return Ok(None) };
    let (format, currency) = (lease.format, state.config.shop.currency);
    let work = move || file::parse_bytes(&bytes, format, currency).map(in_order);
    let items = tokio::task::spawn_blocking(work).await?.map(Arc::new);
    if let Ok(items) = &items {
        state.import_file.replace(Some((lease.id, Arc::clone(items))));
    }
    Ok(Some(items))
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
