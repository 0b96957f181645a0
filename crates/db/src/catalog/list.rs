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

impl ListOrder {
    /// Whether it begins with the first row.
    fn is_start(&self) -> bool {
        matches!(
            self,
            Self::Newest(None)
                | Self::PriceAsc(None)
                | Self::PriceDesc(None)
                | Self::Name(None)
                | Self::Relevance(0)
        )
    }
}

type Products = LeftJoin<products::table, categories::table>;
pub(super) type ProductQuery<'a> = IntoBoxed<'a, Products, Pg>;

/// A page of active products.
#[derive(Clone, Debug)]
pub struct ProductList {
    /// The products in order.
    pub cards: Vec<ProductCard>,
    /// Whether nothing was found by the words, and these are spelt much like them instead. There is no further
    /// page of such a list.
    pub alike: bool,
}

/// A page of active products, with stock and pictures, in three statements; in four where words are misspelt.
///
/// Both ways of looking in one statement would be one less for the misspelt and a scan of the whole table for
/// everybody else.
pub async fn list_active_products(conn: &mut Conn, filter: &ProductFilter) -> Result<ProductList, DbError> {
    let query = match &filter.words {
        Some(words) => narrowed(filter).filter(matches(search_column(), tsquery(words))),
        None => narrowed(filter),
    };
    let mut rows = load(conn, query, filter).await?;
    let misspelt = filter.words.as_ref().filter(|words| words.can_be_misspelt() && filter.order.is_start());
    let mut alike = false;
    if let (true, Some(words)) = (rows.is_empty(), misspelt) {
        let similar = has_words_like(products::name, &words.words).or(products::name.ilike(words.anywhere()));
        rows = load(conn, narrowed(filter).filter(similar), filter).await?;
        alike = true;
    }
    Ok(ProductList { cards: summaries::complete(conn, rows).await?, alike })
}

async fn load(
    conn: &mut Conn,
    query: ProductQuery<'_>,
    filter: &ProductFilter,
) -> Result<Vec<CardRow>, DbError> {
    let query = ordered(query, filter).limit(filter.limit).select(summaries::columns());
    Ok(query.load(conn).await?)
}

/// Everything but the words.
fn narrowed(filter: &ProductFilter) -> ProductQuery<'_> {
    let mut query: ProductQuery<'_> = products::table.left_join(categories::table).into_boxed();
    query = query.filter(is_active());
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
