//! What an export reads: every product, in the order in which they were added, a page at a time.

use std::collections::HashMap;

use diesel::{ExpressionMethods, QueryDsl};
use diesel_async::RunQueryDsl;
use securecart_domain::{CategoryId, ProductId};

use super::{CategoryName, ProductRecord, details};
use crate::{
    Conn, DbError,
    schema::{categories, products},
};

/// The next products after that one, whatever their state, oldest first.
pub async fn list_products_to_export(
    conn: &mut Conn,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Vec<ProductRecord>, DbError> {
    let query = match after {
        None => details::all(),
        Some(after) => details::all().filter(products::id.gt(after)),
    };
    let rows = query.order(products::id).limit(limit).select(details::columns()).load(conn).await?;
    details::complete(conn, rows).await
}

/// Every category, by its slug, with the way to it: from the outermost category to itself.
pub async fn list_category_paths(conn: &mut Conn) -> Result<HashMap<String, Vec<CategoryName>>, DbError> {
    let rows: Vec<(CategoryId, Option<CategoryId>, String, String)> = categories::table
        .select((categories::id, categories::parent_id, categories::slug, categories::name))
        .load(conn)
        .await?;
    let known: HashMap<CategoryId, _> = rows.iter().map(|row| (row.0, row)).collect();
    let way = |start: &(CategoryId, Option<CategoryId>, String, String)| {
        let mut steps = vec![CategoryName { slug: start.2.clone(), name: start.3.clone() }];
        let mut above = start.1;
        // Should categories ever be above each other in a circle, the way ends where it has passed them all.
        while let Some((_, next, slug, name)) = above.and_then(|id| known.get(&id).copied()) {
            if steps.len() >= known.len() {
                break;
            }
            steps.push(CategoryName { slug: slug.clone(), name: name.clone() });
            above = *next;
        }
        steps.reverse();
        steps
    };
    Ok(rows.iter().map(|row| (row.2.clone(), way(row))).collect())
}
