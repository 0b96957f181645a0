//! The end of an account: nothing personal is left, and the books add up.

use std::collections::BTreeSet;

use chrono::Duration;
use securecart_api::jobs::send_outbox;
use securecart_db::privacy::erase::{EMPTIED, KEPT};
use securecart_domain::Permission;
use serde_json::json;

use super::{Known, erase, known, sent};
use crate::{
    cli::securecart,
    mailed_links::letters_to,
    personal_data::dump,
    shopping::{assert_ledger_holds, checkout_of, count, on_sale, pay},
    support::{PASSWORD, TestApp},
};

/// What the books add up to.
async fn books(app: &TestApp) -> Vec<i64> {
    let mut sums = Vec::new();
    for sums_of in [
        "count(*) AS number FROM orders",
        "sum(total_minor)::int8 AS number FROM orders WHERE placed_at IS NOT NULL",
        "sum(total_minor)::int8 AS number FROM order_lines",
        "sum(captured_minor)::int8 AS number FROM payments",
        "count(*) AS number FROM payments WHERE status = 'succeeded'",
        "sum(on_hand)::int8 AS number FROM stock_levels",
        "sum(reserved)::int8 AS number FROM stock_levels",
        "sum(on_hand_delta)::int8 AS number FROM stock_movements",
        "count(*) AS number FROM stock_holds",
        "count(*) AS number FROM checkouts",
    ] {
        sums.push(app.number(&format!("SELECT {sums_of}")).await);
    }
    sums
}

/// An account that could be erased, and the order of somebody else.
async fn ready(app: &TestApp) -> Known {
    let ann = known(app, "annabel", "Annabel Winterbottom", "7 Harbour Steps").await;
    sent(app, &ann.orders).await;
    ann
}

#[actix_web::test]
async fn nothing_personal_is_left_and_the_books_add_up() {
    let app = TestApp::start().await;
    let ann = ready(&app).await;
    let (before, orders) = (books(&app).await, count(&app, "orders", "customer_id IS NOT NULL").await);
    let gone = erase(&ann.client, "Annabel").await;
    assert_eq!(gone.status, 204, "{}", gone.text);
    assert!(!gone.header("clear-site-data").is_empty());
    send_outbox(app.state.clone()).await.unwrap();
    let dump = dump(&app);
    assert!(dump.contains("mug") && dump.contains("sc-100001"), "the dump is one");
    for told in ["annabel", "winterbottom", "harbour steps", "oldenburg", "26121", "5550199", "new.example"] {
        let hex = told.bytes().fold(String::new(), |text, byte| format!("{text}{byte:02x}"));
        assert!(!dump.contains(told) && !dump.contains(&hex), "the dump tells {told}");
    }
    assert_eq!(books(&app).await, before);
    assert_eq!(count(&app, "orders", "customer_id IS NOT NULL").await, orders, "purchases are told apart");
    assert_ledger_holds(&app).await;
    let verified = securecart(&app, &["audit", "verify"]);
    assert_eq!(verified.status.code(), Some(0), "{}", String::from_utf8_lossy(&verified.stderr));
}

#[actix_web::test]
async fn the_keys_are_gone_and_with_them_whatever_a_backup_has() {
    let app = TestApp::start().await;
    let ann = ready(&app).await;
    let id = ann.id.uuid();
    let keys =
        format!("user_id = '{id}' OR id IN (SELECT data_key_id FROM orders WHERE customer_id = '{id}')");
    assert_eq!(
        count(&app, "data_keys", &keys).await,
        2,
        "the account's and that of the order begun as a guest"
    );
    let all = count(&app, "data_keys", "true").await;
    let of_before = app.state.db.connection().await.unwrap();
    let mut conn = of_before;
    let stolen = securecart_db::accounts::users::find_user(&mut conn, ann.id).await.unwrap().unwrap();
    assert!(app.state.keys.person(&stolen).unwrap().email.contains("annabel"));
    assert_eq!(erase(&ann.client, "annabel").await.status, 204);
    assert_eq!(count(&app, "data_keys", "true").await, all - 2);
    let mut now = securecart_db::accounts::users::find_user(&mut conn, ann.id).await.unwrap().unwrap();
    assert!(now.sealed.key.is_none());
    // The ciphertext of a backup beside what the database has now opens nowhere.
    now.sealed.email = stolen.sealed.email;
    assert_eq!(app.state.keys.person(&now).unwrap().email, "");
    assert!(app.state.keys.key_of(&now).is_err());
    assert_eq!(
        count(
            &app,
            "orders",
            "email_sealed IS NOT NULL OR email_index IS NOT NULL OR delivery_sealed IS NOT NULL"
        )
        .await,
        0
    );
}

#[actix_web::test]
async fn no_row_names_an_erased_account_but_those_that_say_why() {
    let app = TestApp::start().await;
    let ann = ready(&app).await;
    assert_eq!(erase(&ann.client, "annabel").await.status, 204);
    for (table, column) in EMPTIED {
        assert_eq!(count(&app, table, &format!("{column} = '{}'", ann.id.uuid())).await, 0, "{table}");
    }
    let kept: BTreeSet<_> = KEPT.iter().map(|(table, ..)| *table).collect();
    assert!(kept.contains("orders"));
    let stone = "erased_at IS NOT NULL AND disabled_at IS NOT NULL AND username LIKE 'erased-%' AND email_verified_at IS NULL";
    assert_eq!(count(&app, "users", stone).await, 1);
    for (table, column) in
        EMPTIED.iter().filter(|(table, _)| ["carts", "sessions", "consents"].contains(table))
    {
        let columns = match *table {
            "carts" => {
                "id, customer_id, created_at, updated_at) VALUES (gen_random_uuid(), '{}', now(), now())"
            }
            "sessions" => {
                "id, user_id, token_hash, security_version, state, created_at, last_seen_at, idle_expires_at, \
                 expires_at) VALUES (gen_random_uuid(), '{}', sha256('x'), 1, '{}', now(), now(), now(), now())"
            }
            _ => {
                "id, user_id, purpose, text_version, given, source, answered_at) \
                 VALUES (gen_random_uuid(), '{}', 'marketing_email', 1, true, 'profile', now())"
            }
        };
        let sql = format!("INSERT INTO {table} ({}", columns.replacen("{}", &ann.id.uuid().to_string(), 1));
        let refused = app.refused(&sql).await;
        assert!(refused.contains("the account was erased"), "{table}.{column}: {refused}");
    }
}

#[actix_web::test]
async fn its_owner_is_out_everywhere_and_hears_of_it_last() {
    let app = TestApp::start().await;
    let ann = ready(&app).await;
    let phone = app.signed_in("annabel").await;
    letters_to(&app, "annabel@example.org").await;
    assert_eq!(erase(&ann.client, "annabel").await.status, 204);
    assert_eq!([ann.client.get("/api/v1/me").await.status, phone.get("/api/v1/me").await.status], [401, 401]);
    for name in ["annabel", "annabel@example.org", &format!("erased-{}", ann.id.uuid().simple())] {
        assert_eq!(app.anonymous().login(name, PASSWORD).await.problem(), "invalid-credentials", "{name}");
    }
    let forgot =
        app.anonymous().post("/api/v1/auth/password/forgot", json!({"email": "annabel@example.org"})).await;
    assert_eq!(forgot.status, 202);
    let letters = letters_to(&app, "annabel@example.org").await;
    let last = letters.iter().filter(|letter| letter.contains("Your account was erased")).count();
    assert_eq!((last, letters.iter().any(|letter| letter.contains("/reset#t="))), (1, false));
    assert_eq!(
        count(&app, "outbox", "kind = 'farewell' AND payload <> '{}'").await,
        0,
        "wiped when it has left"
    );
    assert_eq!(count(&app, "audit_events", "event = 'user_erased'").await, 1);
}

#[actix_web::test]
async fn nobody_passes_for_who_had_the_name_and_the_address_is_free_again() {
    let app = TestApp::start().await;
    let ann = ready(&app).await;
    assert_eq!(erase(&ann.client, "annabel").await.status, 204);
    let register = async |name: &str| {
        let body = json!({"username": name, "email": "annabel@example.org", "password": PASSWORD});
        app.anonymous().post("/api/v1/auth/register", body).await
    };
    let refused = register("AnnaBel").await;
    assert_eq!((refused.status, refused.pointers()), (422, vec!["/username"]), "{}", refused.text);
    assert_eq!(register("annabel2").await.status, 201);
    let staff = app.staff(&[Permission::ReadUsers, Permission::WriteUsers, Permission::ReadOrders]).await;
    let people = staff.get("/api/v1/admin/users?limit=100").await;
    assert!(!people.text.contains("erased-"), "{}", people.text);
    let path = format!("/api/v1/admin/users/{}", ann.id);
    assert_eq!(staff.get(&path).await.status, 404);
    assert_eq!(staff.post(&format!("{path}/unlock"), json!({})).await.status, 404);
    let order = staff.get(&format!("/api/v1/admin/orders/{}", ann.orders[0])).await;
    assert_eq!((order.status, &order.body["customer"]["email"]), (200, &json!("")), "{}", order.text);
}

#[actix_web::test]
async fn what_is_under_way_comes_first() {
    let app = TestApp::start().await;
    let ann = known(&app, "annabel", "Annabel Winterbottom", "7 Harbour Steps").await;
    let told = erase(&ann.client, "annabel").await;
    assert_eq!((told.status, told.problem()), (409, "erasure-blocked"), "{}", told.text);
    let detail = told.body["detail"].as_str().unwrap();
    assert!(detail.contains("SC-100001") && detail.contains("SC-100002"), "{detail}");
    sent(&app, &ann.orders).await;
    let bowl = on_sale(&app, "Bowl", 900, 5).await;
    let open = checkout_of(&ann.client, &bowl, 1).await;
    assert_eq!(erase(&ann.client, "annabel").await.problem(), "erasure-blocked");
    assert_eq!(crate::shopping::cancel(&ann.client, &open).await.status, 200);
    assert_eq!(erase(&ann.client, "annabel").await.status, 204);
    assert_eq!(count(&app, "users", "erased_at IS NOT NULL").await, 1);
}

#[actix_web::test]
async fn it_takes_the_owner_the_right_name_and_somebody_else_who_can_let_people_in() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    for wrong in ["bob", "", "ann ann"] {
        let refused = erase(&ann, wrong).await;
        assert_eq!((refused.status, refused.pointers()), (422, vec!["/username"]), "{wrong}");
    }
    assert_eq!(ann.delete("/api/v1/me").await.status, 415, "a body is needed");
    app.state.clock.advance(Duration::minutes(11));
    assert_eq!(erase(&ann, "ann").await.problem(), "confirmation-required");
    assert_eq!(erase(&app.anonymous(), "ann").await.status, 401);
    app.give("root", "admin").await;
    let root = app.signed_in("root").await;
    let last = erase(&root, "root").await;
    assert_eq!((last.status, last.problem()), (409, "erasure-blocked"), "{}", last.text);
    app.give("other", "admin").await;
    assert_eq!(erase(&root, "root").await.status, 204);
    assert_eq!(count(&app, "users", "erased_at IS NOT NULL").await, 1);
}

#[actix_web::test]
async fn money_that_comes_after_the_end_is_booked_and_brings_no_address_back() {
    let app = TestApp::start().await;
    let mug = on_sale(&app, "Mug", 1250, 9).await;
    let ann = app.customer("ann").await;
    let late = checkout_of(&ann, &mug, 1).await;
    // As if the provider had said that it is over, and was wrong.
    let uuid = late.trim_start_matches("chk_");
    app.execute(&format!("UPDATE checkouts SET status = 'expired' WHERE id = '{uuid}'")).await;
    assert_eq!(erase(&ann, "ann").await.status, 204);
    pay(&app, &late).await;
    assert_eq!(count(&app, "payments", "captured_minor = 1250").await, 1);
    assert_eq!(
        count(&app, "orders", "status IN ('placed', 'needs_review') AND email_sealed IS NULL").await,
        1
    );
    assert_eq!(count(&app, "data_keys", "purpose = 'order'").await, 0);
}

#[actix_web::test]
async fn a_restored_backup_forgets_again() {
    let app = TestApp::start().await;
    let ann = ready(&app).await;
    assert!(dump(&app).contains("annabel"));
    assert_eq!(erase(&ann.client, "annabel").await.status, 204);
    // What a restored backup has of the account: a name and a key.
    app.execute(&format!(
        "UPDATE users SET erased_at = NULL, disabled_at = NULL, username = 'annabel', username_key = 'annabel' \
         WHERE id = '{0}'; \
         INSERT INTO data_keys SELECT gen_random_uuid(), 'customer', '{0}', master_key_id, wrapped, now() \
         FROM data_keys LIMIT 1",
        ann.id.uuid()
    ))
    .await;
    let again = securecart(&app, &["user", "erase-again", &ann.id.to_string()]);
    let told = String::from_utf8_lossy(&again.stdout).into_owned();
    assert_eq!((again.status.code(), told), (Some(0), format!("{} is erased\n", ann.id)), "{again:?}");
    assert!(!dump(&app).contains("annabel"));
    assert_eq!(count(&app, "data_keys", &format!("user_id = '{}'", ann.id.uuid())).await, 0);
    let twice = securecart(&app, &["user", "erase-again", &ann.id.to_string()]);
    assert!(String::from_utf8_lossy(&twice.stdout).contains("not any more"), "{twice:?}");
    assert_eq!(securecart(&app, &["audit", "verify"]).status.code(), Some(0));
}
