//! Pictures of an imported product that is there already.

use std::collections::HashSet;

use securecart_db::{
    Conn,
    catalog::{ImageRecord, NewImage, delete_images, insert_images, move_image},
};
use securecart_domain::{ImageId, ProductId};

use super::StoreError;
use crate::{
    adapters::clock::Clock,
    import::product::{ImagePlace, ImportedImage},
};

/// Places beyond those of any product, to move pictures out of each other's way.
const ASIDE: i32 = 1_000_000;

/// The address on this shop and the one elsewhere.
pub(super) fn addresses(place: &ImagePlace) -> (Option<String>, Option<String>) {
    match place {
        ImagePlace::Here(url) => (Some(url.clone()), None),
        ImagePlace::There(url) => (None, Some(url.clone())),
    }
}

/// A picture as it has to be.
struct Wanted<'a> {
    id: ImageId,
    position: i32,
    alt: &'a str,
    known: Option<&'a ImageRecord>,
    source: Option<&'a ImportedImage>,
}

impl Wanted<'_> {
    fn is_there(&self) -> bool {
        self.known.is_some_and(|known| known.position == self.position && known.alt == self.alt)
    }
}

/// Brings the pictures to what the file says and returns the ids of the file's pictures in its order, and
/// whether anything changed. Pictures that no import brought come after those of the file.
pub(super) async fn change_images(
    tx: &mut Conn,
    clock: &Clock,
    product: ProductId,
    known: &[ImageRecord],
    images: &[ImportedImage],
) -> Result<(Vec<ImageId>, bool), StoreError> {
    let wanted = wanted(clock, known, images);
    let kept: HashSet<ImageId> = wanted.iter().map(|image| image.id).collect();
    let gone: Vec<ImageId> = known.iter().map(|image| image.id).filter(|id| !kept.contains(id)).collect();
    let ids: Vec<ImageId> =
        wanted.iter().filter(|image| image.source.is_some()).map(|image| image.id).collect();
    if gone.is_empty() && wanted.iter().all(Wanted::is_there) {
        return Ok((ids, false));
    }
    if !gone.is_empty() {
        delete_images(tx, product, &gone).await?;
    }
    for image in wanted.iter().filter(|image| image.known.is_some()) {
        move_image(tx, image.id, image.position.saturating_add(ASIDE), image.alt).await?;
    }
    for image in &wanted {
        match (image.known, image.source) {
            (None, Some(source)) => {
                let (url, source_url) = addresses(&source.place);
                let alt = image.alt.to_owned();
                let new = NewImage {
                    id: image.id,
                    product_id: product,
                    position: image.position,
                    url,
                    alt,
                    source_url,
                };
                insert_images(tx, &[new]).await?;
            }
            _ => move_image(tx, image.id, image.position, image.alt).await?,
        }
    }
    Ok((ids, true))
}

fn wanted<'a>(clock: &Clock, known: &'a [ImageRecord], images: &'a [ImportedImage]) -> Vec<Wanted<'a>> {
    let of_file = images.iter().map(|image| {
        let (url, source_url) = addresses(&image.place);
        let same = |known: &&ImageRecord| match &source_url {
            Some(_) => known.source_url == source_url,
            None => known.url == url,
        };
        let known = known.iter().find(same);
        let id = known.map_or_else(|| ImageId::new(clock.uuid()), |known| known.id);
        Wanted { id, position: 0, alt: image.alt.as_str(), known, source: Some(image) }
    });
    let mut wanted: Vec<Wanted<'a>> = of_file.collect();
    let own = known.iter().filter(|image| image.source_url.is_none());
    for image in own {
        if !wanted.iter().any(|other| other.id == image.id) {
            wanted.push(Wanted {
                id: image.id,
                position: 0,
                alt: &image.alt,
                known: Some(image),
                source: None,
            });
        }
    }
    for (position, image) in (1..).zip(&mut wanted) {
        image.position = position;
    }
    wanted
}
