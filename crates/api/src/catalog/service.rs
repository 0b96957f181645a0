//! The decisions about products.

use securecart_db::{
    Conn,
    catalog::{
        NewProduct, NewStock, NewVariant, ProductChanges, ProductRecord, find_category_id, find_free_slug,
        find_product_any, insert_product, insert_stock_count, insert_variant, lock_product_any,
        update_product as store_changes,
    },
};
use securecart_domain::{
    CategoryId, Currency, Money, MovementId, ProductId, VariantId,
    catalog::{ProductStatus, Slug},
};
use serde_json::json;

use super::{
    CatalogError,
    create_product::ProductDraft,
    update_product::{CategoryEdit, ProductEdit},
};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::{Allowed, perm},
    http::etag::IfMatch,
};

type Access = Allowed<perm::WriteProducts>;

/// The id in an address; what is none names nothing.
pub(super) fn product_id(text: &str) -> Result<ProductId, CatalogError> {
    text.parse().map_err(|_| CatalogError::NotFound)
}

/// Adds a product with its first variant and the first count of its stock. A slug that is not given is made of
/// the name, with a number if the name is not the first of its kind.
pub(super) async fn create_product(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    currency: Currency,
    draft: &ProductDraft,
) -> Result<ProductRecord, CatalogError> {
    require_currency("/price", Some(draft.price), currency)?;
    require_currency("/compare_at_price", draft.compare_at_price, currency)?;
    let slug = slug(tx, draft).await?;
    let (id, now) = (ProductId::new(clock.uuid()), clock.now());
    let new = NewProduct {
        id,
        category_id: match &draft.category {
            Some(slug) => Some(category(tx, slug).await?),
            None => None,
        },
        slug,
        name: draft.name.clone(),
        summary: draft.summary.clone(),
        description: draft.description.clone(),
        vendor: draft.vendor.clone(),
        tags: draft.tags.clone(),
        status: draft.status,
        price: draft.price,
        source_key: None,
    };
    insert_product(tx, now, &new).await?;
    let variant = NewVariant {
        id: VariantId::new(clock.uuid()),
        product_id: id,
        position: 1,
        sku: draft.sku.clone(),
        title: String::new(),
        price: draft.price,
        compare_at_price: draft.compare_at_price,
        weight_grams: 0,
        image_id: None,
    };
    insert_variant(tx, now, &variant).await?;
    count_first(access, tx, clock, variant.id, draft.stock).await?;
    let detail = json!({ "slug": new.slug.as_str(), "status": new.status, "stock": draft.stock });
    record(access, tx, clock, "product_created", id, detail).await?;
    reload(tx, id).await
}

/// Changes a product that still is what the caller saw; without any change it stays as it is.
pub(super) async fn update_product(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ProductId,
    if_match: &IfMatch,
    edit: &ProductEdit,
) -> Result<ProductRecord, CatalogError> {
    let product = lock(tx, id, if_match).await?;
    if edit.is_empty() {
        return Ok(product);
    }
    let category_id = match &edit.category {
        CategoryEdit::Stays => None,
        CategoryEdit::Leaves => Some(None),
        CategoryEdit::Becomes(slug) => Some(Some(category(tx, slug).await?)),
    };
    let changes = ProductChanges { category_id, ..edit.changes.clone() };
    store_changes(tx, clock.now(), id, product.version, &changes).await?.ok_or(CatalogError::Stale)?;
    let updated = reload(tx, id).await?;
    let detail = audit::changes(&facts(&product), &facts(&updated));
    record(access, tx, clock, "product_updated", id, detail).await?;
    Ok(updated)
}

/// What the audit log tells of a product.
fn facts(product: &ProductRecord) -> serde_json::Value {
    json!({
        "name": product.name,
        "slug": product.slug,
        "summary": product.summary,
        "description": product.description,
        "vendor": product.vendor,
        "tags": product.tags,
        "status": product.status,
        "category": product.category.as_ref().map(|category| &category.slug),
    })
}

/// Takes a product out of the shop; one that is out already stays as it is.
pub(super) async fn discontinue_product(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    id: ProductId,
    if_match: &IfMatch,
) -> Result<(), CatalogError> {
    let product = lock(tx, id, if_match).await?;
    if product.status == ProductStatus::Discontinued {
        return Ok(());
    }
    let changes = ProductChanges { status: Some(ProductStatus::Discontinued), ..ProductChanges::default() };
    store_changes(tx, clock.now(), id, product.version, &changes).await?.ok_or(CatalogError::Stale)?;
    let detail = audit::changes(
        &json!({ "status": product.status }),
        &json!({ "status": ProductStatus::Discontinued }),
    );
    record(access, tx, clock, "product_discontinued", id, detail).await
}

/// The product, locked, if it is the version that the caller saw.
pub(super) async fn lock(
    tx: &mut Conn,
    id: ProductId,
    if_match: &IfMatch,
) -> Result<ProductRecord, CatalogError> {
    let product = lock_product_any(tx, id).await?.ok_or(CatalogError::NotFound)?;
    if_match.require(product.version).map_err(|_| CatalogError::Stale)?;
    Ok(product)
}

/// The product as it is now.
pub(super) async fn reload(tx: &mut Conn, id: ProductId) -> Result<ProductRecord, CatalogError> {
    find_product_any(tx, id).await?.ok_or(CatalogError::NotFound)
}

/// The slug that was given, or a free one made of the name.
async fn slug(tx: &mut Conn, draft: &ProductDraft) -> Result<Slug, CatalogError> {
    if let Some(slug) = &draft.slug {
        return Ok(slug.clone());
    }
    let wanted = Slug::from_name(draft.name.as_str()).map_err(|_| CatalogError::NoSlug)?;
    Ok(find_free_slug(tx, &wanted).await?)
}

async fn category(tx: &mut Conn, slug: &Slug) -> Result<CategoryId, CatalogError> {
    find_category_id(tx, slug).await?.ok_or(CatalogError::UnknownCategory)
}

/// Writes the first count of a variant that staff added.
pub(super) async fn count_first(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    variant: VariantId,
    on_hand: u32,
) -> Result<(), CatalogError> {
    let stock = NewStock {
        variant_id: variant,
        on_hand,
        movement_id: MovementId::new(clock.uuid()),
        reason: "first count".to_owned(),
        actor: Some(access.user_id()),
    };
    Ok(insert_stock_count(tx, clock.now(), &stock).await?)
}

pub(super) fn require_currency(
    pointer: &'static str,
    price: Option<Money>,
    expected: Currency,
) -> Result<(), CatalogError> {
    match price {
        Some(price) if price.currency() != expected => Err(CatalogError::WrongCurrency { pointer, expected }),
        _ => Ok(()),
    }
}

pub(super) async fn record(
    access: &Access,
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    product: ProductId,
    detail: serde_json::Value,
) -> Result<(), CatalogError> {
    let entry = Entry {
        event,
        object_kind: "product",
        object_key: product.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    Ok(audit::record(tx, clock.now(), access.actor(), entry).await?)
}
