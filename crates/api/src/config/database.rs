//! Where the data lives.

use secrecy::{ExposeSecret as _, SecretString};

use super::Env;

/// The database.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `DATABASE_URL`; without it the shop runs a private PostgreSQL cluster in its data folder.
    pub url: Option<SecretString>,
    /// `DATABASE_OWNER_URL`: the same database as the role that owns its tables, which migrates them and lets the role of
    /// `DATABASE_URL` use them. Without it that role does both, and could change the audit log.
    pub owner_url: Option<SecretString>,
    /// `SECURECART_DATABASE_CONNECTIONS`: connections kept at most.
    pub connections: usize,
}

impl DatabaseSettings {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let url = env.secret("DATABASE_URL", faults);
        let owner_url = env.secret("DATABASE_OWNER_URL", faults);
        for (name, url) in [("DATABASE_URL", &url), ("DATABASE_OWNER_URL", &owner_url)] {
            if let Some(url) = url {
                check(name, url.expose_secret(), faults);
            }
        }
        if owner_url.is_some() && url.is_none() {
            faults.push(
                "DATABASE_OWNER_URL is of no use without DATABASE_URL: set both or neither.".to_owned(),
            );
        }
        let connections = env.parse("SECURECART_DATABASE_CONNECTIONS", 16, "a number of connections", faults);
        Self { url, owner_url, connections: connections.clamp(2, 500) }
    }
}

fn check(name: &str, url: &str, faults: &mut Vec<String>) {
    match securecart_db::is_local(url) {
        Err(error) => faults.push(format!("{name} can not be used: {error}.")),
        Ok(false) if gives_up_tls(url) => {
            faults.push(format!(
                "{name} names a far database without TLS: leave out sslmode or set it to verify-full."
            ));
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
