//! Pictures of the products that an import brought.

use diesel::{
    QueryableByName,
    sql_types::{BigInt, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::ImportId;

use crate::{Conn, DbError};

/// Pictures that lie elsewhere, by how far fetching them is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, QueryableByName)]
pub struct PictureCounts {
    /// Still to be fetched.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    /// There.
    #[diesel(sql_type = BigInt)]
    pub fetched: i64,
    /// Given up.
    #[diesel(sql_type = BigInt)]
    pub failed: i64,
}

/// A product stands in a file once, so that no picture counts twice.
const COUNT: &str = "\
SELECT count(*) FILTER (WHERE p.url IS NULL AND p.fetch_failed_at IS NULL) AS waiting,
  count(*) FILTER (WHERE p.url IS NOT NULL) AS fetched,
  count(*) FILTER (WHERE p.fetch_failed_at IS NOT NULL) AS failed
FROM catalog_import_products i JOIN product_images p ON p.product_id = i.product_id
WHERE i.import_id = $1 AND p.source_url IS NOT NULL";

/// The pictures from elsewhere of the products of an import, as they are now.
pub async fn count_pictures(conn: &mut Conn, import: ImportId) -> Result<PictureCounts, DbError> {
    Ok(diesel::sql_query(COUNT).bind::<Uuid, _>(import).get_result(conn).await?)
}
