//! The decisions about imports.

use securecart_db::{
    Conn,
    imports::{ImportRecord, NewImport, begin_step, find_import, insert_import},
};
use securecart_domain::{ImportId, Permission, catalog::ImportStatus};
use serde_json::json;

use super::{error::ImportsError, form::ImportForm};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, authority::held_by, perm},
};

type Access = Allowed<perm::WriteProducts>;

/// Keeps a file that is to be checked, and returns its id.
pub(super) async fn create_import(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    form: &ImportForm,
) -> Result<ImportId, ImportsError> {
    let new = NewImport {
        id: ImportId::new(clock.uuid()),
        format: form.format,
        mode: form.mode,
        file_name: &form.file_name,
        file: &form.bytes,
        actor: Some(access.user_id()),
    };
    insert_import(tx, clock.now(), &new).await?;
    let detail = json!({ "format": form.format, "mode": form.mode, "bytes": form.bytes.len() });
    record(access, tx, clock, ("import_created", new.id), detail).await?;
    Ok(new.id)
}

/// Lets an import be applied that was checked.
pub(super) async fn apply_import(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ImportId,
) -> Result<ImportRecord, ImportsError> {
    const OTHER: &str = "Only an import that was checked, and was not applied yet, can be applied.";
    begin(access, tx, id, (ImportStatus::Checked, ImportStatus::Applying), OTHER).await?;
    record(access, tx, clock, ("import_applied", id), json!({})).await?;
    find_import(tx, id).await?.ok_or(ImportsError::NotFound)
}

/// Lets an import be undone that was applied.
pub(super) async fn undo_import(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ImportId,
) -> Result<ImportRecord, ImportsError> {
    const OTHER: &str = "Only an import that was applied, and was not undone yet, can be undone.";
    begin(access, tx, id, (ImportStatus::Applied, ImportStatus::Undoing), OTHER).await?;
    record(access, tx, clock, ("import_undone", id), json!({})).await?;
    find_import(tx, id).await?.ok_or(ImportsError::NotFound)
}

/// Units that come into the stock, or leave it, are the business of whoever may move them.
async fn begin(
    access: &Access,
    tx: &mut Conn,
    id: ImportId,
    steps: (ImportStatus, ImportStatus),
    other: &'static str,
) -> Result<(), ImportsError> {
    let import = find_import(tx, id).await?.ok_or(ImportsError::NotFound)?;
    if import.moves_stock && !held_by(tx, access.user_id()).await?.contains(&Permission::WriteInventory) {
        return Err(ImportsError::Missing(Permission::WriteInventory));
    }
    if begin_step(tx, id, steps, access.user_id()).await? {
        Ok(())
    } else {
        Err(ImportsError::OtherStep(other))
    }
}

async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    (event, id): (&'static str, ImportId),
    detail: serde_json::Value,
) -> Result<(), ImportsError> {
    let entry =
        Entry { event, object_kind: "import", object_key: id.to_string(), outcome: Outcome::Success, detail };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
