//! The database URL: where the server is, and whether the way there needs TLS.

use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

use thiserror::Error;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Why a database URL cannot be used. The texts never repeat the URL, which holds a password.
#[derive(Debug, Error)]
pub enum UrlError {
    /// It is not a URL of PostgreSQL.
    #[error("the database URL must start with postgres:// or postgresql://")]
    Scheme,
    /// A part of it is malformed.
    #[error("the database URL is malformed")]
    Malformed(#[source] tokio_postgres::Error),
    /// It names no host.
    #[error("the database URL names no host")]
    NoHost,
    /// It switches TLS off for a server beyond this machine.
    #[error("the database URL switches TLS off, which is only allowed on this machine")]
    PlainRemote,
    /// `sslmode` is not one of PostgreSQL's.
    #[error("the database URL has an unknown sslmode")]
    SslMode,
}

/// Whether the server of this URL is on this machine: a Unix socket or a loopback address.
///
/// Everything else is reached through TLS with a verified certificate.
pub fn is_local(url: &str) -> Result<bool, UrlError> {
    Address::parse(url).map(|address| address.local)
}

/// A database URL taken apart.
#[derive(Clone)]
pub(crate) struct Address {
    pub(crate) config: Config,
    pub(crate) local: bool,
    pub(crate) tls: bool,
    /// `sslrootcert`: certificates to trust beside the public ones.
    pub(crate) root_certificates: Option<PathBuf>,
}

impl Address {
    /// Reads a URL. `sslmode` and `sslrootcert` are understood here, since tokio-postgres knows the
    /// one only in part and the other not at all; every mode but `disable` verifies the server.
    pub(crate) fn parse(url: &str) -> Result<Self, UrlError> {
        if !url.starts_with("postgres://") && !url.starts_with("postgresql://") {
            return Err(UrlError::Scheme);
        }
        let (url, ssl) = SslOptions::split_off(url);
        let mut config = Config::from_str(&url).map_err(UrlError::Malformed)?;
        if config.get_hosts().is_empty() && config.get_hostaddrs().is_empty() {
            return Err(UrlError::NoHost);
        }
        let local = config.get_hosts().iter().all(is_local_host)
            && config.get_hostaddrs().iter().all(IpAddr::is_loopback);
        let tls = match ssl.mode.as_deref() {
            None | Some("prefer" | "allow") => !local,
            Some("require" | "verify-ca" | "verify-full") => true,
            Some("disable") if local => false,
            Some("disable") => return Err(UrlError::PlainRemote),
            Some(_) => return Err(UrlError::SslMode),
        };
        config.ssl_mode(if tls { SslMode::Require } else { SslMode::Disable });
        Ok(Self { config, local, tls, root_certificates: ssl.root_certificates })
    }
}

fn is_local_host(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            name == "localhost"
                || name.trim_matches(['[', ']']).parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
        }
        Host::Unix(_) => true,
    }
}

#[derive(Default)]
struct SslOptions {
    mode: Option<String>,
    root_certificates: Option<PathBuf>,
}

impl SslOptions {
    fn split_off(url: &str) -> (String, Self) {
        let mut options = Self::default();
        let Some((base, query)) = url.split_once('?') else {
            return (url.to_owned(), options);
        };
        let mut rest = Vec::new();
        for parameter in query.split('&') {
            match parameter.split_once('=') {
                Some(("sslmode", value)) => options.mode = Some(value.to_owned()),
                Some(("sslrootcert", value)) => {
                    options.root_certificates = Some(PathBuf::from(percent_decoded(value)));
                }
                _ => rest.push(parameter),
            }
        }
        (format!("{base}?{}", rest.join("&")), options)
    }
}

fn percent_decoded(value: &str) -> String {
    // `url` decodes form fields; a plus sign stays one in a file name.
    let field = format!("v={}", value.replace('+', "%2B"));
    url::form_urlencoded::parse(field.as_bytes())
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sockets_and_loopback_are_local_and_plain() {
        for url in [
            "postgres://shop@localhost/shop",
            "postgresql://shop:secret@127.0.0.1:5433/shop",
            "postgres://shop@[::1]/shop",
            "postgres://shop@%2Fvar%2Frun%2Fpostgresql/shop",
            "postgres:///shop?host=/var/run/postgresql",
        ] {
            let address = Address::parse(url).unwrap();
            assert!(address.local && !address.tls, "{url}");
        }
    }

    #[test]
    fn a_server_elsewhere_needs_tls() {
        for url in [
            "postgres://shop@db.example.com/shop",
            "postgres://shop@10.0.0.5/shop?sslmode=prefer",
            "postgres://shop@localhost/shop?hostaddr=203.0.113.7",
            "postgres://shop@localhost,db.example.com/shop",
        ] {
            let address = Address::parse(url).unwrap();
            assert!(!address.local && address.tls, "{url}");
        }
    }

    #[test]
    fn tls_cannot_be_switched_off_for_a_server_elsewhere() {
        let refused = Address::parse("postgres://shop@db.example.com/shop?sslmode=disable");
        assert!(matches!(refused, Err(UrlError::PlainRemote)));
    }

    #[test]
    fn the_modes_of_libpq_and_its_root_certificate_are_understood() {
        let url = "postgres://shop@db.example.com/shop?application_name=x&sslmode=verify-full&sslrootcert=%2Fetc%2Fca%2B1.pem";
        let address = Address::parse(url).unwrap();
        assert!(address.tls);
        assert_eq!(address.root_certificates, Some(PathBuf::from("/etc/ca+1.pem")));
        assert_eq!(address.config.get_application_name(), Some("x"));
    }

    #[test]
    fn a_url_that_is_none_is_refused_without_repeating_it() {
        for url in [
            "mysql://shop:secret@localhost/shop",
            "postgres://shop:secret@localhost/shop?sslmode=maybe",
            "postgres://shop:secret@localhost:port/shop",
            "postgres:///shop?password=secret",
        ] {
            let error = Address::parse(url).map(|_| ()).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("secret"), "{url}");
        }
    }
}
