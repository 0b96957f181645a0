//! A second factor that its owner has lost: staff or the operator take it away, and the password with it.

use chrono::Duration;
use reqwest::Method;
use securecart_domain::{Permission, UserId};
use serde_json::{Value, json};

use super::{asked, give, guarded, switch_on};
use crate::{
    cli::securecart,
    mailed_links::{letters_to, token_in},
    passkeys,
    shopping::count,
    support::{Answer, Client, PASSWORD, TestApp},
};

async fn id_of(client: &Client) -> UserId {
    client.get("/api/v1/auth/session").await.body["user"]["id"].as_str().unwrap().parse().unwrap()
}

async fn keeper(app: &TestApp) -> Client {
    app.staff(&[Permission::ReadUsers, Permission::WriteUsers]).await
}

async fn reset(client: &Client, user: UserId) -> Answer {
    let path = format!("/api/v1/admin/users/{user}/second-factor");
    client.call(Method::DELETE, &path, None, &[]).await
}

/// Chooses a new password with the link that was mailed to ann; what signing in with it answers.
async fn choose_password(app: &TestApp) -> Answer {
    let letters = letters_to(app, "ann@example.org").await;
    let letter = letters.iter().find(|letter| letter.contains("/reset")).expect("a link is mailed");
    let chosen = json!({"token": token_in(letter, app, "/reset"), "password": "seven quiet lanterns"});
    assert_eq!(app.anonymous().post("/api/v1/auth/password/reset", chosen).await.status, 204);
    app.anonymous().login("ann", "seven quiet lanterns").await
}

async fn is_on(app: &TestApp) -> bool {
    count(app, "totp_secrets", "true").await > 0
}

#[actix_web::test]
async fn staff_take_a_lost_factor_away_and_its_owner_chooses_another_password() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    let user = id_of(&ann.client).await;
    let waits = asked(&app, "ann").await;
    let keeper = keeper(&app).await;
    let seen = keeper.get(&format!("/api/v1/admin/users/{user}")).await;
    assert!(seen.body["second_factor_since"].is_string(), "{}", seen.text);
    assert!(!seen.text.contains(&ann.secret));
    let answer = reset(&keeper, user).await;
    assert_eq!((answer.status, &answer.body["second_factor_since"]), (200, &Value::Null), "{}", answer.text);
    assert_eq!((answer.body["password_shut_at"].is_string(), &answer.body["sessions"]), (true, &json!(0)));
    assert_eq!(ann.client.get("/api/v1/me").await.status, 401, "a session outlived it");
    assert_eq!(
        app.anonymous().login("ann", PASSWORD).await.status,
        401,
        "the password alone opens the account"
    );
    assert_eq!(give(&waits, &ann.phone.code(&app, 0)).await.status, 401, "a sign-in that waited went on");
    assert_eq!(count(&app, "recovery_codes", "true").await, 0);
    assert_eq!(choose_password(&app).await.body["status"], "signed_in");
    let letters = letters_to(&app, "ann@example.org").await;
    assert!(letters.iter().any(|letter| letter.contains("Your second factor was reset")), "{letters:?}");
    let by_staff = "event = 'user_second_factor_reset' AND actor_user_id <> (SELECT id FROM users WHERE username = 'ann')";
    assert_eq!(count(&app, "audit_events", by_staff).await, 1);
    assert_eq!(reset(&keeper, user).await.status, 404, "there is none any more");
}

#[actix_web::test]
async fn a_reset_takes_passkeys_away_too() {
    let app = TestApp::start().await;
    let mut ann = passkeys::owner(&app, "ann").await;
    let user = id_of(&ann.client).await;
    let answer = reset(&keeper(&app).await, user).await;
    assert_eq!((answer.status, &answer.body["second_factor_since"]), (200, &Value::Null), "{}", answer.text);
    let browser = app.anonymous();
    let refused = passkeys::use_passkey(&browser, &mut ann.device, "sign_in", passkeys::SIGN_IN).await;
    assert_eq!(refused.status, 401, "a passkey outlived it");
    assert_eq!(choose_password(&app).await.body["status"], "signed_in");
}

#[actix_web::test]
async fn nobody_takes_the_factor_of_themselves_or_of_who_may_do_more() {
    let app = TestApp::start().await;
    app.give("boss", "admin").await;
    let boss = switch_on(&app, app.signed_in("boss").await).await.client;
    let user = id_of(&boss).await;
    let keeper = keeper(&app).await;
    let answer = reset(&keeper, user).await;
    assert_eq!((answer.status, answer.problem()), (403, "permission-missing"), "{}", answer.text);
    let own = reset(&boss, user).await;
    assert_eq!((own.status, own.problem()), (409, "conflict"), "{}", own.text);
    let reader = app.staff(&[Permission::ReadUsers, Permission::WriteRoles]).await;
    for (client, status) in [(&app.anonymous(), 401), (&app.customer("bob").await, 403), (&reader, 403)] {
        assert_eq!(reset(client, user).await.status, status);
    }
    app.state.clock.advance(Duration::minutes(11));
    let stale = reset(&keeper, user).await;
    assert_eq!((stale.status, stale.problem()), (403, "confirmation-required"), "{}", stale.text);
    assert!(is_on(&app).await);
    assert_eq!(boss.get("/api/v1/me").await.status, 200);
}

#[actix_web::test]
async fn a_factor_stays_where_no_mail_would_let_its_owner_in_again() {
    let app = TestApp::start().await;
    let ann = guarded(&app, "ann").await;
    app.execute("UPDATE users SET email_verified_at = NULL WHERE username = 'ann'").await;
    let answer = reset(&keeper(&app).await, id_of(&ann.client).await).await;
    assert_eq!((answer.status, answer.problem()), (409, "conflict"), "{}", answer.text);
    let told = securecart(&app, &["user", "reset-second-factor", "ann"]);
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    assert!(String::from_utf8_lossy(&told.stderr).contains("no confirmed address"), "{told:?}");
    assert!(is_on(&app).await);
    assert_eq!(ann.client.get("/api/v1/me").await.status, 200);
}

#[actix_web::test]
async fn the_operator_takes_a_lost_factor_away_where_nobody_else_may() {
    let app = TestApp::start().await;
    app.give("ann", "admin").await;
    let ann = switch_on(&app, app.signed_in("ann").await).await;
    let told = securecart(&app, &["user", "reset-second-factor", "Ann"]);
    assert_eq!(told.status.code(), Some(0), "{told:?}");
    assert!(!is_on(&app).await);
    assert_eq!(ann.client.get("/api/v1/me").await.status, 401);
    assert_eq!(app.anonymous().login("ann", PASSWORD).await.status, 401);
    assert_eq!(choose_password(&app).await.body["status"], "signed_in");
    for (name, words) in [("ann", "has no second factor"), ("nobody", "no account of that name")] {
        let told = securecart(&app, &["user", "reset-second-factor", name]);
        assert_eq!(told.status.code(), Some(1), "{told:?}");
        assert!(String::from_utf8_lossy(&told.stderr).contains(words), "{told:?}");
    }
}
