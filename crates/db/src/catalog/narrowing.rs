//! What is in a list at all: everything but its words and its order.

use diesel::{
    ExpressionMethods, QueryDsl,
    dsl::sql,
    helper_types::{IntoBoxed, LeftJoin},
    pg::Pg,
    sql_types::{Array, Bool, Text},
};

use super::{
    ListOrder, ProductFilter, SearchWords,
    likeness::{is_active, product_search_query},
};
use crate::schema::{categories, product_shelf, products};

/// Products with their categories and what they are filtered by. Where nothing is asked of the shelf, PostgreSQL leaves
/// that join out.
pub(super) type ListQuery<'a> =
    IntoBoxed<'a, LeftJoin<LeftJoin<products::table, categories::table>, product_shelf::table>, Pg>;

/// Everything but the words. What is not on sale is out before anything the caller asked for, and every filter only
/// narrows further.
pub(super) fn narrowed(filter: &ProductFilter) -> ListQuery<'_> {
    let mut query: ListQuery<'_> =
        products::table.left_join(categories::table).left_join(product_shelf::table).into_boxed();
    query = query.filter(is_active());
    query = in_category(query, filter);
    if let Some(ids) = &filter.ids {
        query = query.filter(products::id.eq_any(ids));
    }
    if let Some(price) = filter.min_price {
        query = query.filter(products::min_price_minor.ge(price));
    }
    if let Some(price) = filter.max_price {
        query = query.filter(products::min_price_minor.le(price));
    }
    if !filter.options.is_empty() || matches!(filter.order, ListOrder::BestSelling(_)) {
        // Written out, so that the planner sees that the partial indexes of the shelf fit.
        query = query.filter(sql::<Bool>("product_shelf.shown"));
    }
    // What is in stock offers the values that are looked for, not only some other variant of the product.
    let offered = match filter.in_stock {
        Some(true) => {
            "product_shelf.stocked_value_ids && ARRAY(SELECT id FROM facet_values WHERE name_key = "
        }
        _ => "product_shelf.facet_value_ids && ARRAY(SELECT id FROM facet_values WHERE name_key = ",
    };
    for (name, values) in filter.options.by_name() {
        let values: Vec<String> = values.into_iter().map(str::to_owned).collect();
        query = query.filter(
            sql::<Bool>(offered)
                .bind::<Text, _>(name)
                .sql(" AND value_key = ANY (")
                .bind::<Array<Text>, _>(values)
                .sql("))"),
        );
    }
    match filter.in_stock {
        None => query,
        Some(true) => query.filter(sql::<Bool>("product_shelf.in_stock")),
        Some(false) => query.filter(sql::<Bool>("NOT product_shelf.in_stock")),
    }
}

/// By the ids of the category and all below it, which stand in the indexes, of the table whose index gives the order.
///
/// Said twice: the first is looked up once and decides for each row, the second tells the planner how many there are, and
/// is asked of the rows that are left alone. Either by itself takes ten times as long somewhere; see docs/performance.md.
fn in_category<'a>(query: ListQuery<'a>, filter: &'a ProductFilter) -> ListQuery<'a> {
    let Some(slug) = &filter.category else {
        return query;
    };
    let column = match filter.order {
        ListOrder::BestSelling(_) => "product_shelf.category_id",
        _ => "products.category_id",
    };
    let first = format!("{column} = ANY ((SELECT category_branch(");
    let second = format!("))::uuid[]) AND {column} = ANY (category_branch(");
    let branch = sql::<Bool>(&first).bind::<Text, _>(slug.as_str()).sql(&second);
    query.filter(branch.bind::<Text, _>(slug.as_str()).sql("))"))
}

/// The words as PostgreSQL looks for them.
pub(super) fn tsquery(words: &SearchWords) -> product_search_query<&str, &str, &str> {
    product_search_query(words.words.as_str(), words.head.as_str(), words.prefix.as_str())
}
