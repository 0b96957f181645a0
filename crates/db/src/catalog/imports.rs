//! What an import asks before it writes.

use diesel::{ExpressionMethods, OptionalExtension, QueryDsl, TextExpressionMethods};
use diesel_async::RunQueryDsl;
use securecart_domain::{ProductId, catalog::Slug};

use super::{ProductRecord, lock_product_any, search::escaped};
use crate::{Conn, DbError, schema::products};

/// The product that an import took from there, which nobody else changes until the transaction ends.
pub async fn find_product_by_source(tx: &mut Conn, key: &str) -> Result<Option<ProductRecord>, DbError> {
    let id: Option<ProductId> = products::table
        .filter(products::source_key.eq(key))
        .select(products::id)
        .first(tx)
        .await
        .optional()?;
    match id {
        None => Ok(None),
        Some(id) => lock_product_any(tx, id).await,
    }
}

/// The product of that slug, which nobody else changes until the transaction ends.
pub async fn find_product_by_slug(tx: &mut Conn, slug: &Slug) -> Result<Option<ProductRecord>, DbError> {
    let id: Option<ProductId> = products::table
        .filter(products::slug.eq(slug.as_str()))
        .select(products::id)
        .first(tx)
        .await
        .optional()?;
    match id {
        None => Ok(None),
        Some(id) => lock_product_any(tx, id).await,
    }
}

/// How many products came from a place whose keys begin like that, and how many did not.
pub async fn count_products_by_source(conn: &mut Conn, prefix: &str) -> Result<(i64, i64), DbError> {
    let pattern = format!("{}%", escaped(prefix));
    let all: i64 = products::table.count().get_result(conn).await?;
    let ours: i64 =
        products::table.filter(products::source_key.like(pattern)).count().get_result(conn).await?;
    Ok((ours, all.saturating_sub(ours)))
}

/// A slug that no product has: the wanted one, or with the first number from 2 on that makes it free. Another
/// transaction may still take it first; then inserting fails on `products_slug_key`.
pub async fn find_free_slug(conn: &mut Conn, wanted: &Slug) -> Result<Slug, DbError> {
    let numbered = format!("{}-%", escaped(wanted.as_str()));
    let taken: Vec<String> = products::table
        .filter(products::slug.eq(wanted.as_str()))
        .or_filter(products::slug.like(numbered))
        .select(products::slug)
        .load(conn)
        .await?;
    Ok(first_free(wanted, &taken))
}

/// The slug, or with the first number that makes it none of those that are taken.
pub(super) fn first_free(wanted: &Slug, taken: &[String]) -> Slug {
    // A number for each that is taken, and one more, can not all be taken.
    let free = (1..=taken.len().saturating_add(1))
        .map(|number| numbered_slug(wanted, number))
        .find(|slug| !taken.iter().any(|taken| taken == slug.as_str()));
    free.unwrap_or_else(|| wanted.clone())
}

fn numbered_slug(wanted: &Slug, number: usize) -> Slug {
    if number == 1 {
        return wanted.clone();
    }
    let suffix = format!("-{number}");
    let room = Slug::MAX_BYTES.saturating_sub(suffix.len());
    let stem: String = wanted.as_str().chars().take(room).collect();
    Slug::parse(&format!("{}{suffix}", stem.trim_end_matches('-'))).unwrap_or_else(|_| wanted.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_fit_behind_the_longest_slug() {
        let long = Slug::parse("ab-".repeat(40).trim_end_matches('-')).unwrap();
        assert_eq!(numbered_slug(&long, 1), long);
        assert!(numbered_slug(&long, 12).as_str().ends_with("-12"));
        assert_eq!(numbered_slug(&Slug::parse("mug").unwrap(), 2).as_str(), "mug-2");
    }
}
