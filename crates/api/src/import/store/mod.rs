//! Storing imported products: those that are not there are added, the others brought up to what the file says.

mod add;
mod category;
mod change;
mod error;
mod images;
mod meant;
mod variants;

use securecart_db::{
    Conn, DbError,
    catalog::{ProductRecord, find_product_by_slug, find_product_by_source},
};
use securecart_domain::{ProductId, catalog::ImportMode};
use serde_json::json;

pub use error::StoreError;

use super::product::{ImportedProduct, Origin};
use crate::{
    adapters::clock::Clock,
    audit::{self, Entry, Outcome},
    auth::Actor,
};

/// What storing a product did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// It was not there.
    Added,
    /// Something of it changed.
    Changed,
    /// It was as the file says.
    Unchanged,
}

/// Adds a product, or changes the one that came from the same place before.
///
/// The file has the last word on texts, prices and pictures it brought; what it does not speak of stays: stock,
/// slug, pictures and codes added here, and what it says only as well as its format can. A product that was discontinued
/// here stays so. A file of the shop's own format speaks of everything but the stock.
pub async fn store_product(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    product: &ImportedProduct,
) -> Result<Stored, StoreError> {
    let Some(known) = find_known(tx, product).await? else {
        let id = add::add_product(tx, clock, product).await?;
        record(tx, clock, actor, ("product_created", id), product).await?;
        return Ok(Stored::Added);
    };
    let meant = meant::as_meant(&known, product);
    if !change::change_product(tx, clock, &known, &meant).await? {
        return Ok(Stored::Unchanged);
    }
    record(tx, clock, actor, ("product_updated", known.id), product).await?;
    Ok(Stored::Changed)
}

/// Does with a product what an import of that mode does.
pub async fn store(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    mode: ImportMode,
    product: &ImportedProduct,
) -> Result<Stored, StoreError> {
    match mode {
        ImportMode::AddAndChange => store_product(tx, clock, actor, product).await,
        ImportMode::Add => add_missing_product(tx, clock, actor, product).await,
    }
}

/// The product of the shop that one of a file is, which nobody else changes until the transaction ends.
pub async fn find_known(tx: &mut Conn, product: &ImportedProduct) -> Result<Option<ProductRecord>, DbError> {
    match &product.origin {
        Origin::Elsewhere(key) => match find_product_by_source(tx, key).await? {
            Some(known) => Ok(Some(known)),
            None => find_made_here(tx, product).await,
        },
        Origin::Own { .. } => find_product_by_slug(tx, &product.slug).await,
    }
}

/// The product that was made in this shop and that its export in another shop's format names by its slug. Two products of
/// the same slug and of different names are not the same one: that slug was made of a name by chance.
async fn find_made_here(tx: &mut Conn, product: &ImportedProduct) -> Result<Option<ProductRecord>, DbError> {
    let known = find_product_by_slug(tx, &product.slug).await?;
    Ok(known.filter(|known| known.source_key.is_none() && known.name == product.name.as_str()))
}

/// Adds a product unless it came from the same place before; one that is there is left alone, whatever became
/// of it since.
pub async fn add_missing_product(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    product: &ImportedProduct,
) -> Result<Stored, StoreError> {
    if find_known(tx, product).await?.is_some() {
        return Ok(Stored::Unchanged);
    }
    let id = add::add_product(tx, clock, product).await?;
    record(tx, clock, actor, ("product_created", id), product).await?;
    Ok(Stored::Added)
}

async fn record(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    (event, id): (&'static str, ProductId),
    product: &ImportedProduct,
) -> Result<(), DbError> {
    let entry = Entry {
        event,
        object_kind: "product",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail: json!({ "source": product.origin.source_key(), "import": true }),
    };
    audit::record(tx, clock.now(), actor, entry).await
}
