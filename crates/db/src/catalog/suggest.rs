//! What somebody who types may be looking for.

use diesel::{
    QueryDsl, QueryableByName,
    dsl::sql,
    sql_types::{Array, BigInt, Bool, Nullable, Text, Uuid},
};
use diesel_async::RunQueryDsl;
use securecart_domain::{Money, ProductId};

use super::{CategoryName, SearchWords, search::escaped, spelling};
use crate::{Conn, DbError, schema::categories, stored::Place};

/// A product as one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedCard {
    /// Its id.
    pub id: ProductId,
    /// Its place in addresses.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The price of its cheapest variant.
    pub min_price: Money,
    /// The price of its dearest variant.
    pub max_price: Money,
    /// Address of its first picture that is there.
    pub image_url: Option<String>,
}

/// What may be meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuggestionList {
    /// The best of what the words find.
    pub products: Vec<SuggestedCard>,
    /// The words in another spelling, where nothing was found by those that were typed.
    pub spelt: Option<String>,
}

/// A short beginning finds half of a large catalogue: the best of the first few hundred that match will do, and the rest
/// is not even read.
const SUGGEST: &str = "\
SELECT p.id, p.slug, p.name, p.currency, p.min_price_minor, p.max_price_minor,
  (SELECT i.url FROM product_images i WHERE i.product_id = p.id AND i.url IS NOT NULL
   ORDER BY i.position LIMIT 1) AS image_url
FROM (
  SELECT id, slug, name, currency, min_price_minor, max_price_minor, search FROM products
  WHERE status = 'active' AND search @@ product_search_query($1, $2, $3) LIMIT 400
) p
ORDER BY ts_rank(p.search, product_search_query($1, $2, $3)) DESC, p.name, p.id LIMIT $4";

#[derive(QueryableByName)]
struct SuggestedRow {
    #[diesel(sql_type = Uuid)]
    id: ProductId,
    #[diesel(sql_type = Text)]
    slug: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    currency: String,
    #[diesel(sql_type = BigInt)]
    min_price_minor: i64,
    #[diesel(sql_type = BigInt)]
    max_price_minor: i64,
    #[diesel(sql_type = Nullable<Text>)]
    image_url: Option<String>,
}

/// At most `limit` products for words that may be unfinished or misspelt, in one statement or three.
pub async fn suggest_products(
    conn: &mut Conn,
    words: &SearchWords,
    limit: i64,
) -> Result<SuggestionList, DbError> {
    let products = find(conn, words, limit).await?;
    if !products.is_empty() || !words.can_be_misspelt() {
        return Ok(SuggestionList { products, spelt: None });
    }
    let Some(spelt) = spelling::correct(conn, words).await? else {
        return Ok(SuggestionList::default());
    };
    let products = find(conn, &spelt, limit).await?;
    let spelt = Some(spelt.words).filter(|_| !products.is_empty());
    Ok(SuggestionList { products, spelt })
}

async fn find(conn: &mut Conn, words: &SearchWords, limit: i64) -> Result<Vec<SuggestedCard>, DbError> {
    let rows: Vec<SuggestedRow> = diesel::sql_query(SUGGEST)
        .bind::<Text, _>(&words.words)
        .bind::<Text, _>(&words.head)
        .bind::<Text, _>(&words.prefix)
        .bind::<BigInt, _>(limit)
        .load(conn)
        .await?;
    let cards = rows.into_iter().map(|row| {
        let place = Place { table: "products", id: row.id };
        Ok(SuggestedCard {
            id: row.id,
            min_price: place.money(row.min_price_minor, &row.currency)?,
            max_price: place.money(row.max_price_minor, &row.currency)?,
            slug: row.slug,
            name: row.name,
            image_url: row.image_url,
        })
    });
    cards.collect()
}

/// At most `limit` categories with something in or below them and a word in their name that begins with the text.
pub async fn suggest_categories(
    conn: &mut Conn,
    text: &str,
    limit: i64,
) -> Result<Vec<CategoryName>, DbError> {
    let begins = escaped(text.trim());
    let patterns = vec![format!("{begins}%"), format!("% {begins}%")];
    let rows: Vec<(String, String)> = categories::table
        .filter(sql::<Bool>("categories.name ILIKE ANY (").bind::<Array<Text>, _>(patterns).sql(")"))
        .filter(sql::<Bool>(
            "EXISTS (SELECT FROM product_shelf s WHERE s.category_id = ANY (category_branch(categories.slug)) AND s.shown)",
        ))
        .order((categories::position, categories::name))
        .limit(limit)
        .select((categories::slug, categories::name))
        .load(conn)
        .await?;
    Ok(rows.into_iter().map(|(slug, name)| CategoryName { slug, name }).collect())
}
