//! `GET /products`

use actix_web::get;
use securecart_db::{
    Conn,
    catalog::{ListOrder, count_facets, list_active_products},
};
use securecart_domain::Currency;
use securecart_dto::{Problem, catalog::ProductQuery, finding::ProductPage};

use super::{
    answers::product_summary,
    facet_answers,
    listing::{Listing, MAX_RELEVANT, position_after},
};
use crate::{
    auth::Browsing,
    http::{ApiError, ValidQuery, etag::Cached},
    state::State,
};

/// Products of the shop.
///
/// With words to look for, the best matches come first. If nothing matches, the words are tried in another spelling
/// (`did_you_mean`), and then names that are spelt much alike.
#[utoipa::path(tag = "catalog", operation_id = "list_products", security(()), params(ProductQuery), responses(
    (status = 200, description = "A page of products", body = ProductPage),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/products")]
pub(crate) async fn list_products(
    _access: Browsing,
    state: State,
    query: ValidQuery<ProductQuery, Listing>,
) -> Result<Cached<ProductPage>, ApiError> {
    let mut conn = state.db.connection().await?;
    Ok(Cached(product_page(&mut conn, &query.into_inner(), state.config.shop.currency).await?))
}

/// The page, and what there is to choose beside it.
async fn product_page(
    conn: &mut Conn,
    listing: &Listing,
    currency: Currency,
) -> Result<ProductPage, ApiError> {
    let Listing { filter, limit, facets } = listing;
    let list = list_active_products(conn, filter).await?;
    // What is only alike was not found by words that could be counted.
    let counts = match (facets, list.alike) {
        (true, false) => {
            Some(count_facets(conn, filter, list.spelt.as_ref().or(filter.words.as_ref())).await?)
        }
        _ => None,
    };
    let far = matches!(filter.order, ListOrder::Relevance(shown) if shown + limit.get() > MAX_RELEVANT);
    let is_last = list.alike || list.spelt.is_some() || far;
    let (cards, next) = limit.cut(list.cards, |last| position_after(&filter.order, last, *limit));
    Ok(ProductPage {
        facets: counts.map(|counts| facet_answers::facets(counts, currency, &filter.options)),
        items: cards.into_iter().map(product_summary).collect(),
        next_cursor: next.filter(|_| !is_last),
        did_you_mean: list.spelt.map(|words| words.as_str().to_owned()),
    })
}
