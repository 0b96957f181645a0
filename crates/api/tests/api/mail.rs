//! What owners of accounts are told by mail.

use securecart_api::{
    http::ApiError,
    jobs::send_outbox,
    mail::{Notice, notify, promise_farewell},
};
use securecart_db::accounts::users::find_user;
use securecart_domain::UserId;
use serde_json::json;

use crate::{
    shopping::{count, mails},
    support::{PASSWORD, TestApp},
};

/// The text part of a mail, as people read it.
pub(crate) fn text_of(mail: &str) -> String {
    let (text, _) = mail.split_once("Content-Type: text/html").expect("a mail has an HTML part");
    text.replace("=\r\n", "").replace("=3D", "=").replace("\r\n", "\n")
}

async fn tell(app: &TestApp, user: UserId, notice: Notice) {
    let clock = &app.state.clock;
    let told = app
        .state
        .db
        .transaction(async |tx| Ok::<_, ApiError>(notify(tx, clock, user, notice.clone()).await?))
        .await;
    told.unwrap();
    send_outbox(app.state.clone()).await.unwrap();
}

async fn say_farewell(app: &TestApp, user: UserId) {
    let (clock, keys) = (&app.state.clock, &app.state.keys);
    let said = app.state.db.transaction(async |tx| {
        let owner = find_user(tx, user).await?.unwrap();
        promise_farewell(tx, clock, keys, &owner).await.map_err(ApiError::internal)
    });
    said.await.unwrap();
}

#[actix_web::test]
async fn a_change_of_password_is_told_to_the_owner() {
    let app = TestApp::start().await;
    let ann = app.customer("ann").await;
    let change = json!({"current_password": PASSWORD, "new_password": "tea with the neighbours"});
    assert_eq!(ann.put("/api/v1/me/password", change).await.status, 204);
    send_outbox(app.state.clone()).await.unwrap();
    let mails = mails(&app);
    assert_eq!(mails.len(), 1, "{mails:?}");
    let text = text_of(&mails[0]);
    for words in ["To: ann@example.org", "Hello ann,", "Your password was changed", "/forgot"] {
        assert!(text.contains(words), "{words} is missing in {text}");
    }
}

#[actix_web::test]
async fn an_address_that_nobody_confirmed_is_told_nothing() {
    let app = TestApp::start().await;
    let user = app.account("ann").await;
    app.execute("UPDATE users SET email_verified_at = NULL").await;
    tell(&app, user, Notice::SecondFactorOff).await;
    say_farewell(&app, user).await;
    send_outbox(app.state.clone()).await.unwrap();
    assert_eq!((mails(&app).len(), count(&app, "outbox", "done_at IS NULL").await), (0, 0));
}

#[actix_web::test]
async fn a_farewell_reaches_whom_nobody_can_look_up_any_more_and_leaves_no_address_behind() {
    let app = TestApp::start().await;
    let user = app.account("ann").await;
    say_farewell(&app, user).await;
    let waiting =
        "SELECT count(*) AS number FROM outbox WHERE kind = 'farewell' AND payload::text NOT LIKE '%ann%'";
    assert_eq!(app.number(waiting).await, 1, "it waits sealed");
    app.execute("DELETE FROM users").await;
    send_outbox(app.state.clone()).await.unwrap();
    let mails = mails(&app);
    assert!(mails[0].contains("To: ann@example.org"), "{mails:?}");
    assert_eq!(count(&app, "outbox", "payload::text LIKE '%ann%'").await, 0);
}
