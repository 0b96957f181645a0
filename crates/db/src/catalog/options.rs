//! What can be chosen at a product.

use diesel::{ExpressionMethods, QueryDsl, Queryable, Selectable, SelectableHelper};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, VariantId};
use uuid::Uuid;

use super::changes::{self, Change};
use crate::{
    Conn, DbError,
    schema::{product_options, variant_option_values},
};

/// One thing to choose.
#[derive(Clone, Debug, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = product_options, check_for_backend(diesel::pg::Pg))]
pub struct OptionRecord {
    /// Its id.
    pub id: Uuid,
    /// Its place, from 1 to 3.
    pub position: i16,
    /// Such as `Size`.
    pub name: String,
}

/// The options of a product in order.
pub async fn list_options(conn: &mut Conn, product: ProductId) -> Result<Vec<OptionRecord>, DbError> {
    let options = product_options::table
        .filter(product_options::product_id.eq(product))
        .order(product_options::position)
        .select(OptionRecord::as_select())
        .load(conn)
        .await?;
    Ok(options)
}

/// Adds an option. [`DbError::Unique`] of `product_options_product_id_name_key` when the product has one of
/// that name.
pub async fn insert_option(tx: &mut Conn, product: ProductId, new: &OptionRecord) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::insert_into(product_options::table)
        .values((
            product_options::id.eq(new.id),
            product_options::product_id.eq(product),
            product_options::position.eq(new.position),
            product_options::name.eq(&new.name),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Gives an option another name.
pub async fn rename_option(tx: &mut Conn, option: Uuid, name: &str) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::update(product_options::table.find(option))
        .set(product_options::name.eq(name))
        .execute(tx)
        .await?;
    Ok(())
}

/// Says anew which values make a variant. They are inserted and not updated, since it is the new ones that put the product
/// on its shelf.
pub async fn replace_option_values(
    tx: &mut Conn,
    variant: VariantId,
    values: &[(Uuid, &str)],
) -> Result<(), DbError> {
    diesel::delete(variant_option_values::table.filter(variant_option_values::variant_id.eq(variant)))
        .execute(tx)
        .await?;
    insert_option_values(tx, variant, values).await
}

/// Says which values make a variant, each with the id of its option.
pub async fn insert_option_values(
    tx: &mut Conn,
    variant: VariantId,
    values: &[(Uuid, &str)],
) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    if values.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = values
        .iter()
        .map(|(option, value)| {
            (
                variant_option_values::variant_id.eq(variant),
                variant_option_values::option_id.eq(*option),
                variant_option_values::value.eq(*value),
            )
        })
        .collect();
    diesel::insert_into(variant_option_values::table).values(rows).execute(tx).await?;
    Ok(())
}
