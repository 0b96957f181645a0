//! `GET /products`

use actix_web::get;
use securecart_db::catalog::{ListOrder, list_active_products};
use securecart_dto::{Problem, catalog::ProductQuery, finding::ProductPage};

use super::{
    answers::product_summary,
    facet_answers,
    listing::{Listing, MAX_RELEVANT, position_after},
    window::{Answer, Question},
};
use crate::{
    auth::Browsing,
    http::{ApiError, ValidQuery, etag::CachedBody},
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
) -> Result<CachedBody, ApiError> {
    let listing = query.into_inner();
    if listing.filter.ids.is_some() {
        // Everybody asks for other ones: kept, they would only push out what many ask for.
        return CachedBody::of(&product_page(&state, &listing).await?);
    }
    let question = Question::Products(listing.clone());
    let make = async { Answer::of(&product_page(&state, &listing).await?) };
    Ok(state.window.answer(&state.db, question, make).await?.body)
}

/// The page, and what there is to choose beside it.
async fn product_page(state: &State, listing: &Listing) -> Result<ProductPage, ApiError> {
    let Listing { filter, limit, facets } = listing;
    let mut conn = state.db.connection().await?;
    let list = list_active_products(&mut conn, filter).await?;
    // What is only alike was not found by words that could be counted.
    let counts = if *facets && !list.alike {
        let words = list.spelt.as_ref().or(filter.words.as_ref());
        Some(state.window.facets(&state.db, &mut conn, filter, words).await?)
    } else {
        None
    };
    let far = matches!(filter.order, ListOrder::Relevance(shown) if shown + limit.get() > MAX_RELEVANT);
    let is_last = list.alike || list.spelt.is_some() || far;
    let only_alike = list.alike && !list.cards.is_empty();
    let (cards, next) = limit.cut(list.cards, |last| position_after(&filter.order, last, *limit));
    Ok(ProductPage {
        facets: counts
            .map(|counts| facet_answers::facets(counts, state.config.shop.currency, &filter.options)),
        items: cards.into_iter().map(product_summary).collect(),
        next_cursor: next.filter(|_| !is_last),
        only_alike,
        did_you_mean: list.spelt.map(|words| words.as_str().to_owned()),
    })
}
