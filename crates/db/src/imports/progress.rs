//! Who works on an import, and where the next one goes on.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    sql_types::{Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ImportId, UserId,
    catalog::{ImportMode, ImportStatus, ProductFileFormat},
};
use uuid::Uuid;

use super::file::delete_file;
use crate::{Conn, DbError, schema::catalog_imports, stored::Place};

/// An import that this worker alone works on.
#[derive(Clone, Debug)]
pub struct LeasedImport {
    /// Which.
    pub id: ImportId,
    /// What is to be done.
    pub status: ImportStatus,
    /// How the file is written.
    pub format: ProductFileFormat,
    /// What becomes of products that are there.
    pub mode: ImportMode,
    /// Products that are done.
    pub done: usize,
    /// Who let it be done.
    pub actor: Option<UserId>,
}

#[derive(QueryableByName)]
struct LeasedRow {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    status: String,
    #[diesel(sql_type = Text)]
    format: String,
    #[diesel(sql_type = Text)]
    mode: String,
    #[diesel(sql_type = Integer)]
    done: i32,
    #[diesel(sql_type = Nullable<SqlUuid>)]
    actor_user_id: Option<Uuid>,
}

const LEASE: &str = "\
UPDATE catalog_imports SET worker = $1, locked_until = $3 WHERE id = (
  SELECT id FROM catalog_imports
  WHERE status IN ('checking', 'applying', 'undoing') AND (locked_until IS NULL OR locked_until <= $2)
  ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, status, format, mode, done, actor_user_id";

/// Takes the oldest import that waits for work and that nobody works on, until then.
pub async fn lease_import(
    conn: &mut Conn,
    worker: Uuid,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<LeasedImport>, DbError> {
    let row: Option<LeasedRow> = diesel::sql_query(LEASE)
        .bind::<SqlUuid, _>(worker)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(until)
        .get_result(conn)
        .await
        .optional()?;
    let Some(row) = row else { return Ok(None) };
    let place = Place { table: "catalog_imports", id: ImportId::new(row.id) };
    Ok(Some(LeasedImport {
        id: ImportId::new(row.id),
        status: place.word("status", &row.status)?,
        format: place.word("format", &row.format)?,
        mode: place.word("mode", &row.mode)?,
        done: place.present("done", usize::try_from(row.done).ok())?,
        actor: row.actor_user_id.map(UserId::new),
    }))
}

/// Notes within the transaction of the work itself that so many products are done, and keeps the import until then. False
/// if another worker has taken it, who then does the same work: this one has to leave it.
pub async fn hold(
    tx: &mut Conn,
    id: ImportId,
    worker: Uuid,
    done: usize,
    until: DateTime<Utc>,
) -> Result<bool, DbError> {
    let own = catalog_imports::id.eq(id).and(catalog_imports::worker.eq(worker));
    let rows = diesel::update(catalog_imports::table.filter(own))
        .set((
            catalog_imports::done.eq(i32::try_from(done).unwrap_or(i32::MAX)),
            catalog_imports::locked_until.eq(until),
        ))
        .execute(tx)
        .await?;
    Ok(rows > 0)
}

/// Lets anybody go on with it.
pub async fn release(conn: &mut Conn, id: ImportId, worker: Uuid) -> Result<(), DbError> {
    let own = catalog_imports::id.eq(id).and(catalog_imports::worker.eq(worker));
    diesel::update(catalog_imports::table.filter(own))
        .set((
            catalog_imports::worker.eq(None::<Uuid>),
            catalog_imports::locked_until.eq(None::<DateTime<Utc>>),
            catalog_imports::failures.eq(0),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Lets nobody go on with it until then, since going on has failed: others have their turn meanwhile. Gives how often it
/// has failed in a row.
pub async fn put_off(
    conn: &mut Conn,
    id: ImportId,
    worker: Uuid,
    until: impl FnOnce(i32) -> DateTime<Utc>,
) -> Result<i32, DbError> {
    let own = catalog_imports::id.eq(id).and(catalog_imports::worker.eq(worker));
    let failures: Option<i32> = diesel::update(catalog_imports::table.filter(own))
        .set(catalog_imports::failures.eq(catalog_imports::failures + 1))
        .returning(catalog_imports::failures)
        .get_result(conn)
        .await
        .optional()?;
    let failures = failures.unwrap_or(0);
    diesel::update(catalog_imports::table.filter(own))
        .set((
            catalog_imports::worker.eq(None::<Uuid>),
            catalog_imports::locked_until.eq(Some(until(failures))),
        ))
        .execute(conn)
        .await?;
    Ok(failures)
}

/// What is in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileCounts {
    /// Its rows.
    pub rows: usize,
    /// Its products.
    pub products: usize,
}

/// Notes what is in the file.
pub async fn note_counts(conn: &mut Conn, id: ImportId, counts: FileCounts) -> Result<(), DbError> {
    diesel::update(catalog_imports::table.find(id))
        .set((
            catalog_imports::row_count.eq(i32::try_from(counts.rows).ok()),
            catalog_imports::product_count.eq(i32::try_from(counts.products).ok()),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Ends the step that this worker was at: what was being checked is checked, and so on. A file that was applied is
/// forgotten. `moves_stock` is what the check found out.
pub async fn finish_step(
    tx: &mut Conn,
    (id, worker): (ImportId, Uuid),
    step: ImportStatus,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    let own = catalog_imports::id.eq(id).and(catalog_imports::worker.eq(worker));
    let table = catalog_imports::table.filter(own.and(catalog_imports::status.eq(step.as_str())));
    let free =
        (catalog_imports::worker.eq(None::<Uuid>), catalog_imports::locked_until.eq(None::<DateTime<Utc>>));
    match step {
        ImportStatus::Checking => {
            let done = (
                catalog_imports::status.eq(ImportStatus::Checked.as_str()),
                catalog_imports::checked_at.eq(now),
            );
            diesel::update(table).set((done, free)).execute(tx).await?
        }
        ImportStatus::Applying => {
            let done = (
                catalog_imports::status.eq(ImportStatus::Applied.as_str()),
                catalog_imports::applied_at.eq(now),
            );
            let rows = diesel::update(table).set((done, free)).execute(tx).await?;
            if rows > 0 {
                delete_file(tx, id).await?;
            }
            rows
        }
        _ => {
            let done = (
                catalog_imports::status.eq(ImportStatus::Undone.as_str()),
                catalog_imports::undone_at.eq(now),
            );
            diesel::update(table).set((done, free)).execute(tx).await?
        }
    };
    Ok(())
}

/// Begins the next step from the first product on, if the import is still at that state; false otherwise. `undoing` is
/// begun from `applied`, `applying` from `checked`.
pub async fn begin_step(
    tx: &mut Conn,
    id: ImportId,
    (from, to): (ImportStatus, ImportStatus),
    actor: UserId,
) -> Result<bool, DbError> {
    let there = catalog_imports::id.eq(id).and(catalog_imports::status.eq(from.as_str()));
    let rows = diesel::update(catalog_imports::table.filter(there))
        .set((
            catalog_imports::status.eq(to.as_str()),
            catalog_imports::done.eq(0),
            catalog_imports::actor_user_id.eq(Some(actor.uuid())),
        ))
        .execute(tx)
        .await?;
    Ok(rows > 0)
}

/// Ends an import whose file is good for nothing, in at most 500 characters.
pub async fn give_up(
    conn: &mut Conn,
    id: ImportId,
    failure: &str,
    now: DateTime<Utc>,
) -> Result<(), DbError> {
    diesel::update(catalog_imports::table.find(id))
        .set((
            catalog_imports::status.eq(ImportStatus::Failed.as_str()),
            catalog_imports::failure.eq(failure),
            catalog_imports::checked_at.eq(now),
            catalog_imports::worker.eq(None::<Uuid>),
            catalog_imports::locked_until.eq(None::<DateTime<Utc>>),
        ))
        .execute(conn)
        .await?;
    delete_file(conn, id).await
}
