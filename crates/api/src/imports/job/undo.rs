//! The third step, if somebody wants it: taking back what an import did. What was changed again since stays.

use securecart_db::{
    Conn, DbError,
    catalog::{
        ProductChanges, ProductRecord, ProductTraces, StockAdjustment, adjust_on_hand, delete_other_variants,
        delete_product, find_product_any, find_product_traces, lock_product_any, refresh_price_range,
        update_product,
    },
    imports::{LeasedImport, find_import, find_import_product, finish_step, hold, note_undone},
};
use securecart_domain::{
    MovementId,
    catalog::{ImportOutcome, ImportStatus, ProductFileFormat, ProductStatus, UndoOutcome},
};
use serde_json::json;
use uuid::Uuid;

use super::work::{Lost, actor_of, until};
use crate::{
    audit::{self, Entry, Outcome},
    import::{
        file::ProductFile,
        product::{ImportedProduct, ImportedVariant},
        store,
    },
    state::AppState,
};

/// Goes on with taking back, for so many products at most.
pub(super) async fn undo(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    most: usize,
) -> anyhow::Result<()> {
    let import = find_import(&mut *state.db.connection().await?, lease.id).await?.ok_or(DbError::NotFound)?;
    let all = usize::try_from(import.products.unwrap_or(0))?;
    let end = all.min(lease.done.saturating_add(most));
    for place in lease.done..end {
        match Box::pin(undo_product(state, lease, worker, place)).await {
            Ok(()) => {}
            Err(Lost::Refused(refusal)) => {
                tracing::info!(import = %lease.id, place, %refusal, "a product can not be restored");
                keep(state, lease, worker, place).await?;
            }
            Err(lost) => return Err(lost.into()),
        }
    }
    if end == all {
        let (now, step) = (state.clock.now(), ImportStatus::Undoing);
        let mut conn = state.db.connection().await?;
        finish_step(&mut conn, (lease.id, worker), step, now).await?;
    }
    Ok(())
}

async fn undo_product(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    place: usize,
) -> Result<(), Lost> {
    let until = until(state);
    state
        .db
        .transaction(async |tx| {
            if !hold(tx, lease.id, worker, place.saturating_add(1), until).await? {
                return Err(Lost::Taken);
            }
            let done = find_import_product(tx, lease.id, place).await?.ok_or(DbError::NotFound)?;
            let (Some(id), Some(version)) = (done.product_id, done.version_after) else { return Ok(()) };
            let outcome = match (done.outcome, lock_product_any(tx, id).await?, &done.before_image) {
                (Some(ImportOutcome::Added | ImportOutcome::Changed), Some(now), _)
                    if now.version != version =>
                {
                    UndoOutcome::Kept
                }
                (Some(ImportOutcome::Added), Some(now), _) => take_away(tx, state, lease, &now).await?,
                (Some(ImportOutcome::Changed), Some(now), Some(image)) => {
                    restore(tx, state, lease, (&now, image)).await?;
                    UndoOutcome::Restored
                }
                _ => return Ok(()),
            };
            Ok(note_undone(tx, lease.id, place, outcome).await?)
        })
        .await
}

/// Puts a product back to the rows that an export would have written of it.
async fn restore(
    tx: &mut Conn,
    state: &AppState,
    lease: &LeasedImport,
    (now, image): (&ProductRecord, &str),
) -> Result<(), Lost> {
    let before = read_image(image, now)?;
    store::store_product(tx, &state.clock, &actor_of(lease), &before).await?;
    let titles: Vec<String> = before.variants.iter().map(ImportedVariant::title).collect();
    delete_other_variants(tx, now.id, &titles).await?;
    let left = find_product_any(tx, now.id).await?.ok_or(DbError::NotFound)?;
    empty_other_variants(tx, state, lease, (&left, &titles)).await?;
    refresh_price_range(tx, now.id).await?;
    Ok(())
}

fn read_image(image: &str, now: &ProductRecord) -> Result<ImportedProduct, DbError> {
    let (bytes, currency) = (image.as_bytes().to_vec(), now.min_price.currency());
    let file = ProductFile::of(bytes, ProductFileFormat::Securecart, currency);
    let read = file.ok().and_then(|file| file.item(0));
    read.and_then(|read| read.product.ok()).ok_or_else(|| DbError::Inconsistent {
        table: "catalog_import_products",
        column: "before_image",
        id: now.id.to_string(),
    })
}

/// Variants that the import added and that the books speak of stay, and none of them can be bought any more.
async fn empty_other_variants(
    tx: &mut Conn,
    state: &AppState,
    lease: &LeasedImport,
    (product, titles): (&ProductRecord, &[String]),
) -> Result<(), DbError> {
    let added = product.variants.iter().filter(|variant| !titles.contains(&variant.title));
    for variant in added.filter(|variant| variant.on_hand > variant.reserved) {
        let adjustment = StockAdjustment {
            variant_id: variant.id,
            on_hand: variant.reserved,
            expected_on_hand: variant.on_hand,
            movement_id: MovementId::new(state.clock.uuid()),
            reason: "import undone".to_owned(),
            actor: lease.actor,
        };
        adjust_on_hand(tx, state.clock.now(), &adjustment).await?;
    }
    Ok(())
}

/// Takes a product away that the import added, as far as the books let it.
async fn take_away(
    tx: &mut Conn,
    state: &AppState,
    lease: &LeasedImport,
    product: &ProductRecord,
) -> Result<UndoOutcome, DbError> {
    let (event, outcome) = match find_product_traces(tx, product.id).await? {
        ProductTraces { ordered: false, counted: false } => {
            delete_product(tx, product.id).await?;
            ("product_removed", UndoOutcome::Removed)
        }
        ProductTraces { ordered: true, .. } => {
            set_status(tx, state, product, ProductStatus::Discontinued).await?;
            ("product_discontinued", UndoOutcome::Discontinued)
        }
        ProductTraces { .. } => {
            set_status(tx, state, product, ProductStatus::Draft).await?;
            ("product_updated", UndoOutcome::Hidden)
        }
    };
    let entry = Entry {
        event,
        object_kind: "product",
        object_key: product.id.to_string(),
        outcome: Outcome::Success,
        detail: json!({ "undone": lease.id }),
    };
    audit::record(tx, state.clock.now(), &actor_of(lease), entry).await?;
    Ok(outcome)
}

async fn set_status(
    tx: &mut Conn,
    state: &AppState,
    product: &ProductRecord,
    status: ProductStatus,
) -> Result<(), DbError> {
    let changes = ProductChanges { status: Some(status), ..ProductChanges::default() };
    let version = update_product(tx, state.clock.now(), product.id, product.version, &changes).await?;
    version.map(|_| ()).ok_or(DbError::NotFound)
}

/// Notes a product that could not be put back, such as where its code belongs to another one by now.
async fn keep(state: &AppState, lease: &LeasedImport, worker: Uuid, place: usize) -> Result<(), Lost> {
    let until = until(state);
    state
        .db
        .transaction(async |tx| {
            if !hold(tx, lease.id, worker, place.saturating_add(1), until).await? {
                return Err(Lost::Taken);
            }
            Ok(note_undone(tx, lease.id, place, UndoOutcome::Kept).await?)
        })
        .await
}
