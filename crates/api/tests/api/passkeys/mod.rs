//! Passkeys, from a device that can do everything right and wrong.

mod adding;
mod confirming;
mod device;
mod hostile;
mod signing_in;

use securecart_domain::UserId;
use serde_json::{Value, json};

pub(super) use device::Device;

use crate::support::{Answer, Client, TestApp};

pub(super) const PASSKEYS: &str = "/api/v1/me/passkeys";
pub(super) const ADD: &str = "/api/v1/me/passkeys/confirm";
pub(super) const ASK: &str = "/api/v1/auth/passkey";
pub(super) const SIGN_IN: &str = "/api/v1/auth/login/passkey";
pub(super) const SECOND: &str = "/api/v1/auth/login/second-factor/passkey";
pub(super) const CONFIRM: &str = "/api/v1/auth/confirm/passkey";

/// A customer with a passkey.
pub(super) struct Owner {
    pub(super) client: Client,
    pub(super) device: Device,
    /// As they were shown with the first passkey.
    pub(super) codes: Vec<String>,
    /// The path of the passkey.
    pub(super) path: String,
}

/// A browser on which the app is open: passkeys belong to the shop's origin.
pub(super) fn device(app: &TestApp) -> Device {
    Device::before(&app.origin)
}

/// Opens an account and adds a passkey.
pub(super) async fn owner(app: &TestApp, name: &str) -> Owner {
    let client = app.customer(name).await;
    let mut device = device(app);
    let added = add(&client, &mut device, "Phone").await;
    assert_eq!(added.status, 201, "{}", added.text);
    let codes = added.body["recovery_codes"].as_array().unwrap();
    let codes = codes.iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    let path = added.header("location").to_owned();
    Owner { client, device, codes, path }
}

/// Adds a passkey of that device.
pub(super) async fn add(client: &Client, device: &mut Device, name: &str) -> Answer {
    let challenge = client.post(PASSKEYS, json!({})).await;
    assert_eq!(challenge.status, 200, "{}", challenge.text);
    let credential = device.create(&challenge.body["options"]);
    let body = json!({"ceremony": challenge.body["ceremony"], "name": name, "credential": credential});
    client.post(ADD, body).await
}

/// Asks for a challenge.
pub(super) async fn ask(client: &Client, purpose: &str) -> Value {
    let challenge = client.post(ASK, json!({ "purpose": purpose })).await;
    assert_eq!(challenge.status, 200, "{}", challenge.text);
    challenge.body
}

/// What the device answers to a challenge.
pub(super) fn answer(device: &mut Device, challenge: &Value) -> Value {
    json!({"ceremony": challenge["ceremony"], "credential": device.get(&challenge["options"])})
}

/// Asks for a challenge, has it answered, and brings the answer there.
pub(super) async fn use_passkey(client: &Client, device: &mut Device, purpose: &str, path: &str) -> Answer {
    let challenge = ask(client, purpose).await;
    client.post(path, answer(device, &challenge)).await
}

/// The account that a browser is signed in to.
pub(super) async fn user_id(client: &Client) -> UserId {
    let session = client.get("/api/v1/auth/session").await;
    session.body["user"]["id"].as_str().unwrap().parse().unwrap()
}

/// Who that browser is signed in as.
pub(super) async fn whoami(client: &Client) -> Value {
    client.get("/api/v1/auth/session").await.body["user"]["username"].clone()
}
