//! Addresses, TLS and proxies.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use url::Url;

use super::Env;

const DEFAULT_PUBLIC_URL: &str = "http://localhost:8080";

/// How the shop is reached.
#[derive(Clone, Debug)]
pub struct HttpConfig {
    /// `SECURECART_PUBLIC_URL`: the address that shoppers type; links in mails are made of it, never of what a
    /// request says.
    pub public_url: Url,
    /// `SECURECART_LISTEN`: where shop and API listen.
    pub listen: SocketAddr,
    /// `SECURECART_OPERATOR_LISTEN`: where health checks are answered; not for the public.
    pub operator_listen: SocketAddr,
    /// `SECURECART_REDIRECT_LISTEN`: where plain HTTP is sent on to HTTPS.
    pub redirect_listen: Option<SocketAddr>,
    /// `SECURECART_TLS_CERT_FILE` and `SECURECART_TLS_KEY_FILE`: native TLS.
    pub tls: Option<TlsFiles>,
    /// `SECURECART_TRUSTED_PROXIES`: proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// `SECURECART_WORKERS`: threads that serve requests.
    pub workers: usize,
}

/// A certificate chain and its key, both PEM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsFiles {
    /// The chain, own certificate first.
    pub certificate: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

impl HttpConfig {
    /// Scheme, host and port of the public address, as browsers write `Origin`.
    pub fn public_origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// An address of the shop for a path of the app.
    pub fn public_address(&self, path: &str) -> String {
        format!("{}{path}", self.public_origin())
    }

    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let loopback = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let address = |name, port, faults: &mut Vec<String>| {
            env.parse(
                name,
                SocketAddr::new(loopback, port),
                "an address and port such as 127.0.0.1:8080",
                faults,
            )
        };
        let redirect = env.text("SECURECART_REDIRECT_LISTEN").is_some();
        let config = Self {
            public_url: public_url(env, faults),
            listen: address("SECURECART_LISTEN", 8080, faults),
            operator_listen: address("SECURECART_OPERATOR_LISTEN", 9090, faults),
            redirect_listen: redirect.then(|| address("SECURECART_REDIRECT_LISTEN", 8081, faults)),
            tls: tls(env, faults),
            trusted_proxies: proxies(env, faults),
            workers: env
                .parse("SECURECART_WORKERS", default_workers(), "a number of threads", faults)
                .clamp(1, 256),
        };
        if config.tls.is_none() && !config.listen.ip().is_loopback() && config.trusted_proxies.is_empty() {
            faults.push(
                "SECURECART_LISTEN reaches beyond this machine without TLS: set SECURECART_TLS_CERT_FILE and \
                 SECURECART_TLS_KEY_FILE, or name the proxy that ends TLS in SECURECART_TRUSTED_PROXIES."
                    .to_owned(),
            );
        }
        config
    }
}

fn default_workers() -> usize {
    std::thread::available_parallelism().map_or(2, usize::from)
}

fn public_url(env: &Env, faults: &mut Vec<String>) -> Url {
    let given = env.text("SECURECART_PUBLIC_URL");
    match Url::parse(given.as_deref().unwrap_or(DEFAULT_PUBLIC_URL)) {
        Ok(url) if url.scheme() == "https" && url.host().is_some() => url,
        Ok(url) if url.scheme() == "http" && is_loopback(&url) => url,
        _ => {
            faults.push(
                "SECURECART_PUBLIC_URL has to be an HTTPS address; plain HTTP is for this machine alone."
                    .to_owned(),
            );
            default_public_url()
        }
    }
}

#[expect(clippy::expect_used, reason = "a constant that a test parses")]
fn default_public_url() -> Url {
    Url::parse(DEFAULT_PUBLIC_URL).expect("the default address is one")
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

fn tls(env: &Env, faults: &mut Vec<String>) -> Option<TlsFiles> {
    match (env.text("SECURECART_TLS_CERT_FILE"), env.text("SECURECART_TLS_KEY_FILE")) {
        (Some(certificate), Some(key)) => Some(TlsFiles { certificate: certificate.into(), key: key.into() }),
        (None, None) => None,
        _ => {
            faults.push("SECURECART_TLS_CERT_FILE and SECURECART_TLS_KEY_FILE belong together.".to_owned());
            None
        }
    }
}

fn proxies(env: &Env, faults: &mut Vec<String>) -> Vec<IpAddr> {
    let text = env.text("SECURECART_TRUSTED_PROXIES").unwrap_or_default();
    let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    let (mut addresses, mut wrong) = (Vec::new(), false);
    for part in parts {
        match part.parse() {
            Ok(address) => addresses.push(address),
            Err(_) => wrong = true,
        }
    }
    if wrong {
        faults.push("SECURECART_TRUSTED_PROXIES has to be IP addresses with commas between them.".to_owned());
    }
    addresses
}
