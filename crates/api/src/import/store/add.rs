//! Adding a product with all that belongs to it.

use securecart_db::{
    Conn,
    catalog::{
        NewImage, NewProduct, OptionRecord, find_free_slug, insert_images, insert_option, insert_product,
        refresh_price_range,
    },
};
use securecart_domain::{ImageId, Money, ProductId};
use uuid::Uuid;

use super::{StoreError, category, variants};
use crate::{adapters::clock::Clock, import::product::ImportedProduct};

/// Adds a product and returns its id.
pub(super) async fn add_product(
    tx: &mut Conn,
    clock: &Clock,
    product: &ImportedProduct,
) -> Result<ProductId, StoreError> {
    let (id, now) = (ProductId::new(clock.uuid()), clock.now());
    let category_id = match &product.category {
        Some(category) => Some(category::find_or_add(tx, clock, category).await?),
        None => None,
    };
    let new = NewProduct {
        id,
        category_id,
        slug: find_free_slug(tx, &product.slug).await?,
        name: product.name.clone(),
        summary: product.summary.clone(),
        description: product.description.clone(),
        vendor: product.vendor.clone(),
        tags: product.tags.clone(),
        status: product.status,
        price: lowest_price(product)?,
        source_key: product.origin.source_key().map(str::to_owned),
    };
    insert_product(tx, now, &new).await?;
    let options = add_options(tx, clock, id, product).await?;
    let images = add_images(tx, clock, id, product).await?;
    for (position, variant) in (1..).zip(&product.variants) {
        let image = variant.image.and_then(|index| images.get(index).copied());
        variants::add(tx, clock, (id, position), &options, variant, image).await?;
    }
    refresh_price_range(tx, id).await?;
    Ok(id)
}

/// A product without variants is a defect of the importer.
fn lowest_price(product: &ImportedProduct) -> Result<Money, StoreError> {
    let prices = product.variants.iter().map(|variant| variant.price);
    prices.min_by_key(|price| price.minor()).ok_or(StoreError::Db(securecart_db::DbError::NotFound))
}

async fn add_options(
    tx: &mut Conn,
    clock: &Clock,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<Vec<Uuid>, StoreError> {
    let mut ids = Vec::new();
    for (position, name) in (1_i16..).zip(&product.options) {
        let option = OptionRecord { id: clock.uuid(), position, name: name.to_string() };
        insert_option(tx, id, &option).await?;
        ids.push(option.id);
    }
    Ok(ids)
}

async fn add_images(
    tx: &mut Conn,
    clock: &Clock,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<Vec<ImageId>, StoreError> {
    let new: Vec<NewImage> = (1..)
        .zip(&product.images)
        .map(|(position, image)| {
            let image = image.clone();
            NewImage {
                id: ImageId::new(clock.uuid()),
                product_id: id,
                position,
                url: image.url,
                alt: image.alt,
                source_url: image.source_url,
            }
        })
        .collect();
    insert_images(tx, &new).await?;
    Ok(new.into_iter().map(|image| image.id).collect())
}
