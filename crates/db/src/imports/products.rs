//! The products of an import.

use diesel::{
    BoolExpressionMethods, ExpressionMethods, Insertable, OptionalExtension, QueryDsl, Queryable, Selectable,
    SelectableHelper,
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ImportId, ProductId,
    catalog::{ImportOutcome, UndoOutcome},
};
use serde_json::Value;

use crate::{
    Conn, DbError,
    schema::{catalog_import_products, catalog_imports},
    stored::Place,
};

/// What the check found out about a product.
#[derive(Clone, Debug, Insertable)]
#[diesel(table_name = catalog_import_products)]
pub struct NewImportProduct {
    /// Of which import.
    pub import_id: ImportId,
    /// Its place in the file, from 0 on.
    pub place: i32,
    /// The line on which it begins.
    pub line: i64,
    /// What its rows are grouped by, at most 300 characters.
    pub key: String,
    /// Its name, at most 300 characters.
    pub name: String,
    /// The word of what applying would do.
    pub kind: &'static str,
    /// What would be different.
    pub differences: Value,
    /// What is wrong with it.
    pub errors: Value,
    /// The version of the product that is there.
    pub version_seen: Option<i64>,
}

/// Notes what the check found out, and whether any of it brings units into the stock.
pub async fn insert_import_products(
    tx: &mut Conn,
    new: &[NewImportProduct],
    moves_stock: bool,
) -> Result<(), DbError> {
    diesel::insert_into(catalog_import_products::table).values(new).execute(tx).await?;
    if let (Some(first), true) = (new.first(), moves_stock) {
        diesel::update(catalog_imports::table.find(first.import_id))
            .set(catalog_imports::moves_stock.eq(true))
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// A product of an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportProduct {
    /// Its place in the file, from 0 on.
    pub place: u32,
    /// The line on which it begins.
    pub line: u64,
    /// What its rows are grouped by.
    pub key: String,
    /// Its name.
    pub name: String,
    /// What the check found that applying would do.
    pub kind: ImportOutcome,
    /// What would be different.
    pub differences: Value,
    /// What is wrong with it.
    pub errors: Value,
    /// The version of the product that the check saw.
    pub version_seen: Option<i64>,
    /// What applying did.
    pub outcome: Option<ImportOutcome>,
    /// The product in the shop.
    pub product_id: Option<ProductId>,
    /// The product as it was, in the rows of an export.
    pub before_image: Option<String>,
    /// The version that applying gave it.
    pub version_after: Option<i64>,
    /// What undoing did.
    pub undo: Option<UndoOutcome>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = catalog_import_products, check_for_backend(diesel::pg::Pg))]
struct Row {
    import_id: ImportId,
    place: i32,
    line: i64,
    key: String,
    name: String,
    kind: String,
    differences: Value,
    errors: Value,
    version_seen: Option<i64>,
    outcome: Option<String>,
    product_id: Option<ProductId>,
    before_image: Option<String>,
    version_after: Option<i64>,
    undo: Option<String>,
}

impl Row {
    fn into_record(self) -> Result<ImportProduct, DbError> {
        let place = Place { table: "catalog_import_products", id: self.import_id };
        Ok(ImportProduct {
            place: place.present("place", u32::try_from(self.place).ok())?,
            line: place.present("line", u64::try_from(self.line).ok())?,
            key: self.key,
            name: self.name,
            kind: place.word("kind", &self.kind)?,
            differences: self.differences,
            errors: self.errors,
            version_seen: self.version_seen,
            outcome: self.outcome.map(|word| place.word("outcome", &word)).transpose()?,
            product_id: self.product_id,
            before_image: self.before_image,
            version_after: self.version_after,
            undo: self.undo.map(|word| place.word("undo", &word)).transpose()?,
        })
    }
}

/// A product of an import, by its place in the file.
pub async fn find_import_product(
    conn: &mut Conn,
    import: ImportId,
    place: usize,
) -> Result<Option<ImportProduct>, DbError> {
    let place = i32::try_from(place).unwrap_or(i32::MAX);
    let row = catalog_import_products::table
        .find((import, place))
        .select(Row::as_select())
        .first(conn)
        .await
        .optional()?;
    row.map(Row::into_record).transpose()
}

/// Products of an import in the order of the file, after that place: all, or those of one kind. And how many there are.
pub async fn list_import_products(
    conn: &mut Conn,
    import: ImportId,
    kind: Option<ImportOutcome>,
    after: Option<u32>,
    limit: i64,
) -> Result<(Vec<ImportProduct>, u64), DbError> {
    let words = match kind {
        Some(kind) => vec![kind.as_str()],
        None => ImportOutcome::ALL.iter().map(|kind| kind.as_str()).collect(),
    };
    let those =
        catalog_import_products::import_id.eq(import).and(catalog_import_products::kind.eq_any(words));
    let total: i64 = catalog_import_products::table.filter(those.clone()).count().get_result(conn).await?;
    let from = after.map_or(-1, |after| i32::try_from(after).unwrap_or(i32::MAX));
    let rows: Vec<Row> = catalog_import_products::table
        .filter(those.and(catalog_import_products::place.gt(from)))
        .order(catalog_import_products::place)
        .limit(limit)
        .select(Row::as_select())
        .load(conn)
        .await?;
    let records = rows.into_iter().map(Row::into_record).collect::<Result<_, _>>()?;
    Ok((records, u64::try_from(total).unwrap_or(0)))
}

/// What applying did to a product.
#[derive(Clone, Debug)]
pub struct Applied {
    /// What it was.
    pub outcome: ImportOutcome,
    /// The product in the shop.
    pub product_id: Option<ProductId>,
    /// The product as it was, in the rows of an export.
    pub before_image: Option<String>,
    /// The version that it has now.
    pub version_after: Option<i64>,
    /// What was wrong with it, if that is known only now.
    pub errors: Option<Value>,
}

/// Notes what applying did to a product.
pub async fn note_applied(
    tx: &mut Conn,
    import: ImportId,
    place: usize,
    applied: &Applied,
) -> Result<(), DbError> {
    let row = catalog_import_products::table.find((import, i32::try_from(place).unwrap_or(i32::MAX)));
    diesel::update(row)
        .set((
            catalog_import_products::outcome.eq(applied.outcome.as_str()),
            catalog_import_products::product_id.eq(applied.product_id),
            catalog_import_products::before_image.eq(&applied.before_image),
            catalog_import_products::version_after.eq(applied.version_after),
            applied.errors.as_ref().map(|errors| catalog_import_products::errors.eq(errors)),
        ))
        .execute(tx)
        .await?;
    Ok(())
}

/// Notes what undoing did with a product.
pub async fn note_undone(
    tx: &mut Conn,
    import: ImportId,
    place: usize,
    undo: UndoOutcome,
) -> Result<(), DbError> {
    let row = catalog_import_products::table.find((import, i32::try_from(place).unwrap_or(i32::MAX)));
    diesel::update(row).set(catalog_import_products::undo.eq(undo.as_str())).execute(tx).await?;
    Ok(())
}
