//! What importing a product would do, found out by doing it and taking it back: what is shown before an import is what
//! the import does.

use std::convert::Infallible;

use securecart_db::{
    Db, DbError,
    catalog::{ProductRecord, find_product_any},
};
use securecart_domain::catalog::ImportMode;

use crate::{
    adapters::clock::Clock,
    auth::Actor,
    import::{
        product::ImportedProduct,
        store::{self, StoreError, Stored},
    },
};

/// What would become of a product.
pub(super) struct Seen {
    /// What it is.
    pub(super) stored: Stored,
    /// The product that is there.
    pub(super) before: Option<ProductRecord>,
    /// The product as it would be.
    pub(super) after: ProductRecord,
}

/// The end of a trial, which is always an error, so that the transaction is taken back.
enum End {
    Seen(Box<Seen>),
    Refused(StoreError),
}

impl From<DbError> for End {
    fn from(error: DbError) -> Self {
        Self::Refused(error.into())
    }
}

impl From<StoreError> for End {
    fn from(error: StoreError) -> Self {
        Self::Refused(error)
    }
}

/// Imports a product and takes it back. Refuses what the import would refuse.
pub(super) async fn try_product(
    db: &Db,
    clock: &Clock,
    mode: ImportMode,
    product: &ImportedProduct,
) -> Result<Seen, StoreError> {
    let end: Result<Infallible, End> = db
        .transaction(async |tx| {
            let before = store::find_known(tx, product).await?;
            let stored = store::store(tx, clock, &Actor::system(), mode, product).await?;
            let known = match &before {
                Some(before) => find_product_any(tx, before.id).await?,
                None => store::find_known(tx, product).await?,
            };
            let after = known.ok_or(DbError::NotFound)?;
            Err(End::Seen(Box::new(Seen { stored, before, after })))
        })
        .await;
    match end {
        Err(End::Seen(seen)) => Ok(*seen),
        Err(End::Refused(error)) => Err(error),
    }
}
