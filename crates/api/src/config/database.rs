//! Where the data lives.

use secrecy::{ExposeSecret as _, SecretString};

use super::Env;

/// The database.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `DATABASE_URL`; without it the shop runs a private PostgreSQL cluster in its data folder.
    pub url: Option<SecretString>,
    /// `SECURECART_DATABASE_CONNECTIONS`: connections kept at most.
    pub connections: usize,
}

impl DatabaseSettings {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let url = env.secret("DATABASE_URL", faults);
        if let Some(url) = &url {
            check(url.expose_secret(), faults);
        }
        let connections = env.parse("SECURECART_DATABASE_CONNECTIONS", 16, "a number of connections", faults);
        Self { url, connections: connections.clamp(2, 500) }
    }
}

fn check(url: &str, faults: &mut Vec<String>) {
    match securecart_db::is_local(url) {
        Err(error) => faults.push(format!("DATABASE_URL can not be used: {error}.")),
        Ok(false) if gives_up_tls(url) => {
            faults.push(
                "DATABASE_URL names a far database without TLS: leave out sslmode or set it to verify-full."
                    .to_owned(),
            );
        }
        Ok(_) => {}
    }
}

fn gives_up_tls(url: &str) -> bool {
    url::Url::parse(url).is_ok_and(|url| {
        url.query_pairs()
            .any(|(name, value)| name == "sslmode" && matches!(&*value, "disable" | "allow" | "prefer"))
    })
}
