//! All products, for staff.

use diesel::{
    BoolExpressionMethods, ExpressionMethods, PgTextExpressionMethods, QueryDsl,
    dsl::{exists, not, sql},
    sql_types::{Bool, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ProductId,
    catalog::{ProductStatus, Slug, StockFilter},
};

use super::{
    ProductRecord,
    details::{self, ProductQuery, ProductRow},
    search::anywhere,
};
use crate::{
    Conn, DbError,
    schema::{product_variants, products, stock_levels},
};

/// Which products to list for staff.
#[derive(Clone, Debug)]
pub struct AdminFilter {
    /// Part of a name or an SKU.
    pub text: Option<String>,
    /// Only in this state.
    pub status: Option<ProductStatus>,
    /// Only with this much stock: any variant in stock or low, or all of them out.
    pub stock: Option<StockFilter>,
    /// Only of this category and those below it.
    pub category: Option<Slug>,
    /// In which order, and from where on.
    pub order: AdminOrder,
    /// The most rows.
    pub limit: i64,
}

/// The order of a staff list with the last row of the page before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AdminOrder {
    /// Newest first.
    Newest(Option<ProductId>),
    /// By name.
    Name(Option<(String, ProductId)>),
}

/// A page of products, and how many there are on all pages.
pub async fn list_products_any(
    conn: &mut Conn,
    filter: &AdminFilter,
) -> Result<(Vec<ProductRecord>, u64), DbError> {
    let total: i64 = narrowed(filter).count().get_result(conn).await?;
    let query = narrowed(filter);
    let query = match &filter.order {
        AdminOrder::Newest(None) => query.order(products::id.desc()),
        AdminOrder::Newest(Some(after)) => query.order(products::id.desc()).filter(products::id.lt(*after)),
        AdminOrder::Name(after) => by_name(query, after.as_ref()),
    };
    let rows: Vec<ProductRow> = query.limit(filter.limit).select(details::columns()).load(conn).await?;
    Ok((details::complete(conn, rows).await?, u64::try_from(total).unwrap_or(0)))
}

fn narrowed(filter: &AdminFilter) -> ProductQuery<'_> {
    let mut query = details::all();
    if let Some(text) = &filter.text {
        let pattern = anywhere(text);
        let of_sku = product_variants::table
            .filter(product_variants::product_id.eq(products::id))
            .filter(product_variants::sku.ilike(pattern.clone()));
        query = query.filter(products::name.ilike(pattern).or(exists(of_sku)));
    }
    if let Some(status) = filter.status {
        query = query.filter(products::status.eq(status.as_str()));
    }
    if let Some(slug) = &filter.category {
        let branch = sql::<Bool>("products.category_id = ANY (category_branch(");
        query = query.filter(branch.bind::<Text, _>(slug.as_str()).sql("))"));
    }
    match filter.stock {
        None => query,
        Some(stock) => by_stock(query, stock),
    }
}

fn by_stock(query: ProductQuery<'_>, stock: StockFilter) -> ProductQuery<'_> {
    let sellable = product_variants::table
        .inner_join(stock_levels::table)
        .filter(product_variants::product_id.eq(products::id))
        .filter(stock_levels::on_hand.gt(stock_levels::reserved));
    let low = sellable.filter((stock_levels::on_hand - stock_levels::reserved).le(stock_levels::low_units));
    match stock {
        StockFilter::InStock => query.filter(exists(sellable)),
        StockFilter::Out => query.filter(not(exists(sellable))),
        StockFilter::Low => query.filter(exists(low)),
    }
}

fn by_name<'a>(query: ProductQuery<'a>, after: Option<&'a (String, ProductId)>) -> ProductQuery<'a> {
    let query = query.order((products::name.asc(), products::id.asc()));
    match after {
        None => query,
        // Comparing rows, which Diesel can not say, lets the index start right there.
        Some((name, id)) => query.filter(
            sql::<Bool>("(products.name, products.id) > (")
                .bind::<Text, _>(name.as_str())
                .sql(", ")
                .bind::<Uuid, _>(*id)
                .sql(")"),
        ),
    }
}
