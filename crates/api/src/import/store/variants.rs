//! Variants of an imported product.

use securecart_db::{
    Conn,
    catalog::{
        NewStock, NewVariant, VariantChanges, VariantRecord, insert_option_values, insert_stock_count,
        insert_variant,
    },
};
use securecart_domain::{
    ImageId, MovementId, ProductId, VariantId,
    catalog::{PlainText, Sku},
};
use uuid::Uuid;

use super::StoreError;
use crate::{adapters::clock::Clock, import::product::ImportedVariant};

/// Adds a variant with its first count. `options` are the ids of the product's options, in the order of the
/// variant's values.
pub(super) async fn add(
    tx: &mut Conn,
    clock: &Clock,
    (product_id, position): (ProductId, i32),
    options: &[Uuid],
    variant: &ImportedVariant,
    image_id: Option<ImageId>,
) -> Result<(), StoreError> {
    let (id, now) = (VariantId::new(clock.uuid()), clock.now());
    let new = NewVariant {
        id,
        product_id,
        position,
        sku: variant.sku.clone(),
        title: variant.title(),
        price: variant.price,
        compare_at_price: variant.compare_at_price,
        weight_grams: variant.weight_grams,
        image_id,
    };
    insert_variant(tx, now, &new).await?;
    let values: Vec<(Uuid, &str)> =
        options.iter().copied().zip(variant.values.iter().map(PlainText::as_str)).collect();
    insert_option_values(tx, id, &values).await?;
    let stock = NewStock {
        variant_id: id,
        on_hand: variant.on_hand,
        movement_id: MovementId::new(clock.uuid()),
        reason: "import".to_owned(),
        actor: None,
    };
    Ok(insert_stock_count(tx, now, &stock).await?)
}

/// What has to change at a variant that is there. A code or picture that the file leaves blank stays, unless the file
/// says everything.
pub(super) fn changes(
    known: &VariantRecord,
    variant: &ImportedVariant,
    image_id: Option<ImageId>,
    says_everything: bool,
) -> VariantChanges {
    let sku_differs = known.sku.as_deref() != variant.sku.as_ref().map(Sku::as_str);
    let former = variant.compare_at_price;
    VariantChanges {
        title: None,
        sku: (sku_differs && (says_everything || variant.sku.is_some())).then(|| variant.sku.clone()),
        price: (variant.price != known.price).then_some(variant.price),
        compare_at_price: (former != known.compare_at_price).then_some(former),
        weight_grams: (variant.weight_grams != known.weight_grams).then_some(variant.weight_grams),
        image_id: (image_id != known.image_id && (says_everything || image_id.is_some())).then_some(image_id),
    }
}
