//! The decisions about variants. They belong to their product: its version guards them and goes up with them.

use securecart_db::{
    Conn,
    catalog::{
        NewVariant, OptionRecord, ProductRecord, VariantChanges, VariantRecord, bump_version,
        delete_variant as remove_variant, insert_option, insert_option_values, insert_variant, list_options,
        refresh_price_range, replace_option_values, update_variant as store_changes,
    },
};
use securecart_domain::{ImageId, ProductId, VariantId, catalog::PlainText};
use serde_json::json;
use uuid::Uuid;

use super::{
    CatalogError,
    create_variant::VariantDraft,
    rules,
    service::{count_first, lock, record, reload, require_currency},
    update_variant::{FormerPriceEdit, ImageEdit, SkuEdit, VariantEdit},
};
use crate::{
    adapters::clock::Clock,
    audit,
    auth::{Allowed, perm},
    http::etag::IfMatch,
};

type Access = Allowed<perm::WriteProducts>;

/// Adds a variant at the end. It needs a value for each of the product's options; a product that has none yet
/// gets these, and its only variant the values that are given for it.
pub(super) async fn create_variant(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ProductId,
    if_match: &IfMatch,
    draft: &VariantDraft,
) -> Result<ProductRecord, CatalogError> {
    let (product, now) = (lock(tx, id, if_match).await?, clock.now());
    if product.variants.len() >= rules::MAX_VARIANTS {
        return Err(CatalogError::TooManyVariants);
    }
    let currency = product.min_price.currency();
    require_currency("/price", Some(draft.price), currency)?;
    require_currency("/compare_at_price", draft.compare_at_price, currency)?;
    bump_version(tx, now, id, product.version).await?.ok_or(CatalogError::Stale)?;
    let values = match list_options(tx, id).await? {
        options if options.is_empty() => bring_options(tx, clock, &product, draft).await?,
        _ if !draft.first_values.is_empty() => return Err(CatalogError::HasOptions),
        options => fit_options(&options, &draft.options)?,
    };
    let last = product.variants.iter().map(|variant| variant.position).max().unwrap_or(0);
    let variant = NewVariant {
        id: VariantId::new(clock.uuid()),
        product_id: id,
        position: last.saturating_add(1),
        sku: draft.sku.clone(),
        title: title(&values),
        price: draft.price,
        compare_at_price: draft.compare_at_price,
        weight_grams: draft.weight_grams,
        image_id: None,
    };
    insert_variant(tx, now, &variant).await?;
    insert_option_values(tx, variant.id, &chosen(&values)).await?;
    count_first(access, tx, clock, variant.id, draft.stock).await?;
    refresh_price_range(tx, id).await?;
    let detail = json!({ "variant": variant.id, "title": variant.title, "stock": draft.stock });
    record(access, tx, clock, "product_variant_created", id, detail).await?;
    reload(tx, id).await
}

fn title(values: &[(Uuid, PlainText)]) -> String {
    values.iter().map(|(_, value)| value.as_str()).collect::<Vec<_>>().join(" / ")
}

fn chosen(values: &[(Uuid, PlainText)]) -> Vec<(Uuid, &str)> {
    values.iter().map(|(option, value)| (*option, value.as_str())).collect()
}

/// The first options of a product: whatever it is sold as already gets its values, since nobody could choose it
/// otherwise. Gives the values of the variant that brings them.
async fn bring_options(
    tx: &mut Conn,
    clock: &Clock,
    product: &ProductRecord,
    draft: &VariantDraft,
) -> Result<Vec<(Uuid, PlainText)>, CatalogError> {
    if draft.first_values.len() != draft.options.len() {
        return Err(CatalogError::FirstVariantUnnamed);
    }
    let values = add_options(tx, clock, product.id, &draft.options).await?;
    let ids = values.iter().map(|(option, _)| *option);
    let of_first: Vec<(Uuid, PlainText)> = ids.zip(draft.first_values.iter().cloned()).collect();
    // Without options there is one variant: their titles differ, and its title is empty.
    for first in &product.variants {
        let changes = VariantChanges { title: Some(title(&of_first)), ..VariantChanges::default() };
        store_changes(tx, clock.now(), product.id, first.id, &changes).await?;
        insert_option_values(tx, first.id, &chosen(&of_first)).await?;
    }
    Ok(values)
}

async fn add_options(
    tx: &mut Conn,
    clock: &Clock,
    product: ProductId,
    given: &[(PlainText, PlainText)],
) -> Result<Vec<(Uuid, PlainText)>, CatalogError> {
    let mut values = Vec::new();
    for (position, (name, value)) in (1_i16..).zip(given) {
        let option = OptionRecord { id: clock.uuid(), position, name: name.to_string() };
        insert_option(tx, product, &option).await?;
        values.push((option.id, value.clone()));
    }
    Ok(values)
}

/// The given values in the order of the product's options; there has to be exactly one for each.
fn fit_options(
    options: &[OptionRecord],
    given: &[(PlainText, PlainText)],
) -> Result<Vec<(Uuid, PlainText)>, CatalogError> {
    let value_of = |option: &OptionRecord| {
        let found = given.iter().find(|(name, _)| name.as_str() == option.name);
        found.map(|(_, value)| (option.id, value.clone()))
    };
    let values: Option<Vec<_>> = options.iter().map(value_of).collect();
    values.filter(|values| values.len() == given.len()).ok_or_else(|| {
        CatalogError::OptionsDiffer(options.iter().map(|option| option.name.clone()).collect())
    })
}

/// Changes a variant; the former price has to stay above the price whichever of them changes.
pub(super) async fn update_variant(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    (id, variant): (ProductId, VariantId),
    if_match: &IfMatch,
    edit: &VariantEdit,
) -> Result<ProductRecord, CatalogError> {
    let (product, now) = (lock(tx, id, if_match).await?, clock.now());
    let current = product.variants.iter().find(|known| known.id == variant).ok_or(CatalogError::NotFound)?;
    let mut changes = changes(current, edit)?;
    changes.image_id = changed_image(&product, current, edit.image)?;
    let values = changed_values(tx, id, current, edit).await?;
    changes.title = values.as_deref().map(title);
    if changes == VariantChanges::default() {
        return Ok(product);
    }
    bump_version(tx, now, id, product.version).await?.ok_or(CatalogError::Stale)?;
    store_changes(tx, now, id, variant, &changes).await?;
    if let Some(values) = &values {
        replace_option_values(tx, variant, &chosen(values)).await?;
    }
    refresh_price_range(tx, id).await?;
    let updated = reload(tx, id).await?;
    let now_is = updated.variants.iter().find(|known| known.id == variant).ok_or(CatalogError::NotFound)?;
    let mut detail = audit::changes(&facts(current), &facts(now_is));
    if let Some(detail) = detail.as_object_mut() {
        detail.insert("variant".to_owned(), json!(variant));
    }
    record(access, tx, clock, "product_variant_updated", id, detail).await?;
    Ok(updated)
}

/// Its values if they become other ones, each with the id of its option.
async fn changed_values(
    tx: &mut Conn,
    product: ProductId,
    current: &VariantRecord,
    edit: &VariantEdit,
) -> Result<Option<Vec<(Uuid, PlainText)>>, CatalogError> {
    let Some(given) = &edit.options else { return Ok(None) };
    let values = fit_options(&list_options(tx, product).await?, given)?;
    Ok(Some(values).filter(|values| title(values) != current.title))
}

/// The picture if it becomes another one; it has to be the product's.
#[expect(clippy::option_option, reason = "the outer one says whether it changes, as in VariantChanges")]
fn changed_image(
    product: &ProductRecord,
    current: &VariantRecord,
    edit: ImageEdit,
) -> Result<Option<Option<ImageId>>, CatalogError> {
    let wanted = match edit {
        ImageEdit::Stays => return Ok(None),
        ImageEdit::Leaves => None,
        ImageEdit::Becomes(image) if product.images.iter().any(|known| known.id == image) => Some(image),
        ImageEdit::Becomes(_) => return Err(CatalogError::UnknownImage),
    };
    Ok((wanted != current.image_id).then_some(wanted))
}

/// Takes a variant away that was never counted, held or ordered, and that is not the only one. The books speak of every
/// other one: it stays, and without stock nobody can buy it.
pub(super) async fn delete_variant(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    (id, variant): (ProductId, VariantId),
    if_match: &IfMatch,
) -> Result<ProductRecord, CatalogError> {
    let product = lock(tx, id, if_match).await?;
    let known = product.variants.iter().find(|known| known.id == variant).ok_or(CatalogError::NotFound)?;
    if product.variants.len() == 1 {
        return Err(CatalogError::OnlyVariant);
    }
    bump_version(tx, clock.now(), id, product.version).await?.ok_or(CatalogError::Stale)?;
    if !remove_variant(tx, id, variant).await? {
        return Err(CatalogError::VariantInBooks);
    }
    refresh_price_range(tx, id).await?;
    let detail = json!({ "variant": variant, "title": known.title, "sku": known.sku });
    record(access, tx, clock, "product_variant_removed", id, detail).await?;
    reload(tx, id).await
}

/// What the audit log tells of a variant; its stock has events of its own.
fn facts(variant: &VariantRecord) -> serde_json::Value {
    json!({
        "title": variant.title,
        "image": variant.image_id,
        "sku": variant.sku,
        "price": variant.price,
        "compare_at_price": variant.compare_at_price,
        "weight_grams": variant.weight_grams,
    })
}

fn changes(current: &VariantRecord, edit: &VariantEdit) -> Result<VariantChanges, CatalogError> {
    let currency = current.price.currency();
    require_currency("/price", edit.price, currency)?;
    let (former, compare_at_price) = match edit.former_price {
        FormerPriceEdit::Stays => (current.compare_at_price, None),
        FormerPriceEdit::Leaves => (None, Some(None)),
        FormerPriceEdit::Becomes(price) => (Some(price), Some(Some(price))),
    };
    require_currency("/compare_at_price", former, currency)?;
    let price = edit.price.unwrap_or(current.price);
    if former.is_some_and(|former| former.minor() <= price.minor()) {
        return Err(CatalogError::NotReduced);
    }
    Ok(VariantChanges {
        title: None,
        sku: match &edit.sku {
            SkuEdit::Stays => None,
            SkuEdit::Leaves => Some(None),
            SkuEdit::Becomes(sku) => Some(Some(sku.clone())),
        },
        price: edit.price,
        compare_at_price,
        weight_grams: edit.weight_grams,
        image_id: None,
    })
}
