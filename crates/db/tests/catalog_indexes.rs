//! That every list, search and suggestion of a large catalogue finds its index.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use diesel::{QueryableByName, sql_query, sql_types::Text};
use diesel_async::{RunQueryDsl, SimpleAsyncConnection as _};
use securecart_db::{Conn, catalog::generate_products};
use securecart_test_support::TestDatabase;

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = Text, column_name = "QUERY PLAN")]
    text: String,
}

async fn plan(conn: &mut Conn, query: &str) -> String {
    let lines: Vec<Line> = sql_query(format!("EXPLAIN {query}")).load(conn).await.unwrap();
    lines.into_iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}

/// The lists as `catalog/list.rs` asks for them, with what each has to find.
const LISTS: &[(&str, &str, &str)] = &[
    // Where everything is active, the primary key is as good.
    ("", "products.id DESC", "products_"),
    ("", "products.min_price_minor, products.id", "products_active_price_idx"),
    (
        "AND products.min_price_minor <= 700",
        "products.min_price_minor, products.id",
        "products_active_price_idx",
    ),
    ("", "products.name, products.id", "products_active_name_idx"),
    (
        "AND product_shelf.shown",
        "product_shelf.sold DESC, product_shelf.product_id DESC",
        "product_shelf_best_selling_idx",
    ),
    (
        "AND products.category_id = ANY ((SELECT category_branch('aisle-3'))::uuid[]) \
         AND products.category_id = ANY (category_branch('aisle-3'))",
        "products.id DESC",
        // In a catalogue of this size walking the newest and skipping other aisles costs the same.
        "products_",
    ),
    (
        "AND products.category_id = ANY ((SELECT category_branch('aisle-3'))::uuid[]) \
         AND products.category_id = ANY (category_branch('aisle-3'))",
        "products.min_price_minor, products.id",
        "products_active_",
    ),
    (
        "AND product_shelf.shown AND product_shelf.category_id = ANY ((SELECT category_branch('aisle-3'))::uuid[]) \
         AND product_shelf.category_id = ANY (category_branch('aisle-3'))",
        "product_shelf.sold DESC, product_shelf.product_id DESC",
        // Read by category and sorted: of several categories at once no index gives the order.
        "product_shelf_category_",
    ),
    (
        "AND products.search @@ product_search_query('walnut kettle', 'walnut', 'kettle:*')",
        "ts_rank(products.search, product_search_query('walnut kettle', 'walnut', 'kettle:*')) DESC",
        "products_search_idx",
    ),
];

#[tokio::test]
async fn a_large_catalogue_is_read_by_its_indexes() {
    let database = TestDatabase::new().await.unwrap();
    let mut conn = database.connect().await.unwrap();
    // Shelving thousands of products in one statement takes longer than any request may.
    conn.batch_execute("SET statement_timeout = '2min'").await.unwrap();
    generate_products(&mut conn, 1, 4000).await.unwrap();
    // Also takes what is new into the indexes of words, which costs its readers until then.
    conn.batch_execute("VACUUM (ANALYZE)").await.unwrap();
    // A small table is read faster as a whole; whether it could be read by its indexes is what counts here.
    conn.batch_execute("SET enable_seqscan = off").await.unwrap();
    for (filter, order, index) in LISTS {
        let query = format!(
            "SELECT products.id FROM products LEFT JOIN categories ON products.category_id = categories.id \
             LEFT JOIN product_shelf ON product_shelf.product_id = products.id \
             WHERE products.status = 'active' {filter} ORDER BY {order} LIMIT 25"
        );
        let plan = plan(&mut conn, &query).await;
        assert!(plan.contains(index), "{filter} by {order}:\n{plan}");
        assert!(!plan.contains("Seq Scan on products"), "{filter} by {order}:\n{plan}");
    }
    // What was bought together is counted in the newest orders alone, by one index; what lies beside it by another.
    let newest = "SELECT order_id FROM order_lines WHERE product_id = '0192f000-0000-7000-8000-000000000001' \
         ORDER BY order_id DESC LIMIT 200";
    let beside = "SELECT product_id FROM product_shelf WHERE shown \
         AND category_id = (SELECT category_id FROM products ORDER BY id LIMIT 1) \
         ORDER BY sold DESC, product_id DESC LIMIT 16";
    let reviews = "SELECT id FROM product_reviews WHERE product_id = '0192f000-0000-7000-8000-000000000001' \
         AND status = 'approved' ORDER BY id DESC LIMIT 25";
    for (query, index) in [
        (newest, "order_lines_product_newest_idx"),
        (beside, "product_shelf_category_best_selling_idx"),
        (reviews, "product_reviews_shown_idx"),
    ] {
        let plan = plan(&mut conn, query).await;
        assert!(plan.contains(index) && !plan.contains("Sort"), "{query}:\n{plan}");
    }
    // Nor by walking a whole index in order.
    conn.batch_execute("SET enable_indexscan = off; SET enable_indexonlyscan = off").await.unwrap();
    for (query, index) in [
        ("SELECT word FROM catalog_words WHERE word % 'walnutt'", "catalog_words_word_trgm_idx"),
        ("SELECT id FROM products WHERE name %>> 'walnutt'", "products_name_trgm_idx"),
        (
            "SELECT product_id FROM product_shelf WHERE shown AND facet_value_ids && ARRAY[1000]",
            "product_shelf_facet_value_ids_idx",
        ),
        (
            "SELECT product_id FROM product_shelf WHERE shown AND stocked_value_ids && ARRAY[1000]",
            "product_shelf_stocked_value_ids_idx",
        ),
    ] {
        let plan = plan(&mut conn, query).await;
        assert!(plan.contains(index), "{query}:\n{plan}");
    }
}
