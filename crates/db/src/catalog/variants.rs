//! Variants: all of some products, and single ones to write.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use diesel::{
    AsChangeset, BoolExpressionMethods, ExpressionMethods, QueryDsl, Queryable,
    expression::SqlLiteral,
    sql_types::{Array, Text},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ImageId, Money, ProductId, VariantId, catalog::Sku};

use super::{
    OptionPair, VariantRecord,
    changes::{self, Change},
};
use crate::{
    Conn, DbError,
    schema::{product_variants, stock_levels},
    stored::Place,
};

#[derive(Queryable)]
struct VariantRow {
    id: VariantId,
    product_id: ProductId,
    position: i32,
    sku: Option<String>,
    title: String,
    image_id: Option<ImageId>,
    price_minor: i64,
    compare_at_minor: Option<i64>,
    currency: String,
    weight_grams: i32,
    on_hand: i32,
    reserved: i32,
    low_units: i32,
    over_units: Option<i32>,
    option_names: Vec<String>,
    option_values: Vec<String>,
}

impl VariantRow {
    fn into_record(self) -> Result<VariantRecord, DbError> {
        let place = Place { table: "product_variants", id: self.id };
        let names = self.option_names.into_iter();
        let options = names.zip(self.option_values).map(|(name, value)| OptionPair { name, value }).collect();
        Ok(VariantRecord {
            id: self.id,
            position: self.position,
            price: place.money(self.price_minor, &self.currency)?,
            compare_at_price: self
                .compare_at_minor
                .map(|minor| place.money(minor, &self.currency))
                .transpose()?,
            weight_grams: place.present("weight_grams", u32::try_from(self.weight_grams).ok())?,
            on_hand: place.present("on_hand", u32::try_from(self.on_hand).ok())?,
            reserved: place.present("reserved", u32::try_from(self.reserved).ok())?,
            thresholds: place.thresholds(self.low_units, self.over_units)?,
            sku: self.sku,
            title: self.title,
            options,
            image_id: self.image_id,
        })
    }
}

/// Names of the options that a variant has values for.
fn option_names() -> SqlLiteral<Array<Text>> {
    diesel::dsl::sql(
        "ARRAY(SELECT o.name FROM variant_option_values x JOIN product_options o ON o.id = x.option_id \
         WHERE x.variant_id = product_variants.id ORDER BY o.position)",
    )
}

/// Their values, in the same order.
fn option_values() -> SqlLiteral<Array<Text>> {
    diesel::dsl::sql(
        "ARRAY(SELECT x.value FROM variant_option_values x JOIN product_options o ON o.id = x.option_id \
         WHERE x.variant_id = product_variants.id ORDER BY o.position)",
    )
}

/// All variants of these products, each product's in order, with their stock.
pub(super) async fn list_for_products(
    conn: &mut Conn,
    ids: &[ProductId],
) -> Result<HashMap<ProductId, Vec<VariantRecord>>, DbError> {
    let rows: Vec<VariantRow> = product_variants::table
        .inner_join(stock_levels::table)
        .filter(product_variants::product_id.eq_any(ids))
        .order((product_variants::product_id, product_variants::position))
        .select((
            product_variants::id,
            product_variants::product_id,
            product_variants::position,
            product_variants::sku,
            product_variants::title,
            product_variants::image_id,
            product_variants::price_minor,
            product_variants::compare_at_minor,
            product_variants::currency,
            product_variants::weight_grams,
            stock_levels::on_hand,
            stock_levels::reserved,
            stock_levels::low_units,
            stock_levels::over_units,
            option_names(),
            option_values(),
        ))
        .load(conn)
        .await?;
    let mut variants: HashMap<ProductId, Vec<VariantRecord>> = HashMap::new();
    for row in rows {
        let product = row.product_id;
        variants.entry(product).or_default().push(row.into_record()?);
    }
    Ok(variants)
}

/// A variant to be added; its stock is written right after it (see [`super::insert_stock_count`]).
#[derive(Clone, Debug)]
pub struct NewVariant {
    /// Its id.
    pub id: VariantId,
    /// Whose variant.
    pub product_id: ProductId,
    /// Its place among the product's variants, from 1 on.
    pub position: i32,
    /// The shop's code for it.
    pub sku: Option<Sku>,
    /// Its option values joined by ` / `.
    pub title: String,
    /// Its price, in the product's currency.
    pub price: Money,
    /// What it cost before; more than the price.
    pub compare_at_price: Option<Money>,
    /// Its weight in grams, at most 1,000,000.
    pub weight_grams: u32,
    /// The picture that shows it.
    pub image_id: Option<ImageId>,
}

/// Adds a variant. [`DbError::Unique`] of `product_variants_sku_key` when the SKU is taken and of
/// `product_variants_product_id_title_key` when the product has a variant of these option values.
pub async fn insert_variant(tx: &mut Conn, now: DateTime<Utc>, new: &NewVariant) -> Result<(), DbError> {
    changes::note(Change::Catalogue);
    diesel::insert_into(product_variants::table)
        .values((
            product_variants::id.eq(new.id),
            product_variants::product_id.eq(new.product_id),
            product_variants::position.eq(new.position),
            product_variants::sku.eq(new.sku.as_ref().map(Sku::as_str)),
            product_variants::title.eq(&new.title),
            product_variants::image_id.eq(new.image_id),
            product_variants::price_minor.eq(new.price.minor()),
            product_variants::compare_at_minor.eq(new.compare_at_price.map(Money::minor)),
            product_variants::currency.eq(new.price.currency().as_str()),
            product_variants::weight_grams.eq(grams(new.weight_grams)),
            product_variants::created_at.eq(now),
            product_variants::updated_at.eq(now),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Changes of a variant; what is `None` stays, what is `Some(None)` is taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VariantChanges {
    /// Its option values joined by ` / `.
    pub title: Option<String>,
    /// The shop's code for it.
    pub sku: Option<Option<Sku>>,
    /// Its price, in the product's currency.
    pub price: Option<Money>,
    /// What it cost before; more than the price.
    pub compare_at_price: Option<Option<Money>>,
    /// Its weight in grams.
    pub weight_grams: Option<u32>,
    /// The picture that shows it.
    pub image_id: Option<Option<ImageId>>,
}

#[derive(AsChangeset)]
#[diesel(table_name = product_variants)]
#[expect(clippy::option_option, reason = "Diesel tells a column that stays from one that is emptied so")]
struct ChangedRow {
    title: Option<String>,
    sku: Option<Option<String>>,
    price_minor: Option<i64>,
    compare_at_minor: Option<Option<i64>>,
    weight_grams: Option<i32>,
    image_id: Option<Option<ImageId>>,
    updated_at: DateTime<Utc>,
}

/// Changes a variant of that product; false if the product has no such variant. [`DbError::Unique`] of
/// `product_variants_sku_key` when the SKU is taken. The caller raises the product's version and refreshes its
/// price range.
pub async fn update_variant(
    tx: &mut Conn,
    now: DateTime<Utc>,
    product: ProductId,
    variant: VariantId,
    changes: &VariantChanges,
) -> Result<bool, DbError> {
    changes::note(Change::Catalogue);
    let own = product_variants::id.eq(variant).and(product_variants::product_id.eq(product));
    let rows = diesel::update(product_variants::table.filter(own))
        .set(ChangedRow {
            title: changes.title.clone(),
            sku: changes.sku.as_ref().map(|sku| sku.as_ref().map(Sku::to_string)),
            price_minor: changes.price.map(Money::minor),
            compare_at_minor: changes.compare_at_price.map(|price| price.map(Money::minor)),
            weight_grams: changes.weight_grams.map(grams),
            image_id: changes.image_id,
            updated_at: now,
        })
        .execute(tx)
        .await?;
    Ok(rows > 0)
}

/// What does not fit is refused by the column's check.
fn grams(weight: u32) -> i32 {
    i32::try_from(weight).unwrap_or(i32::MAX)
}
