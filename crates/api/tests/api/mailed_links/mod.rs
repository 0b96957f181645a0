//! Links that are mailed: confirming an address, choosing a new password.

mod changing;
mod confirming;
mod resetting;

use securecart_api::jobs::send_outbox;
use serde_json::{Value, json};

use crate::{
    mail::text_of,
    shopping::mails,
    support::{Client, PASSWORD, TestApp},
};

/// Sends what was promised and gives every mail that was ever sent to that address.
pub(crate) async fn letters_to(app: &TestApp, address: &str) -> Vec<String> {
    send_outbox(app.state.clone()).await.unwrap();
    let all = mails(app).into_iter().map(|mail| text_of(&mail));
    all.filter(|mail| mail.contains(&format!("To: {address}\n"))).collect()
}

/// The token of the link to that page in a letter.
pub(crate) fn token_in(letter: &str, app: &TestApp, page: &str) -> String {
    let start = format!("{}{page}#t=", app.origin);
    assert!(letter.contains(&start), "no link to {page} in {letter}");
    let (_, rest) = letter.split_once(&start).unwrap();
    rest.split_whitespace().next().unwrap().to_owned()
}

/// Opens an account as a person does and stays signed in.
async fn register(app: &TestApp, username: &str, email: &str) -> Client {
    let client = app.anonymous();
    let body = json!({"username": username, "email": email, "password": PASSWORD});
    let answer = client.post("/api/v1/auth/register", body).await;
    assert_eq!(answer.status, 201, "{}", answer.text);
    client
}

async fn is_verified(client: &Client) -> Value {
    client.get("/api/v1/me").await.body["email_verified"].clone()
}

fn pass(app: &TestApp, time: chrono::Duration) {
    app.state.clock.advance(time);
}
