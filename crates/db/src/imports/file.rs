//! The file of an import, which is kept until it has been applied or turned out to be none.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::ImportId;

use crate::{
    Conn, DbError,
    schema::{catalog_import_parts, catalog_imports},
};

/// How many bytes go over the connection at once, which keeps as much memory as it has once needed.
const PART: usize = 1024 * 1024;

/// Keeps the file of an import.
pub(super) async fn insert_file(tx: &mut Conn, id: ImportId, file: &[u8]) -> Result<(), DbError> {
    for (part, content) in (0_i32..).zip(file.chunks(PART)) {
        diesel::insert_into(catalog_import_parts::table)
            .values((
                catalog_import_parts::import_id.eq(id),
                catalog_import_parts::part.eq(part),
                catalog_import_parts::content.eq(content),
            ))
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// The file of an import; none once it is not needed any more.
pub async fn find_file(conn: &mut Conn, id: ImportId) -> Result<Option<Vec<u8>>, DbError> {
    let import = catalog_imports::table.find(id).select(catalog_imports::size_bytes);
    let size: Option<i64> = import.first(conn).await.optional()?;
    let mut file = Vec::with_capacity(size.and_then(|size| usize::try_from(size).ok()).unwrap_or(0));
    for part in 0_i32.. {
        let content = catalog_import_parts::table.find((id, part)).select(catalog_import_parts::content);
        let content: Option<Vec<u8>> = content.first(conn).await.optional()?;
        let Some(content) = content else { break };
        file.extend(content);
    }
    Ok((!file.is_empty()).then_some(file))
}

/// Forgets the file of an import.
pub(super) async fn delete_file(conn: &mut Conn, id: ImportId) -> Result<(), DbError> {
    let parts = catalog_import_parts::table.filter(catalog_import_parts::import_id.eq(id));
    diesel::delete(parts).execute(conn).await?;
    Ok(())
}
