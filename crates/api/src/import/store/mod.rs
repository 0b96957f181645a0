//! Storing imported products: those that are not there are added, the others brought up to what the file says.

mod add;
mod category;
mod change;
mod error;
mod images;
mod variants;

use securecart_db::{Conn, DbError, catalog::find_product_by_source};
use securecart_domain::ProductId;
use serde_json::json;

pub use error::StoreError;

use super::product::ImportedProduct;
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
/// slug, pictures and codes added here. A product that was discontinued here stays so.
pub async fn store_product(
    tx: &mut Conn,
    clock: &Clock,
    product: &ImportedProduct,
) -> Result<Stored, StoreError> {
    let Some(known) = find_product_by_source(tx, &product.source_key).await? else {
        let id = add::add_product(tx, clock, product).await?;
        record(tx, clock, "product_created", id, product).await?;
        return Ok(Stored::Added);
    };
    if !change::change_product(tx, clock, &known, product).await? {
        return Ok(Stored::Unchanged);
    }
    record(tx, clock, "product_updated", known.id, product).await?;
    Ok(Stored::Changed)
}

/// Adds a product unless it came from the same place before; one that is there is left alone, whatever became
/// of it since.
pub async fn add_missing_product(
    tx: &mut Conn,
    clock: &Clock,
    product: &ImportedProduct,
) -> Result<Stored, StoreError> {
    if find_product_by_source(tx, &product.source_key).await?.is_some() {
        return Ok(Stored::Unchanged);
    }
    let id = add::add_product(tx, clock, product).await?;
    record(tx, clock, "product_created", id, product).await?;
    Ok(Stored::Added)
}

async fn record(
    tx: &mut Conn,
    clock: &Clock,
    event: &'static str,
    id: ProductId,
    product: &ImportedProduct,
) -> Result<(), DbError> {
    let entry = Entry {
        event,
        object_kind: "product",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail: json!({ "source": product.source_key }),
    };
    audit::record(tx, clock.now(), &Actor::system(), entry).await
}
