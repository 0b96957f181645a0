//! `GET /products/suggestions`

use actix_web::get;
use securecart_db::catalog::{SearchWords, SuggestedCard, suggest_categories, suggest_products};
use securecart_domain::catalog::PlainText;
use securecart_dto::{
    FieldError, Problem,
    catalog::CategoryRef,
    finding::{SuggestedProduct, SuggestionQuery, Suggestions},
};

use super::{
    listing::MAX_SEARCH,
    window::{Answer, Question},
};
use crate::{
    auth::Browsing,
    http::{ApiError, ValidQuery, etag::CachedBody, fields::Fields},
    state::State,
};

/// The most products and categories suggested.
const PRODUCTS: i64 = 8;
const CATEGORIES: i64 = 3;

/// What was typed so far.
#[derive(Debug)]
pub(crate) struct Typed(SearchWords);

impl TryFrom<SuggestionQuery> for Typed {
    type Error = Vec<FieldError>;

    fn try_from(query: SuggestionQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let text = fields.take("?q", PlainText::line(&query.q, MAX_SEARCH));
        match text.and_then(|text| SearchWords::new(text.as_str())) {
            Some(words) => Ok(Self(words)),
            None => Err(fields.into_errors()),
        }
    }
}

/// What somebody who types may be looking for.
///
/// The last word may be unfinished. If nothing matches, the words are tried in another spelling (`did_you_mean`).
#[utoipa::path(tag = "catalog", operation_id = "list_product_suggestions", security(()), params(SuggestionQuery),
    responses((status = 200, description = "Products and categories", body = Suggestions),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/products/suggestions")]
pub(crate) async fn list_product_suggestions(
    _access: Browsing,
    state: State,
    query: ValidQuery<SuggestionQuery, Typed>,
) -> Result<CachedBody, ApiError> {
    let Typed(words) = query.into_inner();
    let question = Question::Suggestions(words.clone());
    let make = async { Answer::of(&suggestions(&state, &words).await?) };
    Ok(state.window.answer(&state.db, question, make).await?.body)
}

async fn suggestions(state: &State, words: &SearchWords) -> Result<Suggestions, ApiError> {
    let mut conn = state.db.connection().await?;
    let list = suggest_products(&mut conn, words, PRODUCTS).await?;
    let categories = suggest_categories(&mut conn, words.as_str(), CATEGORIES).await?;
    Ok(Suggestions {
        products: list.products.into_iter().map(suggested).collect(),
        categories: categories
            .into_iter()
            .map(|category| CategoryRef { slug: category.slug, name: category.name })
            .collect(),
        did_you_mean: list.spelt,
    })
}

fn suggested(card: SuggestedCard) -> SuggestedProduct {
    SuggestedProduct {
        id: card.id,
        price_varies: card.min_price != card.max_price,
        price: card.min_price,
        slug: card.slug,
        name: card.name,
        image_url: card.image_url,
    }
}
