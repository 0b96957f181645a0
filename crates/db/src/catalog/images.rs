//! Pictures of products.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, QueryDsl, Queryable, Selectable, SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ImageId, ProductId};

use super::{
    ImageFetch, ImageRecord,
    changes::{self, Change},
};
use crate::{Conn, DbError, schema::product_images};

#[derive(Queryable, Selectable)]
#[diesel(table_name = product_images, check_for_backend(diesel::pg::Pg))]
struct ImageRow {
    id: ImageId,
    product_id: ProductId,
    position: i32,
    url: Option<String>,
    alt: String,
    source_url: Option<String>,
    fetch_attempts: i32,
    fetch_next_at: DateTime<Utc>,
    fetch_failure: Option<String>,
    fetch_failed_at: Option<DateTime<Utc>>,
}

impl ImageRow {
    fn into_record(self) -> ImageRecord {
        ImageRecord {
            id: self.id,
            position: self.position,
            url: self.url,
            alt: self.alt,
            source_url: self.source_url,
            fetch: ImageFetch {
                attempts: self.fetch_attempts,
                next_at: self.fetch_next_at,
                failure: self.fetch_failure,
                failed_at: self.fetch_failed_at,
            },
        }
    }
}

/// All pictures of these products in order, announced ones included.
pub(super) async fn list_for_products(
    conn: &mut Conn,
    ids: &[ProductId],
) -> Result<HashMap<ProductId, Vec<ImageRecord>>, DbError> {
    let rows: Vec<ImageRow> = product_images::table
        .filter(product_images::product_id.eq_any(ids))
        .order((product_images::product_id, product_images::position))
        .select(ImageRow::as_select())
        .load(conn)
        .await?;
    let mut images: HashMap<ProductId, Vec<ImageRecord>> = HashMap::new();
    for row in rows {
        images.entry(row.product_id).or_default().push(row.into_record());
    }
    Ok(images)
}

/// A picture to be added: one that lies on this shop (`url`), or one that an import announced (`source_url`).
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = product_images)]
pub struct NewImage {
    /// Its id.
    pub id: ImageId,
    /// Of which product.
    pub product_id: ProductId,
    /// Its place among the product's pictures, from 1 on.
    pub position: i32,
    /// Its address on this shop.
    pub url: Option<String>,
    /// What it shows, at most 500 characters.
    pub alt: String,
    /// Where an import says that it lies.
    pub source_url: Option<String>,
}

/// Adds pictures.
pub async fn insert_images(tx: &mut Conn, new: &[NewImage]) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    if !new.is_empty() {
        diesel::insert_into(product_images::table).values(new).execute(tx).await?;
    }
    Ok(())
}

/// Takes pictures away from a product; variants that were shown by them are shown by none.
pub async fn delete_images(tx: &mut Conn, product: ProductId, ids: &[ImageId]) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    let own = product_images::product_id.eq(product).and(product_images::id.eq_any(ids));
    diesel::delete(product_images::table.filter(own)).execute(tx).await?;
    Ok(())
}

/// Gives a picture another place and description. Places are unique within a product, so a caller that moves
/// several moves them out of the way first.
pub async fn move_image(tx: &mut Conn, image: ImageId, position: i32, alt: &str) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::update(product_images::table.find(image))
        .set((product_images::position.eq(position), product_images::alt.eq(alt)))
        .execute(tx)
        .await?;
    Ok(())
}

/// A picture's place and description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImagePlace {
    /// Which picture.
    pub id: ImageId,
    /// Its place among the product's pictures, from 1 on.
    pub position: i32,
    /// What it shows, at most 500 characters.
    pub alt: String,
}

/// Places beyond those of any product, to move pictures out of each other's way.
const ASIDE: i32 = 1_000_000;

/// Gives several pictures of one product other places and descriptions. [`DbError::Unique`] of
/// `product_images_product_id_position_key` when a place belongs to a picture that is not among them.
pub async fn move_images(tx: &mut Conn, places: &[ImagePlace]) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    for place in places {
        move_image(tx, place.id, place.position.saturating_add(ASIDE), &place.alt).await?;
    }
    for place in places {
        move_image(tx, place.id, place.position, &place.alt).await?;
    }
    Ok(())
}
