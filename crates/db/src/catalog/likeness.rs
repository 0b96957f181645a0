//! What PostgreSQL offers for finding text, as far as Diesel does not know it: full text search and `pg_trgm`.

use diesel::{
    IntoSql,
    dsl::AsExprOf,
    expression::SqlLiteral,
    pg::Pg,
    query_builder::QueryId,
    sql_types::{Bool, SqlType, Text},
};

/// A prepared document: lexemes with their places and weights.
#[derive(SqlType, QueryId)]
#[diesel(postgres_type(name = "tsvector"))]
pub struct TsVector;

/// What to look for in a [`TsVector`].
#[derive(SqlType, QueryId)]
#[diesel(postgres_type(name = "tsquery"))]
pub struct TsQuery;

#[diesel::declare_sql_function]
extern "SQL" {
    /// See the migration: the words, or all but the last of them with the last one as the beginning of a word.
    fn product_search_query(words: Text, head: Text, prefix: Text) -> TsQuery;
    /// How well a document answers a query.
    fn ts_rank(document: TsVector, query: TsQuery) -> Float;
    /// How much of the trigrams of `words` some run of whole words of `text` shares.
    fn strict_word_similarity(words: Text, text: Text) -> Float;
}

diesel::infix_operator!(Matches, " @@ ", backend: Pg);
diesel::infix_operator!(HasWordsLike, " %>> ", backend: Pg);

/// `document @@ query`
pub(super) fn matches<D, Q>(document: D, query: Q) -> Matches<D, Q> {
    Matches::new(document, query)
}

/// `text %>> words`: some run of whole words of the text is at least half like these words.
pub(super) fn has_words_like<T>(text: T, words: &str) -> HasWordsLike<T, AsExprOf<&str, Text>> {
    HasWordsLike::new(text, words.into_sql::<Text>())
}

/// The generated column, which the schema leaves out because nothing ever reads it.
pub(super) fn search_column() -> SqlLiteral<TsVector> {
    diesel::dsl::sql("products.search")
}

/// Written out and not bound, so that the planner sees that the partial indexes of active products fit.
pub(super) fn is_active() -> SqlLiteral<Bool> {
    diesel::dsl::sql("products.status = 'active'")
}
