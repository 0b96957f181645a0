//! Bringing a product that is there up to what the file says.

use securecart_db::{
    Conn, DbError,
    catalog::{
        OptionRecord, ProductChanges, ProductRecord, VariantChanges, list_options, refresh_price_range,
        rename_option, update_product, update_variant,
    },
};
use securecart_domain::{
    CategoryId, ImageId,
    catalog::{PlainText, ProductStatus},
};
use uuid::Uuid;

use super::{StoreError, category, images, variants};
use crate::{
    adapters::clock::Clock,
    import::product::{ImportedProduct, ImportedVariant},
};

/// Whether anything had to change. The caller holds the lock on the product.
pub(super) async fn change_product(
    tx: &mut Conn,
    clock: &Clock,
    known: &ProductRecord,
    product: &ImportedProduct,
) -> Result<bool, StoreError> {
    let here = known.min_price.currency();
    if product.variants.iter().any(|variant| variant.price.currency() != here) {
        return Err(StoreError::OtherCurrency { here });
    }
    let (options, renamed) = change_options(tx, known, product).await?;
    let (image_ids, pictures) = images::change_images(tx, clock, known, product).await?;
    let prices = change_variants(tx, clock, known, product, &options, &image_ids).await?;
    let category_id = changed_category(tx, clock, known, product).await?;
    let changes = changed_texts(known, product, category_id);
    if !(renamed || pictures || prices) && changes == ProductChanges::default() {
        return Ok(false);
    }
    let version = update_product(tx, clock.now(), known.id, known.version, &changes).await?;
    version.ok_or(DbError::NotFound)?;
    if prices {
        refresh_price_range(tx, known.id).await?;
    }
    Ok(true)
}

/// The ids of the options, and whether one had to be renamed. Options that came or went would leave variants
/// behind that can not be chosen; that needs a person.
async fn change_options(
    tx: &mut Conn,
    known: &ProductRecord,
    product: &ImportedProduct,
) -> Result<(Vec<Uuid>, bool), StoreError> {
    let options = list_options(tx, known.id).await?;
    if options.len() != product.options.len() {
        let names: Vec<&str> = options.iter().map(|option| option.name.as_str()).collect();
        let here = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
        return Err(StoreError::OptionsDiffer { here });
    }
    let differs = |(option, name): &(&OptionRecord, &PlainText)| option.name != name.as_str();
    let renamed: Vec<_> = options.iter().zip(&product.options).filter(differs).collect();
    // Out of the way first: of two that swap their names, the first would get one that the second still has.
    for (option, _) in &renamed {
        rename_option(tx, option.id, &option.id.simple().to_string()).await?;
    }
    for (option, name) in &renamed {
        rename_option(tx, option.id, name.as_str()).await?;
    }
    let any = !renamed.is_empty();
    Ok((options.into_iter().map(|option| option.id).collect(), any))
}

/// Whether a variant was added or changed. One that the file no longer has stays: orders may point to it.
async fn change_variants(
    tx: &mut Conn,
    clock: &Clock,
    known: &ProductRecord,
    product: &ImportedProduct,
    options: &[Uuid],
    images: &[ImageId],
) -> Result<bool, StoreError> {
    let mut last = known.variants.iter().map(|variant| variant.position).max().unwrap_or(0);
    let mut any = false;
    let image_of = |variant: &ImportedVariant| variant.image.and_then(|index| images.get(index).copied());
    for variant in &product.variants {
        let title = variant.title();
        let Some(there) = known.variants.iter().find(|there| there.title == title) else {
            last = last.saturating_add(1);
            variants::add(tx, clock, (known.id, last), options, variant, image_of(variant)).await?;
            any = true;
            continue;
        };
        let changes = variants::changes(there, variant, image_of(variant), product.origin.says_everything());
        if changes != VariantChanges::default() {
            update_variant(tx, clock.now(), known.id, there.id, &changes).await?;
            any = true;
        }
    }
    Ok(any)
}

/// The category's id if it is another one. One that the file leaves blank stays, unless the file says everything.
async fn changed_category(
    tx: &mut Conn,
    clock: &Clock,
    known: &ProductRecord,
    product: &ImportedProduct,
) -> Result<Option<Option<CategoryId>>, StoreError> {
    let here = known.category.as_ref().map(|category| category.slug.as_str());
    match &product.category {
        Some(category) if here != Some(category.slug.as_str()) => {
            Ok(Some(Some(category::find_or_add(tx, clock, category).await?)))
        }
        None if here.is_some() && product.origin.says_everything() => Ok(Some(None)),
        _ => Ok(None),
    }
}

#[expect(clippy::option_option, reason = "the outer one says whether it changes, as in ProductChanges")]
fn changed_texts(
    known: &ProductRecord,
    product: &ImportedProduct,
    category_id: Option<Option<CategoryId>>,
) -> ProductChanges {
    let changed = |here: &str, text: &PlainText| (here != text.as_str()).then(|| text.clone());
    let same_tags = known.tags.iter().map(String::as_str).eq(product.tags.iter().map(PlainText::as_str));
    let gone = known.status == ProductStatus::Discontinued && !product.origin.says_everything();
    let stays = gone || known.status == product.status;
    ProductChanges {
        category_id,
        slug: None,
        name: changed(&known.name, &product.name),
        summary: changed(&known.summary, &product.summary),
        description: changed(&known.description, &product.description),
        vendor: changed(&known.vendor, &product.vendor),
        tags: (!same_tags).then(|| product.tags.clone()),
        status: (!stays).then_some(product.status),
    }
}
