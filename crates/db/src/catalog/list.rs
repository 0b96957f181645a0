//! The products that shoppers see, page by page.

use diesel::{
    BoolExpressionMethods, ExpressionMethods, NullableExpressionMethods, PgTextExpressionMethods, QueryDsl,
    dsl::{exists, not},
    helper_types::{IntoBoxed, LeftJoin},
    pg::Pg,
    sql_types::{BigInt, Bool, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, catalog::Slug};

use super::{
    ProductCard, SearchWords,
    likeness::{
        has_words_like, is_active, matches, product_search_query, search_column, strict_word_similarity,
        ts_rank,
    },
    summaries::{self, CardRow},
};
use crate::{
    Conn, DbError,
    schema::{categories, product_variants, products, stock_levels},
};

/// Which products to list.
#[derive(Clone, Debug)]
pub struct ProductFilter {
    /// Words to look for in name, vendor, tags, summary and description.
    pub words: Option<SearchWords>,
    /// Only of this category.
    pub category: Option<Slug>,
    /// Only from this price on, in minor units. The price of a product is that of its cheapest variant.
    pub min_price: Option<i64>,
    /// Only up to this price, in minor units.
    pub max_price: Option<i64>,
    /// Only what can be bought now, or only what can not.
    pub in_stock: Option<bool>,
    /// In which order, and from where on.
    pub order: ListOrder,
    /// The most rows.
    pub limit: i64,
}

/// The order of a list with the last row of the page before (all but relevance are keyset cursors).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListOrder {
    /// Newest first.
    Newest(Option<ProductId>),
    /// Cheapest first.
    PriceAsc(Option<(i64, ProductId)>),
    /// Dearest first.
    PriceDesc(Option<(i64, ProductId)>),
    /// By name.
    Name(Option<(String, ProductId)>),
    /// Best match first; so many rows were shown before. The caller keeps that number small.
    Relevance(i64),
}

type Products = LeftJoin<products::table, categories::table>;
pub(super) type ProductQuery<'a> = IntoBoxed<'a, Products, Pg>;

/// A page of active products, with stock and pictures, in three statements.
pub async fn list_active_products(
    conn: &mut Conn,
    filter: &ProductFilter,
) -> Result<Vec<ProductCard>, DbError> {
    let query: ProductQuery<'_> = products::table.left_join(categories::table).into_boxed();
    let query = ordered(narrowed(query.filter(is_active()), filter), filter);
    let rows: Vec<CardRow> = query.limit(filter.limit).select(summaries::columns()).load(conn).await?;
    summaries::complete(conn, rows).await
}

fn narrowed<'a>(mut query: ProductQuery<'a>, filter: &'a ProductFilter) -> ProductQuery<'a> {
    if let Some(words) = &filter.words {
        query = found(query, words);
    }
    if let Some(slug) = &filter.category {
        query = query.filter(categories::slug.nullable().eq(slug.as_str()));
    }
    if let Some(price) = filter.min_price {
        query = query.filter(products::min_price_minor.ge(price));
    }
    if let Some(price) = filter.max_price {
        query = query.filter(products::min_price_minor.le(price));
    }
    let sellable = product_variants::table
        .inner_join(stock_levels::table)
        .filter(product_variants::product_id.eq(products::id))
        .filter(stock_levels::on_hand.gt(stock_levels::reserved));
    match filter.in_stock {
        None => query,
        Some(true) => query.filter(exists(sellable)),
        Some(false) => query.filter(not(exists(sellable))),
    }
}

/// What the words mean; if they mean nothing here, what is spelt much like them.
fn found<'a>(query: ProductQuery<'a>, words: &'a SearchWords) -> ProductQuery<'a> {
    let meant = matches(search_column(), tsquery(words));
    if !words.can_be_misspelt() {
        return query.filter(meant);
    }
    // The inner query knows nothing of the outer one and runs once. Its columns are written out, since Diesel
    // would take `products` for the outer table.
    let nothing_meant = diesel::dsl::sql::<Bool>(
        "NOT EXISTS (SELECT 1 FROM products AS meant WHERE meant.status = 'active' \
         AND meant.search @@ product_search_query(",
    )
    .bind::<Text, _>(words.words.as_str())
    .sql(", ")
    .bind::<Text, _>(words.head.as_str())
    .sql(", ")
    .bind::<Text, _>(words.prefix.as_str())
    .sql("))");
    let alike =
        has_words_like(products::name, words.words.as_str()).or(products::name.ilike(words.anywhere()));
    query.filter(meant.or(alike.and(nothing_meant)))
}

fn tsquery(words: &SearchWords) -> product_search_query<&str, &str, &str> {
    product_search_query(words.words.as_str(), words.head.as_str(), words.prefix.as_str())
}

fn ordered<'a>(query: ProductQuery<'a>, filter: &'a ProductFilter) -> ProductQuery<'a> {
    match (&filter.order, &filter.words) {
        (ListOrder::Newest(after), _) => newest(query, *after),
        (ListOrder::Relevance(skip), None) => newest(query, None).offset(*skip),
        (ListOrder::Relevance(skip), Some(words)) => query
            .order((
                ts_rank(search_column(), tsquery(words)).desc(),
                strict_word_similarity(words.words.as_str(), products::name).desc(),
                products::id.desc(),
            ))
            .offset(*skip),
        (ListOrder::PriceAsc(after), _) => cheapest(query, *after),
        (ListOrder::PriceDesc(after), _) => dearest(query, *after),
        (ListOrder::Name(after), _) => by_name(query, after.as_ref()),
    }
}

fn newest(query: ProductQuery<'_>, after: Option<ProductId>) -> ProductQuery<'_> {
    let query = query.order(products::id.desc());
    match after {
        None => query,
        Some(id) => query.filter(products::id.lt(id)),
    }
}

pub(super) fn by_name<'a>(
    query: ProductQuery<'a>,
    after: Option<&'a (String, ProductId)>,
) -> ProductQuery<'a> {
    let query = query.order((products::name.asc(), products::id.asc()));
    match after {
        None => query,
        // Comparing rows, which Diesel can not say, lets the index start right there.
        Some((name, id)) => query.filter(
            diesel::dsl::sql::<Bool>("(products.name, products.id) > (")
                .bind::<Text, _>(name.as_str())
                .sql(", ")
                .bind::<Uuid, _>(*id)
                .sql(")"),
        ),
    }
}

fn cheapest(query: ProductQuery<'_>, after: Option<(i64, ProductId)>) -> ProductQuery<'_> {
    let query = query.order((products::min_price_minor.asc(), products::id.asc()));
    match after {
        None => query,
        Some((price, id)) => query.filter(
            diesel::dsl::sql::<Bool>("(products.min_price_minor, products.id) > (")
                .bind::<BigInt, _>(price)
                .sql(", ")
                .bind::<Uuid, _>(id)
                .sql(")"),
        ),
    }
}

fn dearest(query: ProductQuery<'_>, after: Option<(i64, ProductId)>) -> ProductQuery<'_> {
    let query = query.order((products::min_price_minor.desc(), products::id.desc()));
    match after {
        None => query,
        Some((price, id)) => query.filter(
            diesel::dsl::sql::<Bool>("(products.min_price_minor, products.id) < (")
                .bind::<BigInt, _>(price)
                .sql(", ")
                .bind::<Uuid, _>(id)
                .sql(")"),
        ),
    }
}
