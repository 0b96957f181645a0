//! Pictures that have no brothers in AVIF yet: the queue of those that are to get them.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, OptionalExtension, QueryDsl, QueryableByName,
    sql_types::{Integer, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::ImageId;

use crate::{Conn, DbError, schema::product_images};

/// A picture whose brothers somebody is to make now.
#[derive(Clone, Debug, QueryableByName)]
pub struct PictureWithoutAvif {
    /// Its id.
    #[diesel(sql_type = Uuid)]
    pub id: ImageId,
    /// Its address on this shop.
    #[diesel(sql_type = Text)]
    pub url: String,
    /// The how-manieth try this is, from 1 on.
    #[diesel(sql_type = Integer)]
    pub avif_attempts: i32,
}

/// Several instances may run this at once: each takes another row, and nobody takes it again before `$2`.
const CLAIM: &str = "\
UPDATE product_images SET avif_attempts = avif_attempts + 1, avif_next_at = $2
WHERE id = (
  SELECT id FROM product_images
  WHERE avif_next_at IS NOT NULL AND url LIKE '/media/%-%' AND avif_next_at <= $1
  ORDER BY avif_next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
RETURNING id, url, avif_attempts";

/// The picture that waits longest, if any does; it is the caller's until `until`.
pub async fn claim_without_avif(
    conn: &mut Conn,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<Option<PictureWithoutAvif>, DbError> {
    let claimed = diesel::sql_query(CLAIM).bind::<Timestamptz, _>(now).bind::<Timestamptz, _>(until);
    Ok(claimed.get_result(conn).await.optional()?)
}

/// Writes down that nothing is left to be done about this picture, or that it was given up.
pub async fn close_avif(conn: &mut Conn, picture: ImageId) -> Result<(), DbError> {
    diesel::update(product_images::table.find(picture))
        .set(product_images::avif_next_at.eq(None::<DateTime<Utc>>))
        .execute(conn)
        .await?;
    Ok(())
}
