//! Pictures that an import announced: the queue of those that have to be fetched.

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, QueryDsl, QueryableByName,
    sql_types::{BigInt, Integer, Text, Timestamptz, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ImageId, ProductId, catalog::PictureFailure};

use super::changes::{self, Change};
use crate::{Conn, DbError, schema::product_images};

/// A picture that somebody is to fetch now.
#[derive(Clone, Debug, QueryableByName)]
pub struct AnnouncedPicture {
    /// Its id.
    #[diesel(sql_type = Uuid)]
    pub id: ImageId,
    /// Of which product.
    #[diesel(sql_type = Uuid)]
    pub product_id: ProductId,
    /// Where it lies.
    #[diesel(sql_type = Text)]
    pub source_url: String,
    /// The how-manieth try this is, from 1 on.
    #[diesel(sql_type = Integer)]
    pub fetch_attempts: i32,
}

/// Several instances may run this at once: each takes other rows, and nobody takes them again before `$2`.
const CLAIM: &str = "\
UPDATE product_images SET fetch_attempts = fetch_attempts + 1, fetch_next_at = $2
WHERE id IN (
  SELECT id FROM product_images WHERE url IS NULL AND fetch_failed_at IS NULL AND fetch_next_at <= $1
  ORDER BY fetch_next_at LIMIT $3 FOR UPDATE SKIP LOCKED)
RETURNING id, product_id, source_url, fetch_attempts";

/// Up to `limit` pictures whose turn it is, longest waiting first; they are the caller's until `until`.
pub async fn claim_announced(
    conn: &mut Conn,
    now: DateTime<Utc>,
    until: DateTime<Utc>,
    limit: i64,
) -> Result<Vec<AnnouncedPicture>, DbError> {
    let claimed = diesel::sql_query(CLAIM)
        .bind::<Timestamptz, _>(now)
        .bind::<Timestamptz, _>(until)
        .bind::<BigInt, _>(limit);
    Ok(claimed.load(conn).await?)
}

/// Puts a picture where it was announced; false if that is not wanted any more. The product's version stays: nobody has
/// decided anything, and an import that nobody has touched since can still be undone.
pub async fn place_announced(tx: &mut Conn, picture: &AnnouncedPicture, url: &str) -> Result<bool, DbError> {
    changes::note(Change::Catalogue);
    let announced = product_images::id
        .eq(picture.id)
        .and(product_images::url.is_null())
        .and(product_images::source_url.eq(&picture.source_url));
    let placed = diesel::update(product_images::table.filter(announced))
        .set((
            product_images::url.eq(url),
            product_images::fetch_failure.eq(None::<String>),
            product_images::fetch_failed_at.eq(None::<DateTime<Utc>>),
        ))
        .execute(tx)
        .await?;
    Ok(placed > 0)
}

/// What becomes of a picture that could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextTry {
    /// It is tried again then.
    At(DateTime<Utc>),
    /// It is given up, at that moment.
    Never(DateTime<Utc>),
}

/// Writes down why a picture could not be fetched.
pub async fn note_picture_failure(
    conn: &mut Conn,
    picture: &AnnouncedPicture,
    failure: PictureFailure,
    next: NextTry,
) -> Result<(), DbError> {
    let (at, failed_at) = match next {
        NextTry::At(at) => (at, None),
        NextTry::Never(at) => (at, Some(at)),
    };
    let announced = product_images::id.eq(picture.id).and(product_images::url.is_null());
    diesel::update(product_images::table.filter(announced))
        .set((
            product_images::fetch_failure.eq(failure.as_str()),
            product_images::fetch_next_at.eq(at),
            product_images::fetch_failed_at.eq(failed_at),
        ))
        .execute(conn)
        .await?;
    Ok(())
}

/// Has a picture of the product fetched at once, from the first try on; false if it has none such that is not there yet.
pub async fn ask_for_picture_again(
    tx: &mut Conn,
    now: DateTime<Utc>,
    product: ProductId,
    image: ImageId,
) -> Result<bool, DbError> {
    let announced = product_images::id
        .eq(image)
        .and(product_images::product_id.eq(product))
        .and(product_images::url.is_null());
    let asked = diesel::update(product_images::table.filter(announced))
        .set((
            product_images::fetch_attempts.eq(0),
            product_images::fetch_next_at.eq(now),
            product_images::fetch_failure.eq(None::<String>),
            product_images::fetch_failed_at.eq(None::<DateTime<Utc>>),
        ))
        .execute(tx)
        .await?;
    Ok(asked > 0)
}
