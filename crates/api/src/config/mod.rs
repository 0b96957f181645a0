//! Settings, from the environment alone; `.env.example` lists every variable.
//!
//! Reading them collects every fault, one sentence each, so that an operator mends all at once.

mod database;
mod env;
mod http;
mod intrusion;
mod keys;
mod limits;
mod logging;
mod mail;
mod media;
mod pictures;
mod retention;
mod second_factor;
mod sessions;
mod shop;
mod stripe;

use std::{fmt, path::PathBuf};

use chrono::Duration;

pub use database::DatabaseSettings;
pub use env::Env;
pub use http::{HttpConfig, TlsFiles};
pub use intrusion::IntrusionConfig;
pub use keys::MasterKeyConfig;
pub use limits::LimitConfig;
pub use logging::LogConfig;
pub use mail::{MailConfig, SmtpConfig};
pub use media::BucketConfig;
pub use pictures::PictureFetching;
pub use second_factor::StaffSecondFactor;
use secrecy::{ExposeSecret as _, SecretString};
use securecart_db::audit::AuditKey;
pub use sessions::{Lifetime, SessionConfig};
pub use shop::ShopConfig;
pub use stripe::StripeConfig;

use crate::auth::password::PasswordCost;

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Addresses, TLS, proxies.
    pub http: HttpConfig,
    /// Where the data lives.
    pub database: DatabaseSettings,
    /// The payment provider.
    pub stripe: StripeConfig,
    /// How long sessions live.
    pub sessions: SessionConfig,
    /// Whether staff need a second factor.
    pub staff_second_factor: StaffSecondFactor,
    /// Outgoing mail.
    pub mail: MailConfig,
    /// Where pictures lie; none for the data folder.
    pub bucket: Option<BucketConfig>,
    /// `SECURECART_MAKE_AVIF`: whether pictures get brothers in AVIF, which takes a core some seconds each; yes unless told.
    pub make_avif: bool,
    /// What the shop is.
    pub shop: ShopConfig,
    /// How often anybody may do what.
    pub limits: LimitConfig,
    /// What counts as an attack.
    pub intrusion: IntrusionConfig,
    /// Logs.
    pub logging: LogConfig,
    /// The key that session cookies are encrypted with: 32 bytes or more.
    pub secret_key: SecretString,
    /// The keys that keys in the database are sealed with.
    pub master_keys: MasterKeyConfig,
    /// The folder for media, mail files, logs and the private database.
    pub data_dir: PathBuf,
    /// What hashing a password costs.
    pub password_cost: PasswordCost,
    /// `SECURECART_ORDER_ADDRESS_YEARS`: how long an order knows where mail about it goes.
    pub order_addresses_kept: Duration,
    /// Pictures that an import announced.
    pub pictures: PictureFetching,
    /// Load the demo into an empty shop at start.
    pub demo: bool,
}

/// Everything that is wrong with the environment, one sentence per fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct ConfigFaults(pub Vec<String>);

impl fmt::Display for ConfigFaults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl Config {
    /// Reads all settings. Refuses what would be unsafe: a public address without HTTPS that is not this
    /// machine, secrets that are missing, short or samples, a far database without TLS.
    pub fn from_env(env: &Env) -> Result<Self, ConfigFaults> {
        let mut faults = Vec::new();
        let data_dir = PathBuf::from(env.text("SECURECART_DATA_DIR").unwrap_or_else(|| ".data".to_owned()));
        let http = HttpConfig::from_env(env, &mut faults);
        let config = Self {
            limits: LimitConfig::from_env(env, http.listen, &mut faults),
            http,
            intrusion: IntrusionConfig::from_env(env, &mut faults),
            database: DatabaseSettings::from_env(env, &mut faults),
            stripe: StripeConfig::from_env(env, &mut faults),
            sessions: SessionConfig::from_env(env, &mut faults),
            staff_second_factor: env.parse(
                "SECURECART_STAFF_SECOND_FACTOR",
                StaffSecondFactor::Required,
                "required or optional",
                &mut faults,
            ),
            mail: MailConfig::from_env(env, &mut faults),
            bucket: BucketConfig::from_env(env, &mut faults),
            make_avif: env.flag("SECURECART_MAKE_AVIF", true, &mut faults),
            shop: ShopConfig::from_env(env, &mut faults),
            logging: LogConfig::from_env(env, &data_dir),
            secret_key: secret_key(env, &mut faults),
            master_keys: MasterKeyConfig::from_env(env, &mut faults),
            data_dir,
            password_cost: PasswordCost::OWASP,
            order_addresses_kept: retention::order_addresses(env, &mut faults),
            pictures: PictureFetching::from_env(env, &mut faults),
            demo: env.flag("SECURECART_DEMO", false, &mut faults),
        };
        if faults.is_empty() { Ok(config) } else { Err(ConfigFaults(faults)) }
    }

    /// The key that chains the audit log.
    pub fn audit_key(&self) -> AuditKey {
        AuditKey::derive(self.secret_key.expose_secret().as_bytes())
    }
}

/// The fewest bytes of a secret key.
const MIN_SECRET_BYTES: usize = 32;

fn secret_key(env: &Env, faults: &mut Vec<String>) -> SecretString {
    let key = env.secret("SECURECART_SECRET_KEY", faults);
    match &key {
        None => faults.push(format!(
            "SECURECART_SECRET_KEY is missing: set it, or SECURECART_SECRET_KEY_FILE, to at least {MIN_SECRET_BYTES} random bytes."
        )),
        Some(key) if is_weak(key.expose_secret()) => faults.push(format!(
            "SECURECART_SECRET_KEY is weak: it needs at least {MIN_SECRET_BYTES} random bytes and can not be a sample."
        )),
        Some(_) => {}
    }
    key.unwrap_or_default()
}

/// Too short, hardly any different characters, or a word that samples are made of (CVE-2023-46943 was a shop
/// whose key was the word "secret").
fn is_weak(key: &str) -> bool {
    key.len() < MIN_SECRET_BYTES || is_sample(key)
}

fn is_sample(key: &str) -> bool {
    let mut different: Vec<char> = key.chars().collect();
    different.sort_unstable();
    different.dedup();
    let lower = key.to_lowercase();
    let sample = ["secret", "changeme", "change-me", "example", "sample", "password", "securecart"];
    different.len() < 10 || sample.iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: &str = "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi";

    fn read(pairs: &[(&str, &str)]) -> Result<Config, ConfigFaults> {
        let good = [
            ("SECURECART_SECRET_KEY", KEY),
            ("SECURECART_MASTER_KEYS", "5f1c9a07e2b84d63a1f0c7d92e68b354"),
            ("STRIPE_SECRET_KEY", "sk_test_0123456789abcdefghij"),
            ("STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdefghij"),
        ];
        Config::from_env(&Env::of(good.iter().chain(pairs).copied()))
    }

    fn fault(pairs: &[(&str, &str)]) -> String {
        read(pairs).map(|_| ()).unwrap_err().to_string()
    }

    #[test]
    fn the_defaults_are_this_machine_alone() {
        let config = read(&[]).unwrap();
        assert_eq!(config.http.public_origin(), "http://localhost:8080");
        assert!(config.http.listen.ip().is_loopback());
        assert!(config.database.url.is_none());
    }

    #[test]
    fn a_public_address_without_https_is_refused() {
        assert!(fault(&[("SECURECART_PUBLIC_URL", "http://shop.example")]).contains("HTTPS"));
        assert!(read(&[("SECURECART_PUBLIC_URL", "https://shop.example")]).is_ok());
    }

    #[test]
    fn missing_short_and_sample_secrets_are_refused() {
        for key in [
            "",
            "short",
            "secret",
            "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            "changeme-changeme-changeme-0123456789",
        ] {
            assert!(fault(&[("SECURECART_SECRET_KEY", key)]).contains("SECURECART_SECRET_KEY"), "{key}");
        }
        assert!(fault(&[("STRIPE_SECRET_KEY", "")]).contains("STRIPE_SECRET_KEY"));
        assert!(fault(&[("STRIPE_WEBHOOK_SECRET", "whsec_1")]).contains("STRIPE_WEBHOOK_SECRET"));
    }

    #[test]
    fn a_far_database_without_tls_is_refused() {
        let far = "postgres://u:p@db.example/shop?sslmode=disable";
        assert!(fault(&[("DATABASE_URL", far)]).contains("TLS"));
        assert!(read(&[("DATABASE_URL", "postgres://u:p@127.0.0.1/shop")]).is_ok());
    }

    #[test]
    fn limits_can_be_off_on_this_machine_alone() {
        let off = ("SECURECART_RATE_LIMITS", "off");
        assert!(read(&[]).unwrap().limits.on);
        assert!(!read(&[off]).unwrap().limits.on);
        let proxy = ("SECURECART_TRUSTED_PROXIES", "10.0.0.1");
        let told = fault(&[off, ("SECURECART_LISTEN", "0.0.0.0:8080"), proxy]);
        assert_eq!(told.lines().count(), 1, "{told}");
        assert!(told.contains("SECURECART_RATE_LIMITS"), "{told}");
    }

    #[test]
    fn staff_need_a_second_factor_unless_it_is_said_otherwise() {
        let of = |word| read(&[("SECURECART_STAFF_SECOND_FACTOR", word)]).unwrap().staff_second_factor;
        assert!(of("required").is_required() && of("").is_required());
        assert!(read(&[]).unwrap().staff_second_factor.is_required(), "nobody has to think of it");
        assert!(!of("optional").is_required());
        assert!(fault(&[("SECURECART_STAFF_SECOND_FACTOR", "maybe")]).contains("required or optional"));
    }

    #[test]
    fn a_shop_is_in_a_country_that_exists() {
        let home =
            |pairs| read(pairs).unwrap().shop.home.map(|home| (home.country.code(), home.region_code()));
        assert_eq!(home(&[("SECURECART_COUNTRY", "us"), ("SECURECART_REGION", "CA")]), Some(("US", "CA")));
        assert_eq!(home(&[("SECURECART_COUNTRY", "DE")]), Some(("DE", "")));
        assert_eq!(home(&[]), None);
        assert!(fault(&[("SECURECART_COUNTRY", "EU")]).contains("SECURECART_COUNTRY"));
        assert!(fault(&[("SECURECART_REGION", "CA")]).contains("SECURECART_COUNTRY"));
        assert!(
            fault(&[("SECURECART_COUNTRY", "DE"), ("SECURECART_REGION", "BY")]).contains("SECURECART_REGION")
        );
    }

    #[test]
    fn terms_stand_on_the_web() {
        let terms = |address| read(&[("SECURECART_TERMS_URL", address)]).unwrap().shop.terms;
        assert_eq!(
            terms("https://shop.example/terms").map(String::from).as_deref(),
            Some("https://shop.example/terms")
        );
        assert_eq!(terms(""), None);
        for address in ["javascript:alert(1)", "/terms", "terms.html"] {
            assert!(
                fault(&[("SECURECART_TERMS_URL", address)]).contains("SECURECART_TERMS_URL"),
                "{address}"
            );
        }
    }

    #[test]
    fn every_fault_is_told_at_once() {
        let faults = read(&[
            ("SECURECART_PUBLIC_URL", "ftp://x"),
            ("SECURECART_SECRET_KEY", ""),
            ("SECURECART_DEMO", "maybe"),
        ]);
        assert_eq!(faults.unwrap_err().0.len(), 3);
    }
}
