//! The order of a list. Comparing rows, which Diesel can not say, lets an index start right behind the page before.

use diesel::{
    ExpressionMethods, QueryDsl,
    dsl::sql,
    sql_types::{BigInt, Bool, Integer, Text, Uuid},
};
use securecart_domain::ProductId;

use super::{
    ListOrder, SearchWords,
    likeness::{search_column, strict_word_similarity, ts_rank},
    narrowing::{ListQuery, tsquery},
};
use crate::schema::products;

/// Puts the list into its order, from behind the page before.
pub(super) fn ordered<'a>(
    query: ListQuery<'a>,
    order: &'a ListOrder,
    words: Option<&'a SearchWords>,
) -> ListQuery<'a> {
    match (order, words) {
        (ListOrder::Newest(after), _) => newest(query, *after),
        (ListOrder::Relevance(skip), None) => newest(query, None).offset(*skip),
        (ListOrder::Relevance(skip), Some(words)) => query
            // Of equally good ones the shorter name says less else; comparing letters takes ten times as long.
            .order((
                ts_rank(search_column(), tsquery(words)).desc(),
                sql::<Integer>("char_length(products.name)"),
                products::id.desc(),
            ))
            .offset(*skip),
        (ListOrder::PriceAsc(after), _) => cheapest(query, *after),
        (ListOrder::PriceDesc(after), _) => dearest(query, *after),
        (ListOrder::Name(after), _) => by_name(query, after.as_ref()),
        (ListOrder::BestSelling(after), _) => best_selling(query, *after),
    }
}

/// Names that are only like the words: the most alike first, where the best match is asked for.
pub(super) fn alike<'a>(query: ListQuery<'a>, order: &'a ListOrder, words: &'a SearchWords) -> ListQuery<'a> {
    match order {
        ListOrder::Relevance(_) => query.order((
            strict_word_similarity(words.words.as_str(), products::name).desc(),
            products::id.desc(),
        )),
        _ => ordered(query, order, Some(words)),
    }
}

fn newest(query: ListQuery<'_>, after: Option<ProductId>) -> ListQuery<'_> {
    let query = query.order(products::id.desc());
    match after {
        None => query,
        Some(id) => query.filter(products::id.lt(id)),
    }
}

fn by_name<'a>(query: ListQuery<'a>, after: Option<&'a (String, ProductId)>) -> ListQuery<'a> {
    let query = query.order((products::name.asc(), products::id.asc()));
    match after {
        None => query,
        Some((name, id)) => query.filter(
            sql::<Bool>("(products.name, products.id) > (")
                .bind::<Text, _>(name.as_str())
                .sql(", ")
                .bind::<Uuid, _>(*id)
                .sql(")"),
        ),
    }
}

fn cheapest(query: ListQuery<'_>, after: Option<(i64, ProductId)>) -> ListQuery<'_> {
    let query = query.order((products::min_price_minor.asc(), products::id.asc()));
    behind(query, "(products.min_price_minor, products.id) > (", after)
}

fn dearest(query: ListQuery<'_>, after: Option<(i64, ProductId)>) -> ListQuery<'_> {
    let query = query.order((products::min_price_minor.desc(), products::id.desc()));
    behind(query, "(products.min_price_minor, products.id) < (", after)
}

fn best_selling(query: ListQuery<'_>, after: Option<(i64, ProductId)>) -> ListQuery<'_> {
    let query = query.order(sql::<Bool>("product_shelf.sold DESC, product_shelf.product_id DESC"));
    behind(query, "(product_shelf.sold, product_shelf.product_id) < (", after)
}

fn behind<'a>(
    query: ListQuery<'a>,
    comparison: &'static str,
    after: Option<(i64, ProductId)>,
) -> ListQuery<'a> {
    match after {
        None => query,
        Some((number, id)) => query
            .filter(sql::<Bool>(comparison).bind::<BigInt, _>(number).sql(", ").bind::<Uuid, _>(id).sql(")")),
    }
}
