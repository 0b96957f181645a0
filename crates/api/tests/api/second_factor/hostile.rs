//! Guessing codes, giving them twice, and going around them.

use futures_util::future::join_all;
use securecart_db::accounts::second_factor::totp::{find_totp, spend_step};
use securecart_domain::UserId;
use serde_json::json;

use super::{asked, give, guarded};
use crate::{
    mailed_links::{letters_to, token_in},
    shopping::count,
    support::TestApp,
};

#[actix_web::test]
async fn of_sixteen_who_give_a_code_at_once_one_gets_in() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let mut clients = Vec::new();
    for _ in 0..16 {
        clients.push(asked(&app, "ann").await);
        // The throttle would slow the sixteen down before the code is looked at.
        app.execute("DELETE FROM sign_in_throttles").await;
    }
    let code = ann.phone.code(&app, 0);
    let statuses = join_all(clients.iter().map(|client| async { give(client, &code).await.status })).await;
    assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    assert!(statuses.iter().filter(|status| **status == 422).count() >= 9, "{statuses:?}");
}

#[actix_web::test]
async fn a_step_is_spent_once_however_many_try() {
    let app = TestApp::start().await;
    guarded(&app, "ann").await;
    let mut conn = app.state.db.connection().await.unwrap();
    let user = UserId::new(app.state.clock.uuid());
    assert_eq!(find_totp(&mut conn, user).await.unwrap(), None);
    let ann = securecart_db::accounts::users::find_user_by_username(&mut conn, "ann").await.unwrap().unwrap();
    let sealed = find_totp(&mut conn, ann.id).await.unwrap().unwrap().sealed_secret;
    drop(conn);
    let step = app.state.clock.now().timestamp() / 30 + 1;
    let tries = (0..16).map(|_| async {
        let mut conn = app.state.db.connection().await.unwrap();
        spend_step(&mut conn, ann.id, &sealed, step).await.unwrap()
    });
    assert_eq!(join_all(tries).await.into_iter().filter(|spent| *spent).count(), 1);
}

#[actix_web::test]
async fn codes_of_other_times_and_used_ones_open_nothing() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    app.state.clock.advance(chrono::Duration::minutes(3));
    let client = asked(&app, "ann").await;
    assert_eq!(give(&client, &ann.phone.code(&app, -2)).await.status, 422, "two steps ago");
    assert_eq!(give(&client, &ann.phone.code(&app, 2)).await.status, 422, "two steps ahead");
    let now = ann.phone.code(&app, 0);
    assert_eq!(give(&client, &now).await.status, 200);
    let client = asked(&app, "ann").await;
    assert_eq!(give(&client, &now).await.status, 422, "used already");
    assert_eq!(give(&client, &ann.phone.code(&app, -1)).await.status, 422, "older than the one used");
    assert_eq!(give(&client, &ann.phone.code(&app, 1)).await.status, 200, "one step ahead");
}

#[actix_web::test]
async fn the_sixth_code_ends_the_sign_in_even_if_it_is_right() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let client = asked(&app, "ann").await;
    for _ in 0..5 {
        assert_eq!(give(&client, "AAAA-AAAA-AAAA-AAAA-AAAA-AAAA").await.status, 422);
    }
    assert_eq!(give(&client, &ann.phone.code(&app, 0)).await.status, 401);
    assert_eq!(count(&app, "pending_sign_ins", "true").await, 0);
    assert_eq!(count(&app, "audit_events", "event = 'authn_second_factor_lock'").await, 1);
    assert_eq!(give(&client, &ann.phone.code(&app, 0)).await.status, 401);
    let again = asked(&app, "ann").await;
    assert_eq!(give(&again, &ann.phone.code(&app, 0)).await.status, 200, "the owner gets in");
}

#[actix_web::test]
async fn a_new_password_by_mail_does_not_leave_the_code_out() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let forgot =
        app.anonymous().post("/api/v1/auth/password/forgot", json!({"email": "ann@example.org"})).await;
    assert_eq!(forgot.status, 202);
    let letters = letters_to(&app, "ann@example.org").await;
    let letter = letters.iter().find(|letter| letter.contains("/reset")).expect("a link is mailed");
    let (stranger, token) = (app.anonymous(), token_in(letter, &app, "/reset"));
    let new = json!({"token": token, "password": "tea with the neighbours"});
    assert_eq!(stranger.post("/api/v1/auth/password/reset", new).await.status, 204);
    assert_eq!(stranger.get("/api/v1/me").await.status, 401);
    let login = stranger.login("ann", "tea with the neighbours").await;
    assert_eq!(login.body["status"], "second_factor_required");
    assert_eq!(give(&stranger, &ann.phone.code(&app, 0)).await.status, 200);
}

#[actix_web::test]
async fn no_row_of_the_database_holds_a_secret_or_a_code_in_clear() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    assert_eq!(give(&asked(&app, "ann").await, &ann.codes[0]).await.status, 200);
    let bytes = base32::decode(base32::Alphabet::Rfc4648 { padding: false }, &ann.secret).unwrap();
    let bare = ann.codes[0].replace('-', "");
    let words = [ann.secret.clone(), hex::encode(bytes), ann.codes[0].clone(), bare];
    for word in words {
        // Every column of every table as text; bytes show as hexadecimal digits.
        let found = format!(
            "SELECT coalesce(sum((xpath('/row/c/text()', query_to_xml(format('SELECT count(*) AS c FROM %I AS row \
             WHERE row::text ILIKE %L', relname, '%{word}%'), true, true, '')))[1]::text::bigint), 0)::bigint AS number \
             FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        );
        assert_eq!(app.number(&found).await, 0, "{word} lies in the database");
    }
    // The same question finds what is there in clear.
    assert!(count(&app, "users", "users::text ILIKE '%ann%'").await > 0);
}
