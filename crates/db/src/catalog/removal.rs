//! Taking products and variants away. Nothing that the books speak of goes.

use diesel::{
    QueryableByName,
    sql_types::{Array, Bool, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, VariantId};

use super::changes::{self, Change};
use crate::{Conn, DbError};

/// Where the books speak of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, QueryableByName)]
pub struct ProductTraces {
    /// An order has a line of it, or somebody is paying for it.
    #[diesel(sql_type = Bool)]
    pub ordered: bool,
    /// The ledger of the stock has an entry of it.
    #[diesel(sql_type = Bool)]
    pub counted: bool,
}

const TRACES: &str = "\
SELECT EXISTS (SELECT FROM order_lines WHERE product_id = $1)
    OR EXISTS (SELECT FROM stock_holds h JOIN product_variants v ON v.id = h.variant_id WHERE v.product_id = $1) AS ordered,
  EXISTS (SELECT FROM stock_movements m JOIN product_variants v ON v.id = m.variant_id WHERE v.product_id = $1) AS counted";

/// Where the books speak of a product, whose lock the caller holds.
pub async fn find_product_traces(tx: &mut Conn, product: ProductId) -> Result<ProductTraces, DbError> {
    Ok(diesel::sql_query(TRACES).bind::<Uuid, _>(product).get_result(tx).await?)
}

/// Removes a product that the books do not speak of, with all that belongs to it.
pub async fn delete_product(tx: &mut Conn, product: ProductId) -> Result<(), DbError> {
    for statement in [
        "DELETE FROM stock_levels WHERE variant_id IN (SELECT id FROM product_variants WHERE product_id = $1)",
        "DELETE FROM product_variants WHERE product_id = $1",
        "DELETE FROM products WHERE id = $1",
    ] {
        diesel::sql_query(statement).bind::<Uuid, _>(product).execute(tx).await?;
    }
    Ok(())
}

const UNTOLD: &str = "\
SELECT v.id AS id FROM product_variants v
WHERE v.product_id = $1 AND v.id = $2
  AND NOT EXISTS (SELECT FROM order_lines l WHERE l.variant_id = v.id)
  AND NOT EXISTS (SELECT FROM stock_movements m WHERE m.variant_id = v.id)
  AND NOT EXISTS (SELECT FROM stock_holds h WHERE h.variant_id = v.id)";

/// Removes a variant that the books do not speak of, from carts too; false if they do. The caller holds the lock of the
/// product and refreshes its price range, which puts it on its shelf anew.
pub async fn delete_variant(tx: &mut Conn, product: ProductId, variant: VariantId) -> Result<bool, DbError> {
    changes::note(Change::Catalogue);
    let spare: Vec<Spare> =
        diesel::sql_query(UNTOLD).bind::<Uuid, _>(product).bind::<Uuid, _>(variant).load(tx).await?;
    let ids: Vec<VariantId> = spare.into_iter().map(|spare| spare.id).collect();
    delete_variants(tx, &ids).await?;
    Ok(!ids.is_empty())
}

async fn delete_variants(tx: &mut Conn, ids: &[VariantId]) -> Result<(), DbError> {
    for statement in [
        "DELETE FROM stock_levels WHERE variant_id = ANY ($1)",
        "DELETE FROM product_variants WHERE id = ANY ($1)",
    ] {
        diesel::sql_query(statement).bind::<Array<Uuid>, _>(ids).execute(tx).await?;
    }
    Ok(())
}

const SPARE: &str = "\
SELECT v.id AS id FROM product_variants v
WHERE v.product_id = $1 AND v.title <> ALL ($2)
  AND NOT EXISTS (SELECT FROM order_lines l WHERE l.variant_id = v.id)
  AND NOT EXISTS (SELECT FROM stock_movements m WHERE m.variant_id = v.id)
  AND NOT EXISTS (SELECT FROM stock_holds h WHERE h.variant_id = v.id)";

#[derive(QueryableByName)]
struct Spare {
    #[diesel(sql_type = Uuid)]
    id: VariantId,
}

/// Removes the variants of a product that have none of these titles and that the books do not speak of.
pub async fn delete_other_variants(
    tx: &mut Conn,
    product: ProductId,
    titles: &[String],
) -> Result<(), DbError> {
    let spare: Vec<Spare> =
        diesel::sql_query(SPARE).bind::<Uuid, _>(product).bind::<Array<Text>, _>(titles).load(tx).await?;
    let ids: Vec<VariantId> = spare.into_iter().map(|spare| spare.id).collect();
    delete_variants(tx, &ids).await
}
