//! What a list of products is asked for, and where its next page begins.

use std::collections::BTreeSet;

use securecart_db::catalog::{ListOrder, ProductCard, ProductFilter, SearchWords};
use securecart_domain::{
    Money, ProductId,
    catalog::{OptionChoices, PlainText, ProductSort, Slug},
};
use securecart_dto::{FieldError, catalog::ProductQuery};
use serde::{Deserialize, Serialize};

use crate::http::{
    fields::Fields,
    page::{self, InvalidCursor, Limit},
};

/// The longest search text in characters.
pub(super) const MAX_SEARCH: usize = 200;
/// How far one can page through the best matches: ranks are no key, so each page counts from the start.
pub(super) const MAX_RELEVANT: i64 = 1_000;

/// The most products that can be asked for by id.
const MAX_IDS: usize = 24;

/// Where a page of a list begins; each order has its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Position {
    Newest(ProductId),
    PriceAsc(i64, ProductId),
    PriceDesc(i64, ProductId),
    Name(String, ProductId),
    BestSelling(i64, ProductId),
    Relevance(i64),
}

/// A list that keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Listing {
    pub(super) filter: ProductFilter,
    pub(super) limit: Limit,
    /// Whether to count what there is to choose from.
    pub(super) facets: bool,
}

impl TryFrom<ProductQuery> for Listing {
    type Error = Vec<FieldError>;

    fn try_from(query: ProductQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let text = query.q.as_deref().map(|text| PlainText::optional_line(text, MAX_SEARCH));
        let text = fields.take_optional("?q", text).flatten();
        let category = query.category.as_deref().map(Slug::parse);
        let category = fields.take_optional("?category", category).flatten();
        let ids = fields.take_optional("?ids", query.ids.as_deref().map(ids)).flatten();
        if ids.is_some() && (query.facets == Some(true) || query.cursor.is_some()) {
            fields.add("?ids", "invalid", "products asked for by id come on one page and without facets");
        }
        check_prices(&mut fields, query.min_price, query.max_price);
        let options = query.option.as_deref().map(OptionChoices::parse);
        let options = fields.take_optional("?option", options).flatten();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let words = text.and_then(|text| SearchWords::new(text.as_str()));
        let default = if words.is_some() { ProductSort::Relevance } else { ProductSort::Newest };
        let order = order(query.sort.unwrap_or(default), words.is_some(), query.cursor.as_deref());
        match (limit, fields.take("?cursor", order), fields.finish()) {
            (Some(limit), Some(order), Ok(())) => {
                // One more than the page tells whether there is a next one.
                let filter = ProductFilter {
                    words,
                    category,
                    ids,
                    min_price: query.min_price,
                    max_price: query.max_price,
                    in_stock: query.in_stock,
                    options: options.unwrap_or_default(),
                    order,
                    limit: limit.get() + 1,
                };
                Ok(Self { filter, limit, facets: query.facets.unwrap_or(false) })
            }
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// Ids with commas between them; one that is there twice counts once.
fn ids(text: &str) -> Result<Vec<ProductId>, InvalidIds> {
    let ids: BTreeSet<ProductId> =
        text.split(',').map(str::parse).collect::<Result<_, _>>().map_err(|_| InvalidIds)?;
    if ids.len() > MAX_IDS { Err(InvalidIds) } else { Ok(ids.into_iter().collect()) }
}

/// No list of ids, or too long a one.
#[derive(Debug, thiserror::Error)]
#[error("at most {MAX_IDS} ids of products, with commas between them")]
struct InvalidIds;

fn check_prices(fields: &mut Fields, min: Option<i64>, max: Option<i64>) {
    let allowed = 0..=Money::MAX_PRICE_MINOR;
    for (pointer, price) in [("?min_price", min), ("?max_price", max)] {
        if price.is_some_and(|price| !allowed.contains(&price)) {
            fields.add(pointer, "invalid", "a price is a whole number of minor units, at least 0");
        }
    }
    if min.zip(max).is_some_and(|(min, max)| min > max) {
        fields.add("?max_price", "below_min_price", "the highest price is below the lowest");
    }
}

fn order(sort: ProductSort, has_words: bool, cursor: Option<&str>) -> Result<ListOrder, InvalidCursor> {
    let position: Option<Position> = cursor.map(page::decode).transpose()?;
    // Without words nothing matches better than anything else.
    let sort = if has_words || sort != ProductSort::Relevance { sort } else { ProductSort::Newest };
    match (sort, position) {
        (ProductSort::Newest, None) => Ok(ListOrder::Newest(None)),
        (ProductSort::Newest, Some(Position::Newest(id))) => Ok(ListOrder::Newest(Some(id))),
        (ProductSort::PriceAsc, None) => Ok(ListOrder::PriceAsc(None)),
        (ProductSort::PriceAsc, Some(Position::PriceAsc(price, id))) => {
            Ok(ListOrder::PriceAsc(Some((price, id))))
        }
        (ProductSort::PriceDesc, None) => Ok(ListOrder::PriceDesc(None)),
        (ProductSort::PriceDesc, Some(Position::PriceDesc(price, id))) => {
            Ok(ListOrder::PriceDesc(Some((price, id))))
        }
        (ProductSort::Name, None) => Ok(ListOrder::Name(None)),
        (ProductSort::Name, Some(Position::Name(name, id))) => Ok(ListOrder::Name(Some((name, id)))),
        (ProductSort::BestSelling, None) => Ok(ListOrder::BestSelling(None)),
        (ProductSort::BestSelling, Some(Position::BestSelling(sold, id))) => {
            Ok(ListOrder::BestSelling(Some((sold, id))))
        }
        (ProductSort::Relevance, None) => Ok(ListOrder::Relevance(0)),
        (ProductSort::Relevance, Some(Position::Relevance(shown))) if (0..=MAX_RELEVANT).contains(&shown) => {
            Ok(ListOrder::Relevance(shown))
        }
        _ => Err(InvalidCursor),
    }
}

/// Where the page after this last item begins.
pub(super) fn position_after(order: &ListOrder, last: &ProductCard, limit: Limit) -> Position {
    match order {
        ListOrder::Newest(_) => Position::Newest(last.id),
        ListOrder::PriceAsc(_) => Position::PriceAsc(last.min_price.minor(), last.id),
        ListOrder::PriceDesc(_) => Position::PriceDesc(last.min_price.minor(), last.id),
        ListOrder::Name(_) => Position::Name(last.name.clone(), last.id),
        ListOrder::BestSelling(_) => Position::BestSelling(last.sold, last.id),
        ListOrder::Relevance(shown) => Position::Relevance(shown + limit.get()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_good_for_its_own_order_only() {
        let cursor = page::encode(&Position::Relevance(24));
        assert_eq!(order(ProductSort::Relevance, true, Some(&cursor)), Ok(ListOrder::Relevance(24)));
        assert_eq!(order(ProductSort::Name, true, Some(&cursor)), Err(InvalidCursor));
        let far = page::encode(&Position::Relevance(MAX_RELEVANT + 1));
        assert_eq!(order(ProductSort::Relevance, true, Some(&far)), Err(InvalidCursor));
    }

    #[test]
    fn every_bad_parameter_is_named_at_once() {
        let query = ProductQuery {
            category: Some("Not a slug".to_owned()),
            option: Some("blue".to_owned()),
            min_price: Some(-1),
            limit: Some(0),
            cursor: Some("x".to_owned()),
            ..ProductQuery::default()
        };
        let errors = Listing::try_from(query).unwrap_err();
        let pointers: Vec<&str> = errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["?category", "?min_price", "?option", "?limit", "?cursor"]);
    }
}
