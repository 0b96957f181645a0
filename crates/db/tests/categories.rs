//! That categories stay a tree, whoever moves them.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use securecart_db::{Conn, DbError};
use securecart_test_support::TestDatabase;

/// The id of the category of that number.
fn id(number: u32) -> String {
    format!("0192f000-0000-7000-8000-{number:012}")
}

/// Adds a category `c<number>`.
async fn add(conn: &mut Conn, number: u32, parent: Option<u32>) -> Result<(), DbError> {
    let parent = parent.map_or("NULL".to_owned(), |parent| format!("'{}'", id(parent)));
    let values = format!("('{}', {parent}, 'c{number}', 'C{number}')", id(number));
    let statement = format!("INSERT INTO categories (id, parent_id, slug, name) VALUES {values}");
    Ok(sql_query(statement).execute(conn).await.map(drop)?)
}

/// Puts a category below another one, as a person with a console would.
async fn move_below(conn: &mut Conn, number: u32, parent: u32) -> Result<(), DbError> {
    let statement = format!("UPDATE categories SET parent_id = '{}' WHERE id = '{}'", id(parent), id(number));
    Ok(sql_query(statement).execute(conn).await.map(drop)?)
}

/// The constraint that refused it.
fn refused(result: Result<(), DbError>) -> String {
    result.unwrap_err().constraint().unwrap().to_owned()
}

#[derive(QueryableByName)]
struct Branch {
    #[diesel(sql_type = Text)]
    slugs: String,
}

/// The slugs of a category and all below it.
async fn branch(conn: &mut Conn, slug: &str) -> String {
    let query = format!(
        "SELECT coalesce(string_agg(slug, ' ' ORDER BY slug), '') AS slugs FROM categories \
         WHERE id = ANY (category_branch('{slug}'))"
    );
    let rows: Vec<Branch> = sql_query(query).load(conn).await.unwrap();
    rows.into_iter().map(|row| row.slugs).collect()
}

/// 1 > 2 > 3 > 4 > 5, and 6 > 7.
async fn tree() -> (TestDatabase, Conn) {
    let database = TestDatabase::new().await.unwrap();
    let mut conn = database.connect().await.unwrap();
    for (number, parent) in
        [(1, None), (2, Some(1)), (3, Some(2)), (4, Some(3)), (5, Some(4)), (6, None), (7, Some(6))]
    {
        add(&mut conn, number, parent).await.unwrap();
    }
    (database, conn)
}

#[tokio::test]
async fn a_branch_is_a_category_and_all_below_it() {
    let (_database, mut conn) = tree().await;
    assert_eq!(branch(&mut conn, "c1").await, "c1 c2 c3 c4 c5");
    assert_eq!(branch(&mut conn, "c4").await, "c4 c5");
    assert_eq!(branch(&mut conn, "c7").await, "c7");
    assert_eq!(branch(&mut conn, "nowhere").await, "");
}

#[tokio::test]
async fn no_category_lies_below_itself_or_more_than_five_levels_deep() {
    let (_database, mut conn) = tree().await;
    for (number, parent) in [(1, 1), (1, 5), (6, 7)] {
        assert_eq!(refused(move_below(&mut conn, number, parent).await), "categories_lie_in_no_circle");
    }
    assert_eq!(refused(add(&mut conn, 8, Some(5)).await), "categories_have_five_levels");
    // It is not the moved one that would lie too deep, but what lies below it.
    assert_eq!(refused(move_below(&mut conn, 6, 4).await), "categories_have_five_levels");
    move_below(&mut conn, 6, 3).await.unwrap();
    assert_eq!(branch(&mut conn, "c3").await, "c3 c4 c5 c6 c7");
}

#[tokio::test]
async fn two_moves_at_once_make_no_circle() {
    let (database, mut one) = tree().await;
    let mut other = database.connect().await.unwrap();
    one.batch_execute("BEGIN").await.unwrap();
    move_below(&mut one, 1, 6).await.unwrap_err();
    one.batch_execute("ROLLBACK; BEGIN").await.unwrap();
    move_below(&mut one, 3, 6).await.unwrap();
    other.batch_execute("BEGIN").await.unwrap();
    // It waits for the first, and then sees what that did.
    let (moved, committed) = tokio::join!(move_below(&mut other, 6, 4), async {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        one.batch_execute("COMMIT").await
    });
    committed.unwrap();
    assert_eq!(refused(moved), "categories_lie_in_no_circle");
}

#[tokio::test]
async fn a_circle_that_is_there_all_the_same_ends() {
    let (_database, mut conn) = tree().await;
    conn.batch_execute("ALTER TABLE categories DISABLE TRIGGER categories_stay_a_tree").await.unwrap();
    move_below(&mut conn, 6, 7).await.unwrap();
    assert_eq!(branch(&mut conn, "c6").await, "c6 c7");
    let all = securecart_db::catalog::list_categories(&mut conn).await.unwrap();
    assert_eq!(all.len(), 7);
}
