//! The decisions about pictures. They belong to their product: its version guards them and goes up with them.
//! Those that an import only announced keep their places and are never counted.

use securecart_db::{
    Conn,
    catalog::{
        ImagePlace, ImageRecord, NewImage, ProductRecord, ask_for_picture_again, bump_version, delete_images,
        insert_images, move_images,
    },
};
use securecart_domain::{
    ImageId, ProductId,
    catalog::{MAX_PICTURES, PlainText},
};
use securecart_dto::{catalog::ImageSource, product_images::ProductImage};
use serde_json::json;

use super::{
    CatalogError,
    service::{lock, record, reload},
    update_product_image::ImageEdit,
};
use crate::{
    adapters::clock::Clock,
    auth::{Allowed, perm},
    http::etag::IfMatch,
    media::TakenIn,
};

type Access = Allowed<perm::WriteProducts>;

/// Whether a picture could be added to that version of the product right now. Under the product's lock as well:
/// its version and its pictures are read one after the other, and would otherwise be of different moments.
pub(super) async fn find_room(
    _access: &Access,
    tx: &mut Conn,
    id: ProductId,
    if_match: &IfMatch,
) -> Result<(), CatalogError> {
    require_room(&lock(tx, id, if_match).await?)
}

/// Adds a picture behind all others and returns it with the product's new version.
pub(super) async fn create_image(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ProductId,
    if_match: &IfMatch,
    (taken, alt): (&TakenIn, &PlainText),
) -> Result<(ProductImage, i64), CatalogError> {
    let (product, now) = (lock(tx, id, if_match).await?, clock.now());
    require_room(&product)?;
    let version = bump_version(tx, now, id, product.version).await?.ok_or(CatalogError::Stale)?;
    let last = product.images.iter().map(|image| image.position).max().unwrap_or(0);
    let new = NewImage {
        id: ImageId::new(clock.uuid()),
        product_id: id,
        position: last.saturating_add(1),
        url: Some(taken.url.clone()),
        alt: alt.to_string(),
        source_url: None,
    };
    insert_images(tx, std::slice::from_ref(&new)).await?;
    record(access, tx, clock, "product_image_added", id, json!({ "image": new.id, "url": taken.url }))
        .await?;
    let image = ProductImage {
        id: new.id,
        url: taken.url.clone(),
        sources: ImageSource::all_of(&taken.url),
        alt: new.alt,
        position: u32::try_from(shown(&product).count().saturating_add(1)).unwrap_or(u32::MAX),
        width: taken.width,
        height: taken.height,
    };
    Ok((image, version))
}

/// Describes a picture and gives it another place; without any change everything stays as it is.
pub(super) async fn update_image(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    (id, image): (ProductId, ImageId),
    if_match: &IfMatch,
    edit: &ImageEdit,
) -> Result<ProductRecord, CatalogError> {
    let product = lock(tx, id, if_match).await?;
    let changes = changes(&product, image, edit)?;
    if changes.is_empty() {
        return Ok(product);
    }
    bump_version(tx, clock.now(), id, product.version).await?.ok_or(CatalogError::Stale)?;
    move_images(tx, &changes).await?;
    let detail = json!({ "image": image, "alt": edit.alt.is_some(), "position": edit.position });
    record(access, tx, clock, "product_image_updated", id, detail).await?;
    reload(tx, id).await
}

/// Has a picture fetched at once that an import announced, and returns its product, which stays as it is.
pub(super) async fn ask_again(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    (id, image): (ProductId, ImageId),
) -> Result<ProductRecord, CatalogError> {
    if !ask_for_picture_again(tx, clock.now(), id, image).await? {
        return Err(CatalogError::NotFound);
    }
    record(access, tx, clock, "product_image_asked_for", id, json!({ "image": image })).await?;
    reload(tx, id).await
}

/// Takes a picture away, announced ones too, whose file stays, and returns the product's new version.
pub(super) async fn delete_image(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    (id, image): (ProductId, ImageId),
    if_match: &IfMatch,
) -> Result<i64, CatalogError> {
    let product = lock(tx, id, if_match).await?;
    let known = product.images.iter().find(|known| known.id == image).ok_or(CatalogError::NotFound)?;
    let version = bump_version(tx, clock.now(), id, product.version).await?.ok_or(CatalogError::Stale)?;
    delete_images(tx, id, &[image]).await?;
    let detail = json!({ "image": image, "url": known.url, "announced": known.source_url });
    record(access, tx, clock, "product_image_removed", id, detail).await?;
    Ok(version)
}

/// The pictures that are there, in order.
fn shown(product: &ProductRecord) -> impl Iterator<Item = &ImageRecord> {
    product.images.iter().filter(|image| image.url.is_some())
}

fn require_room(product: &ProductRecord) -> Result<(), CatalogError> {
    if shown(product).count() < MAX_PICTURES { Ok(()) } else { Err(CatalogError::TooManyImages) }
}

/// The pictures whose place or description becomes another one.
fn changes(
    product: &ProductRecord,
    image: ImageId,
    edit: &ImageEdit,
) -> Result<Vec<ImagePlace>, CatalogError> {
    let mut order: Vec<&ImageRecord> = shown(product).collect();
    let places: Vec<i32> = order.iter().map(|known| known.position).collect();
    let from = order.iter().position(|known| known.id == image).ok_or(CatalogError::NotFound)?;
    if let Some(position) = edit.position {
        let to = usize::try_from(position).ok().and_then(|position| position.checked_sub(1));
        let to = to.filter(|to| *to < order.len()).ok_or(CatalogError::NoSuchPlace(order.len()))?;
        let moved = order.remove(from);
        order.insert(to, moved);
    }
    let as_it_becomes = |(known, position): (&ImageRecord, i32)| {
        let given = edit.alt.as_ref().filter(|_| known.id == image);
        let alt = given.map_or_else(|| known.alt.clone(), PlainText::to_string);
        (known.position != position || known.alt != alt).then_some(ImagePlace { id: known.id, position, alt })
    };
    Ok(order.into_iter().zip(places).filter_map(as_it_becomes).collect())
}
