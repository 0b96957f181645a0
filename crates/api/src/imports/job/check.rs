//! The first step of an import: what would it do? Nothing is changed.

use std::ops::Range;

use securecart_db::{
    Db, DbError,
    imports::{
        FileCounts, LeasedImport, NewImportProduct, finish_step, give_up, hold, insert_import_products,
        note_counts,
    },
};
use securecart_domain::catalog::{ImportOutcome, ImportStatus};
use securecart_dto::imports::ImportRowError;
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    difference::{brings_stock, differences},
    open_file::{self, printable},
    trial::{Seen, try_product},
    work::{Lost, until},
};
use crate::{
    import::{
        ImportError, RowError,
        file::{ProductFile, ReadItem},
        store::{StoreError, Stored},
    },
    state::AppState,
};

/// Products whose findings are written at once.
const BATCH: usize = 25;

/// Goes on with the check, for so many products at most.
pub(super) async fn check(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    most: usize,
) -> anyhow::Result<()> {
    let now = state.clock.now();
    let file = match open_file::read(state, lease).await? {
        Some(Ok(file)) if !file.is_empty() => file,
        Some(Ok(_)) => {
            let nothing = "There is nothing in the file but its first line.";
            return Ok(give_up(&mut *state.db.connection().await?, lease.id, nothing, now).await?);
        }
        Some(Err(error)) => {
            let failure = sentence(&error);
            return Ok(give_up(&mut *state.db.connection().await?, lease.id, &failure, now).await?);
        }
        None => anyhow::bail!("an import that is being checked has no file"),
    };
    if lease.done == 0 {
        let counts = FileCounts { rows: file.rows(), products: file.len() };
        note_counts(&mut *state.db.connection().await?, lease.id, counts).await?;
    }
    let end = file.len().min(lease.done.saturating_add(most));
    for first in (lease.done..end).step_by(BATCH) {
        let batch = first..end.min(first.saturating_add(BATCH));
        check_batch(state, lease, worker, (&file, batch)).await?;
    }
    if end == file.len() {
        let (now, step) = (state.clock.now(), ImportStatus::Checking);
        let mut conn = state.db.connection().await?;
        finish_step(&mut conn, (lease.id, worker), step, now).await?;
    }
    Ok(())
}

/// One sentence on what is wrong with a whole file.
fn sentence(error: &ImportError) -> String {
    let cause = match error {
        ImportError::Unreadable(cause) => format!(": {cause}"),
        _ => String::new(),
    };
    printable(&format!("{error}{cause}.")).chars().take(500).collect()
}

async fn check_batch(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    (file, batch): (&ProductFile, Range<usize>),
) -> anyhow::Result<()> {
    let (mut found, mut moves_stock) = (Vec::new(), false);
    let end = batch.end;
    for place in batch {
        let Some(item) = file.item(place) else { break };
        let (row, brings) = check_item(&state.db, state, lease, (place, &item)).await?;
        found.push(row);
        moves_stock |= brings;
    }
    let until = until(state);
    let written: Result<(), Lost> = state
        .db
        .transaction(async |tx| {
            if !hold(tx, lease.id, worker, end, until).await? {
                return Err(Lost::Taken);
            }
            Ok(insert_import_products(tx, &found, moves_stock).await?)
        })
        .await;
    Ok(written?)
}

async fn check_item(
    db: &Db,
    state: &AppState,
    lease: &LeasedImport,
    (place, item): (usize, &ReadItem),
) -> Result<(NewImportProduct, bool), DbError> {
    let seen = match &item.product {
        Err(errors) => Err(errors.clone()),
        Ok(product) => match try_product(db, &state.clock, lease.mode, product).await {
            Ok(seen) => Ok(seen),
            Err(StoreError::Db(error)) => return Err(error),
            Err(refusal) => Err(vec![RowError::row(item.line, &refusal).coded(refusal.code())]),
        },
    };
    let row = |kind: ImportOutcome, differences: Value, errors: Value, version_seen| NewImportProduct {
        import_id: lease.id,
        place: i32::try_from(place).unwrap_or(i32::MAX),
        line: i64::try_from(item.line).unwrap_or(i64::MAX),
        key: printable(&item.key),
        name: printable(&item.name),
        kind: kind.as_str(),
        differences,
        errors,
        version_seen,
    };
    Ok(match seen {
        Err(errors) => (row(ImportOutcome::Refused, json!([]), told(&errors), None), false),
        Ok(Seen { stored, before, after }) => {
            let different = match stored {
                Stored::Unchanged => json!([]),
                Stored::Added | Stored::Changed => json!(differences(before.as_ref(), &after)),
            };
            let version = before.as_ref().map(|before| before.version);
            let brings = stored != Stored::Unchanged && brings_stock(before.as_ref(), &after);
            (row(outcome(stored), different, json!([]), version), brings)
        }
    })
}

/// What storing did, in the words of an import.
pub(super) fn outcome(stored: Stored) -> ImportOutcome {
    match stored {
        Stored::Added => ImportOutcome::Added,
        Stored::Changed => ImportOutcome::Changed,
        Stored::Unchanged => ImportOutcome::Unchanged,
    }
}

/// Errors of one product that are kept: who has mended these sees the others at the next try.
const MOST_ERRORS: usize = 50;

/// Errors as they are kept and told.
pub(super) fn told(errors: &[RowError]) -> Value {
    let told = |error: &RowError| ImportRowError {
        line: error.line,
        column: error.column.map(str::to_owned),
        code: error.code.to_owned(),
        detail: printable(&error.message),
    };
    let mut kept: Vec<ImportRowError> = errors.iter().take(MOST_ERRORS).map(told).collect();
    let left = errors.len().saturating_sub(kept.len());
    if let (true, Some(next)) = (left > 0, errors.get(MOST_ERRORS)) {
        kept.push(ImportRowError {
            line: next.line,
            column: None,
            code: "more".to_owned(),
            detail: format!("and {left} more from this line on"),
        });
    }
    json!(kept)
}
