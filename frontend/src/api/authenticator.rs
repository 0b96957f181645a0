//! The browser's dialog for passkeys (W3C Web Authentication).

use js_sys::{Function, JSON, Object, Promise, Reflect};
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::ApiError;

/// Why the browser's dialog gave no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum AuthenticatorError {
    /// The reader closed it, waited too long, or the device has no passkey that fits; browsers do not tell which.
    Cancelled,
    /// The device has a passkey of this account already.
    Known,
    /// The browser can not do it.
    Failed,
}

impl AuthenticatorError {
    /// What happened and how to go on, in a sentence.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::Cancelled => {
                "Your device gave no passkey: the window was closed, or there is none of this account on it. Try again, or go another way."
            }
            Self::Known => "This device has a passkey of your account already.",
            Self::Failed => {
                "Your browser could not use a passkey here. Try another browser or device, or go another way."
            }
        }
    }
}

/// Why a passkey did not do.
#[derive(Clone, Debug, PartialEq)]
pub enum PasskeyError {
    /// The browser.
    Browser(AuthenticatorError),
    /// The shop.
    Shop(ApiError),
}

impl PasskeyError {
    /// What happened and how to go on, in a sentence.
    pub fn detail(&self) -> String {
        match self {
            Self::Browser(error) => error.detail().to_owned(),
            Self::Shop(error) => match error.fields().first() {
                Some(field) => field.detail.clone(),
                None => error.detail(),
            },
        }
    }
}

impl From<ApiError> for PasskeyError {
    fn from(error: ApiError) -> Self {
        Self::Shop(error)
    }
}

impl From<AuthenticatorError> for PasskeyError {
    fn from(error: AuthenticatorError) -> Self {
        Self::Browser(error)
    }
}

/// Whether this browser knows passkeys, and challenges as JSON.
pub fn knows_passkeys() -> bool {
    parser("parseRequestOptionsFromJSON").is_some() && parser("parseCreationOptionsFromJSON").is_some()
}

/// Has the device make a passkey, and returns `RegistrationResponseJSON`.
pub async fn create_passkey(options: &Value) -> Result<Value, AuthenticatorError> {
    ask("create", "parseCreationOptionsFromJSON", options).await
}

/// Has the device answer a challenge, and returns `AuthenticationResponseJSON`.
pub async fn get_passkey(options: &Value) -> Result<Value, AuthenticatorError> {
    ask("get", "parseRequestOptionsFromJSON", options).await
}

async fn ask(method: &str, parse: &str, options: &Value) -> Result<Value, AuthenticatorError> {
    let parse = parser(parse).ok_or(AuthenticatorError::Failed)?;
    let options = JSON::parse(&options.to_string()).map_err(failed)?;
    let options = parse.call1(&class()?, &options).map_err(failed)?;
    let request = Object::new();
    Reflect::set(&request, &"publicKey".into(), &options).map_err(failed)?;
    let credentials = Reflect::get(&window().navigator(), &"credentials".into()).map_err(failed)?;
    let dialog: Promise = function(&credentials, method)
        .ok_or(AuthenticatorError::Failed)?
        .call1(&credentials, &request)
        .map_err(failed)?
        .dyn_into()
        .map_err(failed)?;
    let credential = JsFuture::from(dialog).await.map_err(|error| reason(&error))?;
    let to_json = function(&credential, "toJSON").ok_or(AuthenticatorError::Failed)?;
    let json = to_json.call0(&credential).and_then(|json| JSON::stringify(&json)).map_err(failed)?;
    serde_json::from_str(&String::from(json)).map_err(|_| AuthenticatorError::Failed)
}

fn class() -> Result<JsValue, AuthenticatorError> {
    Reflect::get(&window(), &"PublicKeyCredential".into()).map_err(failed)
}

fn parser(name: &str) -> Option<Function> {
    class().ok().and_then(|class| function(&class, name))
}

fn function(of: &JsValue, name: &str) -> Option<Function> {
    if of.is_undefined() || of.is_null() {
        return None;
    }
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}

fn failed(_: JsValue) -> AuthenticatorError {
    AuthenticatorError::Failed
}

/// By the name of the exception (§5.1.3, §5.1.4).
fn reason(error: &JsValue) -> AuthenticatorError {
    let name = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        Some("NotAllowedError" | "AbortError") => AuthenticatorError::Cancelled,
        Some("InvalidStateError") => AuthenticatorError::Known,
        _ => AuthenticatorError::Failed,
    }
}
