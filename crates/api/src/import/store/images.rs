//! Pictures of an imported product that is there already.

use std::collections::HashSet;

use securecart_db::{
    Conn,
    catalog::{ImageRecord, NewImage, ProductRecord, delete_images, insert_images, move_image},
};
use securecart_domain::ImageId;

use super::StoreError;
use crate::{
    adapters::clock::Clock,
    import::product::{ImportedImage, ImportedProduct},
};

/// Places beyond those of any product, to move pictures out of each other's way.
const ASIDE: i32 = 1_000_000;

/// A picture as it has to be.
struct Wanted<'a> {
    id: ImageId,
    position: i32,
    alt: &'a str,
    known: Option<&'a ImageRecord>,
    source: Option<&'a ImportedImage>,
}

/// Whether all of them are there, described so and in this order. Places may have gaps, where a picture was taken away.
fn are_there(wanted: &[Wanted<'_>]) -> bool {
    let described = wanted.iter().all(|image| image.known.is_some_and(|known| known.alt == image.alt));
    described && wanted.iter().filter_map(|image| image.known).is_sorted_by_key(|known| known.position)
}

/// Brings the pictures to what the file says and returns the ids of the file's pictures in its order, and
/// whether anything changed. Pictures that no import brought come after those of the file, unless the file says
/// everything: then they go.
pub(super) async fn change_images(
    tx: &mut Conn,
    clock: &Clock,
    product: &ProductRecord,
    file: &ImportedProduct,
) -> Result<(Vec<ImageId>, bool), StoreError> {
    let known = &product.images;
    let wanted = wanted(clock, known, file);
    let kept: HashSet<ImageId> = wanted.iter().map(|image| image.id).collect();
    let gone: Vec<ImageId> = known.iter().map(|image| image.id).filter(|id| !kept.contains(id)).collect();
    let ids: Vec<ImageId> =
        wanted.iter().filter(|image| image.source.is_some()).map(|image| image.id).collect();
    if gone.is_empty() && are_there(&wanted) {
        return Ok((ids, false));
    }
    if !gone.is_empty() {
        delete_images(tx, product.id, &gone).await?;
    }
    for image in wanted.iter().filter(|image| image.known.is_some()) {
        move_image(tx, image.id, image.position.saturating_add(ASIDE), image.alt).await?;
    }
    for image in &wanted {
        match (image.known, image.source) {
            (None, Some(source)) => {
                let new = NewImage {
                    id: image.id,
                    product_id: product.id,
                    position: image.position,
                    url: source.url.clone(),
                    alt: image.alt.to_owned(),
                    source_url: source.source_url.clone(),
                };
                insert_images(tx, &[new]).await?;
            }
            _ => move_image(tx, image.id, image.position, image.alt).await?,
        }
    }
    Ok((ids, true))
}

fn wanted<'a>(clock: &Clock, known: &'a [ImageRecord], file: &'a ImportedProduct) -> Vec<Wanted<'a>> {
    // The same picture may show a product twice, so each that is there is taken for one of the file at most.
    let mut free: Vec<&ImageRecord> = known.iter().collect();
    let mut wanted: Vec<Wanted<'a>> = Vec::new();
    for image in &file.images {
        let place = free.iter().position(|known| is_same(known, image));
        let known = place.map(|place| free.remove(place));
        let id = known.map_or_else(|| ImageId::new(clock.uuid()), |known| known.id);
        wanted.push(Wanted { id, position: 0, alt: &image.alt, known, source: Some(image) });
    }
    if !file.origin.says_everything() {
        let own = free.into_iter().filter(|image| image.source_url.is_none());
        wanted.extend(own.map(|image| Wanted {
            id: image.id,
            position: 0,
            alt: &image.alt,
            known: Some(image),
            source: None,
        }));
    }
    for (position, image) in (1..).zip(&mut wanted) {
        image.position = position;
    }
    wanted
}

/// A picture from elsewhere is known by where it came from, any other one by its address here.
fn is_same(known: &ImageRecord, image: &ImportedImage) -> bool {
    match &image.source_url {
        Some(_) => known.source_url == image.source_url,
        None => known.url == image.url,
    }
}
