//! What the products of a list have in common, counted in one statement that reads the shelf once.
//!
//! Every row notes which kinds of filter it fails, one bit for each: 1 the category, 2 the price, 4 the stock, 8, 16 and 32
//! the options. A kind counts the rows that fail none but itself, so that choosing a value does not hide its neighbours.
//! A product counts in its category and in all above it.
//!
//! What is in stock is judged by the variants: a value counts under `in_stock` if a variant that has it can be bought. Of
//! what is sold out nothing can be bought. So the counts of both are made by the values that each of them goes by, whatever
//! the filter says of stock. Values in stock are among those that are offered: who fails by these is not asked by those.
//! `OFFSET 0` keeps the planner from judging a row anew wherever its verdict is read.

use diesel::{
    QueryableByName,
    sql_types::{Array, BigInt, Bool, Integer, Nullable, Text},
};
use diesel_async::RunQueryDsl;
use securecart_domain::catalog::Slug;

use super::{CategoryName, ProductFilter, SearchWords};
use crate::{Conn, DbError};

/// The filters that a row fails; rows that fail alike are counted together before anything else is made of them.
macro_rules! facets_of {
    ($shelf:literal) => {
        concat!(
            "WITH judged AS (
  SELECT s.category_id, s.price_minor, s.in_stock, s.facet_value_ids, s.stocked_value_ids, o.value_ids,
    CASE WHEN $4 IS NULL OR s.category_id = ANY ((SELECT category_branch($4))::uuid[]) THEN 0 ELSE 1 END
    + CASE WHEN s.price_minor >= coalesce($5, 0) AND ($6 IS NULL OR s.price_minor <= $6) THEN 0 ELSE 2 END
    + CASE WHEN $7 IS NULL OR s.in_stock = $7 THEN 0 ELSE 4 END
    + CASE WHEN $8 = '' OR o.value_ids && ARRAY(
        SELECT id FROM facet_values WHERE name_key = $8 AND value_key = ANY ($9)) THEN 0 ELSE 8 END
    + CASE WHEN $10 = '' OR o.value_ids && ARRAY(
        SELECT id FROM facet_values WHERE name_key = $10 AND value_key = ANY ($11)) THEN 0 ELSE 16 END
    + CASE WHEN $12 = '' OR o.value_ids && ARRAY(
        SELECT id FROM facet_values WHERE name_key = $12 AND value_key = ANY ($13)) THEN 0 ELSE 32 END
    AS failed
  FROM ",
            $shelf,
            "
  CROSS JOIN LATERAL (SELECT CASE WHEN $7 THEN s.stocked_value_ids ELSE s.facet_value_ids END AS value_ids) o
  OFFSET 0
), hits AS (
  SELECT j.category_id, j.value_ids, j.failed, a.availability, count(*) AS products,
    min(j.price_minor) AS lowest, max(j.price_minor) AS highest
  FROM judged j
  CROSS JOIN LATERAL (SELECT
    CASE WHEN j.in_stock THEN j.stocked_value_ids ELSE j.facet_value_ids END AS value_ids) b
  CROSS JOIN LATERAL (SELECT CASE
    WHEN j.failed & 3 <> 0 OR (j.in_stock AND j.failed & 56 <> 0) THEN NULL
    WHEN ($8 = '' OR b.value_ids && ARRAY(
      SELECT id FROM facet_values WHERE name_key = $8 AND value_key = ANY ($9)))
    AND ($10 = '' OR b.value_ids && ARRAY(
      SELECT id FROM facet_values WHERE name_key = $10 AND value_key = ANY ($11)))
    AND ($12 = '' OR b.value_ids && ARRAY(
      SELECT id FROM facet_values WHERE name_key = $12 AND value_key = ANY ($13)))
    THEN CASE WHEN j.in_stock THEN 'in_stock' ELSE 'sold_out' END END AS availability) a
  GROUP BY j.category_id, j.value_ids, j.failed, a.availability
), offered AS (
  SELECT v.id, h.failed, sum(h.products) AS products FROM hits h, unnest(h.value_ids) AS v (id)
  WHERE h.failed IN (0, 8, 16, 32) GROUP BY v.id, h.failed
)
SELECT 'total' AS kind, '' AS key, '' AS label, '' AS value_key, '' AS value,
  coalesce(sum(products), 0)::bigint AS number, 0::bigint AS highest, 0 AS place FROM hits WHERE failed = 0
UNION ALL
SELECT 'price', '', '', '', '', min(lowest), max(highest), 0 FROM hits WHERE failed IN (0, 2) HAVING count(*) > 0
UNION ALL
SELECT availability, '', '', '', '', sum(products)::bigint, 0, 0
FROM hits WHERE availability IS NOT NULL GROUP BY availability
UNION ALL
SELECT 'category', c.slug, c.name, '', '', sum(n.products)::bigint, 0, 0
FROM (SELECT category_id, sum(products) AS products FROM hits WHERE failed IN (0, 1) GROUP BY category_id) n
JOIN category_ways() w ON w.category_id = n.category_id JOIN categories c ON c.id = w.above_id GROUP BY c.id
UNION ALL
SELECT 'option', f.name_key, min(f.name), f.value_key, min(f.value), sum(o.products)::bigint, 0, min(f.id)
FROM offered o JOIN facet_values f ON f.id = o.id
WHERE o.failed = 0
  OR o.failed = CASE f.name_key WHEN $8 THEN 8 WHEN $10 THEN 16 WHEN $12 THEN 32 ELSE 0 END
GROUP BY f.name_key, f.value_key
ORDER BY kind, number DESC, key, value_key"
        )
    };
}

/// Nothing to look for: all that shoppers see. The words are bound all the same, as nothing.
const OF_ALL: &str = facets_of!("(SELECT * FROM product_shelf WHERE shown AND $1 || $2 || $3 IS NOT NULL) s");

/// What the words find.
const OF_WORDS: &str = facets_of!(
    "products p JOIN product_shelf s ON s.product_id = p.id AND s.shown
    AND p.status = 'active' AND p.search @@ product_search_query($1, $2, $3)"
);

/// How many products there are of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FacetCounts {
    /// On all pages together.
    pub total: u64,
    /// Categories with all below them, the fullest first.
    pub categories: Vec<(CategoryName, u64)>,
    /// Lowest and highest price in minor units.
    pub prices: Option<(i64, i64)>,
    /// What can be bought now.
    pub in_stock: u64,
    /// What can not.
    pub sold_out: u64,
    /// Values of options, the most frequent first.
    pub options: Vec<OptionCount>,
}

/// How many products offer a value of an option.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionCount {
    /// The option's key, such as `colour`.
    pub name_key: String,
    /// Its name, such as `Colour`.
    pub name: String,
    /// The value's key, such as `navy-blue`.
    pub value_key: String,
    /// The value, such as `Navy blue`.
    pub value: String,
    /// How many products.
    pub products: u64,
    /// Its place among all values: those that came together keep their order, as sizes do.
    pub place: i32,
}

#[derive(QueryableByName)]
struct FacetRow {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = Text)]
    key: String,
    #[diesel(sql_type = Text)]
    label: String,
    #[diesel(sql_type = Text)]
    value_key: String,
    #[diesel(sql_type = Text)]
    value: String,
    #[diesel(sql_type = BigInt)]
    number: i64,
    #[diesel(sql_type = BigInt)]
    highest: i64,
    #[diesel(sql_type = Integer)]
    place: i32,
}

/// Counts what shoppers see under these filters; order and page mean nothing here. `words` are those that the list was
/// found by.
pub async fn count_facets(
    conn: &mut Conn,
    filter: &ProductFilter,
    words: Option<&SearchWords>,
) -> Result<FacetCounts, DbError> {
    let (text, head, prefix) = match words {
        Some(words) => (words.words.as_str(), words.head.as_str(), words.prefix.as_str()),
        None => ("", "", ""),
    };
    let names = filter.options.by_name();
    let slot = |place: usize| names.get(place).map_or(("", Vec::new()), Clone::clone);
    let ((first, firsts), (second, seconds), (third, thirds)) = (slot(0), slot(1), slot(2));
    let rows: Vec<FacetRow> = diesel::sql_query(if words.is_some() { OF_WORDS } else { OF_ALL })
        .bind::<Text, _>(text)
        .bind::<Text, _>(head)
        .bind::<Text, _>(prefix)
        .bind::<Nullable<Text>, _>(filter.category.as_ref().map(Slug::as_str))
        .bind::<Nullable<BigInt>, _>(filter.min_price)
        .bind::<Nullable<BigInt>, _>(filter.max_price)
        .bind::<Nullable<Bool>, _>(filter.in_stock)
        .bind::<Text, _>(first)
        .bind::<Array<Text>, _>(firsts)
        .bind::<Text, _>(second)
        .bind::<Array<Text>, _>(seconds)
        .bind::<Text, _>(third)
        .bind::<Array<Text>, _>(thirds)
        .load(conn)
        .await?;
    Ok(collected(rows))
}

fn collected(rows: Vec<FacetRow>) -> FacetCounts {
    let mut counts = FacetCounts::default();
    for row in rows {
        let products = u64::try_from(row.number).unwrap_or(0);
        match row.kind.as_str() {
            "total" => counts.total = products,
            "price" => counts.prices = Some((row.number, row.highest)),
            "in_stock" => counts.in_stock = products,
            "sold_out" => counts.sold_out = products,
            "category" => counts.categories.push((CategoryName { slug: row.key, name: row.label }, products)),
            _ => counts.options.push(OptionCount {
                name_key: row.key,
                name: row.label,
                value_key: row.value_key,
                value: row.value,
                products,
                place: row.place,
            }),
        }
    }
    counts
}
