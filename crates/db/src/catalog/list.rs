//! The products that shoppers see, page by page, in one statement.

use diesel::{BoolExpressionMethods, PgTextExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{
    ProductId,
    catalog::{OptionChoices, Slug},
};

use super::{
    ProductCard, SearchWords,
    likeness::{has_words_like, matches, search_column},
    list_order,
    narrowing::{ListQuery, narrowed, tsquery},
    spelling,
    summaries::{self, CardRow},
};
use crate::{Conn, DbError, schema::products};

/// Which products to list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProductFilter {
    /// Words to look for in name, vendor, tags, option values, SKUs, summary and description.
    pub words: Option<SearchWords>,
    /// Only of this category and those below it.
    pub category: Option<Slug>,
    /// Only these.
    pub ids: Option<Vec<ProductId>>,
    /// Only from this price on, in minor units. The price of a product is that of its cheapest variant.
    pub min_price: Option<i64>,
    /// Only up to this price, in minor units.
    pub max_price: Option<i64>,
    /// Only what can be bought now, or only what can not.
    pub in_stock: Option<bool>,
    /// Only what offers these.
    pub options: OptionChoices,
    /// In which order, and from where on.
    pub order: ListOrder,
    /// The most rows.
    pub limit: i64,
}

/// The order of a list with the last row of the page before (all but relevance are keyset cursors).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ListOrder {
    /// Newest first.
    Newest(Option<ProductId>),
    /// Cheapest first.
    PriceAsc(Option<(i64, ProductId)>),
    /// Dearest first.
    PriceDesc(Option<(i64, ProductId)>),
    /// By name.
    Name(Option<(String, ProductId)>),
    /// What was sold most often first.
    BestSelling(Option<(i64, ProductId)>),
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
                | Self::BestSelling(None)
                | Self::Relevance(0)
        )
    }
}

/// A page of active products.
#[derive(Clone, Debug)]
pub struct ProductList {
    /// The products in order.
    pub cards: Vec<ProductCard>,
    /// The words in another spelling, where nothing was found by those that were asked for. The products are what these
    /// find; there is no further page of such a list.
    pub spelt: Option<SearchWords>,
    /// Whether nothing was found, and names that have something like the words in them are listed instead. There is
    /// no further page of such a list either.
    pub alike: bool,
}

/// A page of active products with stock and pictures, in one statement; in up to four where nothing is found by the
/// words as they are spelt.
///
/// All ways of looking in one statement would be less for the misspelt and a scan of the whole table for everybody else.
pub async fn list_active_products(conn: &mut Conn, filter: &ProductFilter) -> Result<ProductList, DbError> {
    let cards = find(conn, filter, filter.words.as_ref()).await?;
    let found = ProductList { cards, spelt: None, alike: false };
    let misspelt = filter.words.as_ref().filter(|words| words.can_be_misspelt() && filter.order.is_start());
    let (true, Some(words)) = (found.cards.is_empty(), misspelt) else {
        return Ok(found);
    };
    if let Some(spelt) = spelling::correct(conn, words).await? {
        let cards = find(conn, filter, Some(&spelt)).await?;
        if !cards.is_empty() {
            return Ok(ProductList { cards, spelt: Some(spelt), alike: false });
        }
    }
    let similar = has_words_like(products::name, &words.words).or(products::name.ilike(words.anywhere()));
    let query = list_order::alike(narrowed(filter).filter(similar), &filter.order, words);
    let cards = load(conn, query, filter).await?;
    Ok(ProductList { cards, spelt: None, alike: true })
}

async fn find(
    conn: &mut Conn,
    filter: &ProductFilter,
    words: Option<&SearchWords>,
) -> Result<Vec<ProductCard>, DbError> {
    let query = match words {
        Some(words) => narrowed(filter).filter(matches(search_column(), tsquery(words))),
        None => narrowed(filter),
    };
    load(conn, list_order::ordered(query, &filter.order, words), filter).await
}

async fn load(
    conn: &mut Conn,
    query: ListQuery<'_>,
    filter: &ProductFilter,
) -> Result<Vec<ProductCard>, DbError> {
    let rows: Vec<CardRow> = query.limit(filter.limit).select(summaries::columns()).load(conn).await?;
    rows.into_iter().map(CardRow::into_card).collect()
}
