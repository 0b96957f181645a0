//! The payment provider.

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::Env;

/// How to reach Stripe.
#[derive(Clone, Debug)]
pub struct StripeConfig {
    /// `STRIPE_SECRET_KEY`.
    pub secret_key: SecretString,
    /// `STRIPE_WEBHOOK_SECRET`: one or, while rotating, several with commas between them.
    pub webhook_secrets: Vec<SecretString>,
    /// `STRIPE_API_BASE`: another address of the API; Stripe's own unless set.
    pub api_base: Option<Url>,
}

impl StripeConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let secret_key =
            env.secret("STRIPE_SECRET_KEY", faults).filter(|key| key.expose_secret().len() >= 20);
        if secret_key.is_none() {
            faults.push(
                "STRIPE_SECRET_KEY is missing or too short: take it from Stripe's dashboard.".to_owned(),
            );
        }
        let secrets = env.secret("STRIPE_WEBHOOK_SECRET", faults).unwrap_or_default();
        let webhook_secrets: Vec<SecretString> = secrets
            .expose_secret()
            .split(',')
            .map(str::trim)
            .filter(|secret| !secret.is_empty())
            .map(Into::into)
            .collect();
        if webhook_secrets.is_empty()
            || webhook_secrets.iter().any(|secret| secret.expose_secret().len() < 20)
        {
            faults.push(
                "STRIPE_WEBHOOK_SECRET is missing or too short: take it from the webhook's page.".to_owned(),
            );
        }
        Self { secret_key: secret_key.unwrap_or_default(), webhook_secrets, api_base: api_base(env, faults) }
    }
}

/// Keys travel to this address, so it has to be HTTPS or this machine.
fn api_base(env: &Env, faults: &mut Vec<String>) -> Option<Url> {
    let text = env.text("STRIPE_API_BASE")?;
    let url = Url::parse(&text).ok().filter(|url| {
        let local = matches!(url.host_str(), Some("127.0.0.1" | "localhost" | "[::1]"));
        url.scheme() == "https" || (url.scheme() == "http" && local)
    });
    if url.is_none() {
        faults.push("STRIPE_API_BASE has to be an HTTPS address or one of this machine.".to_owned());
    }
    url
}
