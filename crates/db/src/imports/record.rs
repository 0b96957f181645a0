//! Imports as a whole.

use chrono::{DateTime, Utc};
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ImportId, UserId,
    catalog::{ImportMode, ImportStatus, ProductFileFormat},
};

use super::file::insert_file;
use crate::{Conn, DbError, schema::catalog_imports, stored::Place};

/// A file that was brought along.
#[derive(Clone, Debug)]
pub struct NewImport<'a> {
    /// Its id.
    pub id: ImportId,
    /// How it is written.
    pub format: ProductFileFormat,
    /// What becomes of products that are there.
    pub mode: ImportMode,
    /// Its name, at most 200 characters; means nothing.
    pub file_name: &'a str,
    /// Its content.
    pub file: &'a [u8],
    /// Who brings it.
    pub actor: Option<UserId>,
}

/// Keeps a file that is to be checked.
pub async fn insert_import(tx: &mut Conn, now: DateTime<Utc>, new: &NewImport<'_>) -> Result<(), DbError> {
    diesel::insert_into(catalog_imports::table)
        .values((
            catalog_imports::id.eq(new.id),
            catalog_imports::status.eq(ImportStatus::Checking.as_str()),
            catalog_imports::format.eq(new.format.as_str()),
            catalog_imports::mode.eq(new.mode.as_str()),
            catalog_imports::file_name.eq(new.file_name),
            catalog_imports::size_bytes.eq(i64::try_from(new.file.len()).unwrap_or(i64::MAX)),
            catalog_imports::actor_user_id.eq(new.actor.map(UserId::uuid)),
            catalog_imports::created_at.eq(now),
        ))
        .execute(tx)
        .await?;
    insert_file(tx, new.id, new.file).await
}

/// An import and how far it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRecord {
    /// Its id.
    pub id: ImportId,
    /// How far it is.
    pub status: ImportStatus,
    /// How the file is written.
    pub format: ProductFileFormat,
    /// What becomes of products that are there.
    pub mode: ImportMode,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub size_bytes: u64,
    /// Its rows; none as long as nobody has looked.
    pub rows: Option<u32>,
    /// Its products; none as long as nobody has looked.
    pub products: Option<u32>,
    /// How many of them are done in the step that runs.
    pub done: u32,
    /// Whether it brings units into the stock.
    pub moves_stock: bool,
    /// Why there is nothing to be applied.
    pub failure: Option<String>,
    /// When it was brought.
    pub created_at: DateTime<Utc>,
    /// When the check was done.
    pub checked_at: Option<DateTime<Utc>>,
    /// When applying was done.
    pub applied_at: Option<DateTime<Utc>>,
    /// When undoing was done.
    pub undone_at: Option<DateTime<Utc>>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = catalog_imports, check_for_backend(diesel::pg::Pg))]
struct StoredImport {
    id: ImportId,
    status: String,
    format: String,
    mode: String,
    file_name: String,
    size_bytes: i64,
    row_count: Option<i32>,
    product_count: Option<i32>,
    done: i32,
    moves_stock: bool,
    failure: Option<String>,
    created_at: DateTime<Utc>,
    checked_at: Option<DateTime<Utc>>,
    applied_at: Option<DateTime<Utc>>,
    undone_at: Option<DateTime<Utc>>,
}

impl StoredImport {
    fn into_record(self) -> Result<ImportRecord, DbError> {
        let place = Place { table: "catalog_imports", id: self.id };
        let count = |number: Option<i32>| number.and_then(|number| u32::try_from(number).ok());
        Ok(ImportRecord {
            id: self.id,
            status: place.word("status", &self.status)?,
            format: place.word("format", &self.format)?,
            mode: place.word("mode", &self.mode)?,
            file_name: self.file_name,
            size_bytes: place.present("size_bytes", u64::try_from(self.size_bytes).ok())?,
            rows: count(self.row_count),
            products: count(self.product_count),
            done: place.present("done", u32::try_from(self.done).ok())?,
            moves_stock: self.moves_stock,
            failure: self.failure,
            created_at: self.created_at,
            checked_at: self.checked_at,
            applied_at: self.applied_at,
            undone_at: self.undone_at,
        })
    }
}

/// One import.
pub async fn find_import(conn: &mut Conn, id: ImportId) -> Result<Option<ImportRecord>, DbError> {
    let row =
        catalog_imports::table.find(id).select(StoredImport::as_select()).first(conn).await.optional()?;
    row.map(StoredImport::into_record).transpose()
}

/// Imports, newest first, after that one; and how many there are.
pub async fn list_imports(
    conn: &mut Conn,
    after: Option<ImportId>,
    limit: i64,
) -> Result<(Vec<ImportRecord>, u64), DbError> {
    let total: i64 = catalog_imports::table.count().get_result(conn).await?;
    let mut query = catalog_imports::table.select(StoredImport::as_select()).into_boxed();
    if let Some(after) = after {
        query = query.filter(catalog_imports::id.lt(after));
    }
    let rows: Vec<StoredImport> = query.order(catalog_imports::id.desc()).limit(limit).load(conn).await?;
    let records = rows.into_iter().map(StoredImport::into_record).collect::<Result<_, _>>()?;
    Ok((records, u64::try_from(total).unwrap_or(0)))
}

/// Removes imports that were brought before that moment, with what they noted; they can not be undone any more.
pub async fn forget_imports(conn: &mut Conn, before: DateTime<Utc>) -> Result<usize, DbError> {
    let old = catalog_imports::table.filter(catalog_imports::created_at.lt(before));
    Ok(diesel::delete(old).execute(conn).await?)
}
