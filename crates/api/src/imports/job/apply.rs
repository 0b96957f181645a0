//! The second step: adding and changing what the check has shown, a product at a time.

use securecart_db::{
    Conn, DbError,
    catalog::{ProductRecord, find_product_any, list_category_paths},
    imports::{Applied, ImportProduct, LeasedImport, find_import_product, finish_step, hold, note_applied},
};
use securecart_domain::catalog::{ImportOutcome, ImportStatus};
use uuid::Uuid;

use super::{
    check::{outcome, told},
    open_file,
    work::{Lost, actor_of, until},
};
use crate::{
    export::{self, own},
    import::{
        RowError,
        file::ReadItem,
        product::ImportedProduct,
        store::{self, StoreError},
    },
    state::AppState,
};

/// What is said of a product that is not as the check saw it any more.
const CHANGED_SINCE: &str =
    "somebody changed this product after the check; import the file again to see what would be different now";

/// Goes on with an import, for so many products at most.
pub(super) async fn apply(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    most: usize,
) -> anyhow::Result<()> {
    let file = open_file::read(state, lease).await?;
    let Some(Ok(file)) = file else { anyhow::bail!("the file of an import can not be read any more") };
    let end = file.len().min(lease.done.saturating_add(most));
    for (place, item) in (lease.done..end).filter_map(|place| Some((place, file.item(place)?))) {
        match apply_item(state, lease, worker, (place, &item)).await {
            Ok(()) => {}
            Err(Lost::Refused(refusal)) => {
                let error = RowError::row(item.line, &refusal).coded(refusal.code());
                refuse(state, lease, worker, (place, error)).await?;
            }
            Err(lost) => return Err(lost.into()),
        }
    }
    if end == file.len() {
        let (now, own, step) = (state.clock.now(), (lease.id, worker), ImportStatus::Applying);
        state.db.transaction(async |tx| finish_step(tx, own, step, now).await).await?;
    }
    Ok(())
}

/// One product, in one transaction with the note that it is done: whoever goes on after a crash neither repeats nor
/// leaves out any.
async fn apply_item(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    (place, item): (usize, &ReadItem),
) -> Result<(), Lost> {
    let until = until(state);
    state
        .db
        .transaction(async |tx| {
            if !hold(tx, lease.id, worker, place.saturating_add(1), until).await? {
                return Err(Lost::Taken);
            }
            let seen = find_import_product(tx, lease.id, place).await?.ok_or(DbError::NotFound)?;
            let applied = match &item.product {
                Err(_) => refused(None),
                Ok(product) => store_seen(tx, state, lease, (&seen, product)).await?,
            };
            Ok(note_applied(tx, lease.id, place, &applied).await?)
        })
        .await
}

/// Stores a product if the one that is there is the one that the check saw.
async fn store_seen(
    tx: &mut Conn,
    state: &AppState,
    lease: &LeasedImport,
    (seen, product): (&ImportProduct, &ImportedProduct),
) -> Result<Applied, Lost> {
    if seen.kind == ImportOutcome::Refused {
        return Ok(refused(None));
    }
    let before = store::find_known(tx, product).await?;
    if before.as_ref().map(|before| before.version) != seen.version_seen {
        let error = RowError::row(seen.line, CHANGED_SINCE).coded("changed_since_check");
        return Ok(refused(Some(error)));
    }
    let stored = store::store(tx, &state.clock, &actor_of(lease), lease.mode, product).await?;
    let after = match &before {
        Some(before) => find_product_any(tx, before.id).await?,
        None => store::find_known(tx, product).await?,
    };
    let after = after.ok_or(DbError::NotFound)?;
    let before_image = match (&before, outcome(stored)) {
        (Some(before), ImportOutcome::Changed) => Some(image_of(tx, before).await?),
        _ => None,
    };
    Ok(Applied {
        outcome: outcome(stored),
        product_id: Some(after.id),
        before_image,
        version_after: Some(after.version),
        errors: None,
    })
}

/// A product in the rows of an export, which brings all of it back.
async fn image_of(tx: &mut Conn, product: &ProductRecord) -> Result<String, Lost> {
    let paths = list_category_paths(tx).await?;
    let mut rows = vec![own::head()];
    rows.extend(own::rows(product, &paths));
    let table = export::table(&rows).map_err(|_| DbError::NotFound)?;
    Ok(String::from_utf8_lossy(&table).into_owned())
}

fn refused(error: Option<RowError>) -> Applied {
    Applied {
        outcome: ImportOutcome::Refused,
        product_id: None,
        before_image: None,
        version_after: None,
        errors: error.map(|error| told(&[error])),
    }
}

/// Notes a product that could not be stored; its own transaction was taken back.
async fn refuse(
    state: &AppState,
    lease: &LeasedImport,
    worker: Uuid,
    (place, error): (usize, RowError),
) -> Result<(), Lost> {
    let (until, applied) = (until(state), refused(Some(error)));
    state
        .db
        .transaction(async |tx| {
            if !hold(tx, lease.id, worker, place.saturating_add(1), until).await? {
                return Err(Lost::Taken);
            }
            Ok(note_applied(tx, lease.id, place, &applied).await?)
        })
        .await
}

impl From<StoreError> for Lost {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Db(error) => Self::Db(error),
            refusal => Self::Refused(refusal),
        }
    }
}
