//! Which variant a row is about, in words.

use securecart_domain::{ProductId, VariantId};

/// A variant as lists of stock name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StockItem {
    /// Its id.
    pub variant_id: VariantId,
    /// Of which product.
    pub product_id: ProductId,
    /// The product's name.
    pub product_name: String,
    /// Its option values joined; empty if there is no choice.
    pub variant_title: String,
    /// The shop's code for it.
    pub sku: Option<String>,
}

/// The part of a row that names its variant.
#[derive(diesel::QueryableByName)]
pub(super) struct ItemRow {
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    variant_id: VariantId,
    #[diesel(sql_type = diesel::sql_types::Uuid)]
    product_id: ProductId,
    #[diesel(sql_type = diesel::sql_types::Text)]
    product_name: String,
    #[diesel(sql_type = diesel::sql_types::Text)]
    variant_title: String,
    #[diesel(sql_type = diesel::sql_types::Nullable<diesel::sql_types::Text>)]
    sku: Option<String>,
}

impl From<ItemRow> for StockItem {
    fn from(row: ItemRow) -> Self {
        let ItemRow { variant_id, product_id, product_name, variant_title, sku } = row;
        Self { variant_id, product_id, product_name, variant_title, sku }
    }
}

/// The columns of [`ItemRow`], of `v` and `p`.
macro_rules! item_columns {
    () => {
        "v.id AS variant_id, p.id AS product_id, p.name AS product_name, v.title AS variant_title, v.sku"
    };
}
pub(super) use item_columns;

/// How many rows there are on all pages.
#[derive(diesel::QueryableByName)]
pub(super) struct Total {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    total: i64,
}

impl Total {
    pub(super) fn get(&self) -> u64 {
        u64::try_from(self.total).unwrap_or(0)
    }
}
