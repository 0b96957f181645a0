//! The file that an import goes through.

use std::sync::{Arc, Mutex, PoisonError};

use securecart_db::imports::{LeasedImport, find_file};
use securecart_domain::ImportId;

use crate::{
    import::{ImportError, file::ProductFile},
    state::AppState,
};

/// The longest key and name that are kept of what may be no product at all, in characters.
const LONGEST: usize = 200;

/// The file of the import that this process works on: read for its first part, and kept for the others.
#[derive(Clone, Default)]
pub struct OpenFile {
    kept: Arc<Mutex<Option<Opened>>>,
}

struct Opened {
    import: ImportId,
    file: Arc<ProductFile>,
}

impl OpenFile {
    /// Keeps nothing any more.
    pub(super) fn close(&self) {
        self.keep(None);
    }

    fn of(&self, import: ImportId) -> Option<Arc<ProductFile>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|opened| opened.import == import).map(|opened| Arc::clone(&opened.file))
    }

    fn keep(&self, opened: Option<Opened>) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = opened;
    }
}

/// Reads the file of an import unless it is open, away from the threads that answer requests: a large one takes seconds.
/// `None` if the import has none any more.
pub(super) async fn read(
    state: &AppState,
    lease: &LeasedImport,
) -> anyhow::Result<Option<Result<Arc<ProductFile>, ImportError>>> {
    if let Some(open) = state.import_file.of(lease.id) {
        return Ok(Some(Ok(open)));
    }
    state.import_file.close();
    let file = find_file(&mut *state.db.connection().await?, lease.id).await?;
    let Some(bytes) = file else { return Ok(None) };
    let (format, currency) = (lease.format, state.config.shop.currency);
    let work = move || ProductFile::of(bytes, format, currency).map(Arc::new);
    let opened = tokio::task::spawn_blocking(work).await?;
    if let Ok(file) = &opened {
        state.import_file.keep(Some(Opened { import: lease.id, file: Arc::clone(file) }));
    }
    Ok(Some(opened))
}

/// The beginning of a text that may be anything.
pub(super) fn printable(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).take(LONGEST).collect()
}
