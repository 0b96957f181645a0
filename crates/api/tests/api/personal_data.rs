//! Personal data in the database: sealed, each customer's with a key of its own.

use std::process::Command;

use securecart_db::{accounts::users::find_user, cluster::program, keys::close_unsealed};
use securecart_keys::KeyError;
use serde_json::json;

use crate::{
    shopping::{buy, count, on_sale},
    support::{PASSWORD, TestApp},
};

/// Everything that is in the database, as a thief of a dump has it.
pub(crate) fn dump(app: &TestApp) -> String {
    let dumped =
        Command::new(program("pg_dump").unwrap()).arg(app.database_url()).output().expect("pg_dump runs");
    assert!(dumped.status.success(), "{}", String::from_utf8_lossy(&dumped.stderr));
    String::from_utf8(dumped.stdout).unwrap().to_lowercase()
}

#[actix_web::test]
async fn a_dump_tells_no_address_and_no_name() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    assert_eq!(ann.patch("/api/v1/me", json!({"full_name": "Annabel Winterbottom"})).await.status, 200);
    let home = json!({"name": "Annabel Winterbottom", "line1": "7 Harbour Steps", "city": "Oldenburg", "country": "DE",
        "postcode": "26121", "phone": "+49 441 5550199"});
    assert_eq!(ann.post("/api/v1/me/addresses", home).await.status, 201);
    buy(&app, &ann, &mug, 1).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    let dump = dump(&app);
    assert!(dump.contains("mug") && dump.contains("sc-100001"), "the dump is one");
    for told in ["example.org", "annabel", "winterbottom", "harbour steps", "oldenburg", "26121", "5550199"] {
        let hex = told.bytes().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert!(!dump.contains(told) && !dump.contains(&hex), "the dump tells {told}");
    }
}

#[actix_web::test]
async fn what_was_sealed_for_one_account_opens_in_no_other() {
    let app = TestApp::start().await;
    let (ann, _bob) = (app.customer("ann").await, app.customer("bob").await);
    let swap = |table: &str, column: &str, key: &str| {
        format!(
            "UPDATE {table} a SET {column} = b.{column} FROM {table} b \
             WHERE a.id <> b.id AND a.{key} IS NOT NULL AND b.{key} IS NOT NULL"
        )
    };
    for (table, column, key) in [("users", "email_sealed", "id"), ("data_keys", "wrapped", "user_id")] {
        // With two rows of the kind, each gets what was the other's; done twice, it is undone.
        let only_two = format!(
            "{} AND (SELECT count(*) FROM {table} WHERE {key} IS NOT NULL) = 2",
            swap(table, column, key)
        );
        app.execute(&only_two).await;
        let answer = ann.get("/api/v1/me").await;
        assert_eq!((answer.status, answer.problem()), (500, "internal"), "{}", answer.text);
        assert!(!answer.text.contains("seal") && !answer.text.contains("bob"), "{}", answer.text);
        app.execute(&only_two).await;
        assert_eq!(ann.get("/api/v1/me").await.body["email"], "ann@example.org");
    }
}

#[actix_web::test]
async fn one_confirmed_account_holds_an_address_whatever_its_spelling() {
    let app = TestApp::start().await;
    app.account("ann").await;
    assert_eq!(app.anonymous().login("Ann@Example.ORG", PASSWORD).await.status, 200);
    app.account("bob").await;
    let taken = "UPDATE users SET email_index = (SELECT email_index FROM users WHERE username = 'ann') \
                 WHERE username = 'bob'";
    let refused = app.refused(taken).await;
    assert!(refused.contains("unique constraint \"users_verified_email_index_key\""), "{refused}");
    let keys = &app.state.keys;
    assert_ne!(keys.email_index("ann@example.org"), keys.order_email_index("ann@example.org"));
}

/// As rows looked before personal data was sealed.
const OF_BEFORE: &str = "
    ALTER TABLE users DROP CONSTRAINT users_readable_nowhere;
    ALTER TABLE orders DROP CONSTRAINT orders_readable_nowhere;
    DELETE FROM data_keys WHERE purpose IN ('customer', 'order');
    UPDATE users SET email_sealed = NULL, email_index = NULL, full_name_sealed = NULL,
        email = username || '@Example.org', email_key = username || '@example.org', full_name = 'Some One';
    UPDATE orders SET email_sealed = NULL, email_index = NULL,
        email = CASE WHEN customer_id IS NULL THEN 'guest@example.org' ELSE 'ann@example.org' END;
    ALTER TABLE users ADD CONSTRAINT users_readable_nowhere
        CHECK (email IS NULL AND email_key IS NULL AND full_name IS NULL) NOT VALID;
    ALTER TABLE orders ADD CONSTRAINT orders_readable_nowhere CHECK (email IS NULL) NOT VALID";

#[actix_web::test]
async fn rows_of_before_are_sealed_once_and_read_as_before() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let order = buy(&app, &ann, &mug, 1).await;
    buy(&app, &app.anonymous(), &mug, 1).await;
    app.execute(OF_BEFORE).await;
    let (keys, db, clock) = (&app.state.keys, &app.state.db, &app.state.clock);
    let users = count(&app, "users", "true").await;
    assert_eq!(i64::try_from(keys.seal_existing(db, clock).await.unwrap()).unwrap(), users + 2);
    assert_eq!(keys.seal_existing(db, clock).await.unwrap(), 0);
    close_unsealed(&mut app.owner().await).await.unwrap();
    let profile = ann.get("/api/v1/me").await.body;
    assert_eq!((&profile["email"], &profile["full_name"]), (&json!("ann@Example.org"), &json!("Some One")));
    let seen = ann.get(&format!("/api/v1/me/orders/{order}")).await.body;
    assert_eq!(seen["customer"]["email"], "ann@example.org");
    assert_eq!(app.anonymous().login("ann@example.org", PASSWORD).await.status, 200);
    assert!(!dump(&app).contains("@example.org"));
    let vouched = "SELECT count(*) AS number FROM pg_constraint WHERE conname LIKE '%readable_nowhere' AND convalidated";
    assert_eq!(app.number(vouched).await, 2);
}

#[actix_web::test]
async fn without_its_key_nothing_of_a_customer_opens() {
    let app = TestApp::start().await;
    let (ann, bob) = (app.account("ann").await, app.account("bob").await);
    let mut conn = app.state.db.connection().await.unwrap();
    let mut user = find_user(&mut conn, ann).await.unwrap().unwrap();
    user.sealed.key = find_user(&mut conn, bob).await.unwrap().unwrap().sealed.key;
    assert_eq!(app.state.keys.person(&user).err(), Some(KeyError::Unreadable));
    user.sealed.key = None;
    assert_eq!(app.state.keys.key_of(&user).err(), Some(KeyError::Unreadable));
}
