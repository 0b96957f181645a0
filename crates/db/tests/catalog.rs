//! Stock counts, held stock and the order of searches, against a real server.

#![expect(clippy::unwrap_used, reason = "a failing test is reported by its panic")]

use chrono::{DateTime, Utc};
use diesel_async::SimpleAsyncConnection;
use securecart_db::{
    Conn,
    catalog::{
        ListOrder, NewProduct, NewStock, NewVariant, ProductFilter, SearchWords, StockAdjustment, StockCount,
        adjust_on_hand, check_ledger, find_stock_count, insert_product, insert_stock_count, insert_variant,
        list_active_products,
    },
};
use securecart_domain::{
    Currency, Money, MovementId, ProductId, VariantId,
    catalog::{OptionChoices, PlainText, ProductStatus, Slug},
};
use securecart_test_support::TestDatabase;
use uuid::Uuid;

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000, 0).unwrap()
}

/// Ids in rising order, as the clock of the shop gives them.
fn id(number: u128) -> Uuid {
    Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0000 + number)
}

fn text(line: &str) -> PlainText {
    PlainText::paragraphs(line, 1000).unwrap()
}

/// A product with one variant of ten units; returns the variant.
async fn add(conn: &mut Conn, number: u128, name: &str, description: &str) -> VariantId {
    let (product, variant) = (ProductId::new(id(number)), VariantId::new(id(number)));
    let price = Money::new(100, Currency::Usd);
    let new = NewProduct {
        id: product,
        category_id: None,
        slug: Slug::from_name(name).unwrap(),
        name: text(name),
        summary: text(""),
        description: text(description),
        vendor: text(""),
        tags: Vec::new(),
        status: ProductStatus::Active,
        price,
        source_key: None,
    };
    insert_product(conn, now(), &new).await.unwrap();
    let new = NewVariant {
        id: variant,
        product_id: product,
        position: 1,
        sku: None,
        title: String::new(),
        price,
        compare_at_price: None,
        weight_grams: 0,
        image_id: None,
    };
    insert_variant(conn, now(), &new).await.unwrap();
    let stock = NewStock {
        variant_id: variant,
        on_hand: 10,
        movement_id: MovementId::new(id(number)),
        reason: "first count".to_owned(),
        actor: None,
    };
    insert_stock_count(conn, now(), &stock).await.unwrap();
    variant
}

async fn adjust(conn: &mut Conn, variant: VariantId, expected: u32, on_hand: u32) -> Option<StockCount> {
    let adjustment = StockAdjustment {
        variant_id: variant,
        on_hand,
        expected_on_hand: expected,
        movement_id: MovementId::new(id(1000 + u128::from(on_hand))),
        reason: "counted".to_owned(),
        actor: None,
    };
    adjust_on_hand(conn, now(), &adjustment).await.unwrap()
}

#[tokio::test]
async fn a_count_never_goes_below_what_is_held() {
    let database = TestDatabase::new().await.unwrap();
    let conn = &mut database.connect().await.unwrap();
    let variant = add(conn, 1, "Mug", "").await;
    conn.batch_execute("UPDATE stock_levels SET reserved = 4").await.unwrap();
    assert_eq!(adjust(conn, variant, 10, 3).await, None);
    assert_eq!(find_stock_count(conn, variant).await.unwrap(), Some(StockCount { on_hand: 10, reserved: 4 }));
    assert_eq!(adjust(conn, variant, 10, 4).await, Some(StockCount { on_hand: 4, reserved: 4 }));
    assert_eq!(adjust(conn, variant, 10, 9).await, None, "it is 4 by now");
}

#[tokio::test]
async fn a_counter_that_left_the_ledger_behind_is_found() {
    let database = TestDatabase::new().await.unwrap();
    let conn = &mut database.connect().await.unwrap();
    let variant = add(conn, 1, "Mug", "").await;
    add(conn, 2, "Jug", "").await;
    adjust(conn, variant, 10, 7).await.unwrap();
    let state = check_ledger(conn).await.unwrap();
    assert_eq!((state.entries, state.variants_off), (3, 0));
    conn.batch_execute("UPDATE stock_levels SET on_hand = on_hand + 1 WHERE on_hand = 7").await.unwrap();
    assert_eq!(check_ledger(conn).await.unwrap().variants_off, 1);
}

async fn search(conn: &mut Conn, words: &str, order: ListOrder) -> (Vec<String>, bool) {
    let filter = ProductFilter {
        ids: None,
        words: SearchWords::new(words),
        category: None,
        min_price: None,
        max_price: None,
        in_stock: None,
        options: OptionChoices::default(),
        order,
        limit: 10,
    };
    let list = list_active_products(conn, &filter).await.unwrap();
    // Found by another spelling, or by names that are much alike.
    let otherwise = list.spelt.is_some() || list.alike;
    (list.cards.into_iter().map(|card| card.name).collect(), otherwise)
}

#[tokio::test]
async fn a_name_counts_more_than_a_description_and_spelling_only_if_nothing_else_does() {
    let database = TestDatabase::new().await.unwrap();
    let conn = &mut database.connect().await.unwrap();
    add(conn, 1, "Teapot", "Goes with every mug.").await;
    add(conn, 2, "Blue mug", "Holds tea.").await;
    add(conn, 3, "Mud brush", "For boots.").await;
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let best = || ListOrder::Relevance(0);
    assert_eq!(search(conn, "mug", best()).await, (names(&["Blue mug", "Teapot"]), false));
    assert_eq!(search(conn, "mugs", best()).await, (names(&["Blue mug", "Teapot"]), false));
    assert_eq!(search(conn, "mug", ListOrder::Newest(None)).await.0, names(&["Blue mug", "Teapot"]));
    assert_eq!(search(conn, "\"every mug\"", best()).await, (names(&["Teapot"]), false));
    assert_eq!(search(conn, "mug -tea", best()).await, (names(&["Teapot"]), false), "a teapot is one word");
    assert_eq!(search(conn, "taepot", best()).await.0, names(&[]), "too far off");
    assert_eq!(search(conn, "teapod", best()).await, (names(&["Teapot"]), true));
    assert_eq!(search(conn, "eapo", best()).await, (names(&["Teapot"]), true), "any part of a name");
    assert_eq!(
        search(conn, "teapod", ListOrder::Relevance(10)).await.0,
        names(&[]),
        "and no second page of it"
    );
}
