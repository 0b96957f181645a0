//! Words in the spelling that the catalogue knows.

use diesel::{
    QueryableByName,
    sql_types::{Array, Nullable, Text},
};
use diesel_async::RunQueryDsl;

use super::SearchWords;
use crate::{Conn, DbError};

/// The most words of a search that are looked up.
const MOST: usize = 8;

/// A word that begins one that is known stays as it is; any other becomes the one most like it (`pg_trgm`), if one is.
const CORRECT: &str = "\
SELECT CASE
  WHEN EXISTS (SELECT FROM catalog_words k WHERE k.word LIKE asked.word || '%') THEN NULL
  ELSE (SELECT c.word FROM catalog_words c WHERE c.word % asked.word
        ORDER BY similarity(c.word, asked.word) DESC, c.word LIMIT 1)
END AS word
FROM unnest($1) WITH ORDINALITY AS asked (word, place) ORDER BY asked.place";

#[derive(QueryableByName)]
struct Correction {
    #[diesel(sql_type = Nullable<Text>)]
    word: Option<String>,
}

/// The words with the unknown ones replaced; `None` if there is nothing to replace, or nothing to replace it by. What has
/// operators or digits in it is left alone.
pub(super) async fn correct(conn: &mut Conn, words: &SearchWords) -> Result<Option<SearchWords>, DbError> {
    let asked: Vec<String> = words.words.split_whitespace().take(MOST + 1).map(str::to_lowercase).collect();
    let plain = asked.iter().all(|word| word.chars().all(char::is_alphabetic));
    if !plain || asked.len() > MOST {
        return Ok(None);
    }
    let found: Vec<Correction> = diesel::sql_query(CORRECT).bind::<Array<Text>, _>(&asked).load(conn).await?;
    if found.iter().all(|correction| correction.word.is_none()) {
        return Ok(None);
    }
    let spelt = asked.into_iter().zip(found).map(|(asked, correction)| correction.word.unwrap_or(asked));
    Ok(SearchWords::new(&spelt.collect::<Vec<_>>().join(" ")))
}
