//! Signing in with a code besides the password.

mod hostile;
mod logs;
mod reset;
mod setting_up;
mod signing_in;

use chrono::Duration;
use serde_json::json;
use totp_rs::{Builder, Secret, Totp};

use crate::support::{Answer, Client, PASSWORD, TestApp};

pub(super) const CODE: &str = "/api/v1/auth/login/second-factor";
pub(super) const TOTP: &str = "/api/v1/me/totp";
pub(super) const CONFIRM: &str = "/api/v1/me/totp/confirm";

/// An authenticator app.
pub(super) struct Authenticator(Totp);

impl Authenticator {
    pub(super) fn new(secret: &str) -> Self {
        let secret = Secret::try_from_base32(secret).unwrap();
        Self(Builder::new().with_secret(secret).build().unwrap())
    }

    /// The code that it shows so many steps from now.
    pub(super) fn code(&self, app: &TestApp, steps: i64) -> String {
        let at = app.state.clock.now().timestamp() + 30 * steps;
        self.0.generate(u64::try_from(at).unwrap()).to_string()
    }
}

/// A customer with a second factor.
pub(super) struct Guarded {
    pub(super) client: Client,
    pub(super) phone: Authenticator,
    pub(super) codes: Vec<String>,
    pub(super) secret: String,
}

/// Opens an account and switches the second factor on; the next step has begun when it returns.
pub(super) async fn guarded(app: &TestApp, name: &str) -> Guarded {
    let client = app.customer(name).await;
    switch_on(app, client).await
}

/// Switches the second factor on.
pub(super) async fn switch_on(app: &TestApp, client: Client) -> Guarded {
    let setup = client.post(TOTP, json!({})).await;
    assert_eq!(setup.status, 200, "{}", setup.text);
    let secret = setup.body["secret"].as_str().unwrap().to_owned();
    let phone = Authenticator::new(&secret);
    let on = client.post(CONFIRM, json!({"code": phone.code(app, 0)})).await;
    assert_eq!(on.status, 200, "{}", on.text);
    let codes = on.body["codes"].as_array().unwrap();
    let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    app.state.clock.advance(Duration::seconds(30));
    Guarded { client, phone, codes, secret }
}

/// A browser in which the password was right.
pub(super) async fn asked(app: &TestApp, name: &str) -> Client {
    let client = app.anonymous();
    let answer = client.login(name, PASSWORD).await;
    assert_eq!(answer.body["status"], "second_factor_required", "{}", answer.text);
    client
}

pub(super) async fn give(client: &Client, code: &str) -> Answer {
    client.post(CODE, json!({ "code": code })).await
}
