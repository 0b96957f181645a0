//! Where the server listens, and the URLs that lead there.

use std::fmt::Write;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use super::ClusterError;
use super::location::Location;

/// The port in the name of a socket; nothing listens on it.
const SOCKET_PORT: u16 = 5432;

/// Where a cluster listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Endpoint {
    /// A Unix socket in this directory: no port to collide with, nobody else can connect.
    Socket(PathBuf),
    /// A port of the loopback interface, where the path is too long for a socket.
    Loopback(u16),
}

impl Endpoint {
    /// A place to listen for a server about to start.
    pub(super) fn choose(location: &Location) -> Result<Self, ClusterError> {
        if location.fits_socket() {
            return Ok(Self::Socket(location.socket_dir()));
        }
        let address = "127.0.0.1:0";
        let free = TcpListener::bind(address).and_then(|listener| listener.local_addr());
        free.map(|free| Self::Loopback(free.port())).map_err(ClusterError::io(Path::new(address)))
    }

    /// Where the running server listens, of which its pid file names the port.
    pub(super) fn of_running(location: &Location, port: u16) -> Self {
        if location.fits_socket() { Self::Socket(location.socket_dir()) } else { Self::Loopback(port) }
    }

    /// The settings that make PostgreSQL listen there and nowhere else.
    pub(super) fn settings(&self) -> Vec<String> {
        let (addresses, directory, port) = match self {
            Self::Socket(directory) => (String::new(), directory.display().to_string(), SOCKET_PORT),
            Self::Loopback(port) => (Ipv4Addr::LOCALHOST.to_string(), String::new(), *port),
        };
        vec![
            format!("listen_addresses={addresses}"),
            format!("unix_socket_directories={directory}"),
            "unix_socket_permissions=0700".to_owned(),
            format!("port={port}"),
        ]
    }

    /// The URL of a database in this cluster.
    pub(super) fn url(&self, user: &str, password: &str, database: &str) -> String {
        let (host, port) = match self {
            Self::Socket(directory) => (percent_encoded(directory.as_os_str().as_bytes()), SOCKET_PORT),
            Self::Loopback(port) => (Ipv4Addr::LOCALHOST.to_string(), *port),
        };
        format!("postgres://{user}:{password}@{host}:{port}/{database}")
    }
}

/// The socket that PostgreSQL makes in a directory.
pub(super) fn socket_file(directory: &Path) -> PathBuf {
    directory.join(format!(".s.PGSQL.{SOCKET_PORT}"))
}

fn percent_encoded(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, &byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            write!(text, "%{byte:02X}").unwrap_or_default();
        }
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_of_a_socket_is_local_and_survives_odd_paths() {
        let endpoint = Endpoint::Socket(PathBuf::from("/home/änn b/50%+/run"));
        let url = endpoint.url("shop", "secret", "shop");
        assert_eq!(url, "postgres://shop:secret@%2Fhome%2F%C3%A4nn%20b%2F50%25%2B%2Frun:5432/shop");
        assert!(crate::is_local(&url).unwrap());
    }

    #[test]
    fn a_long_path_leads_to_the_loopback_interface() {
        let location = Location { dir: PathBuf::from("/").join("x".repeat(100)) };
        assert!(!location.fits_socket());
        let endpoint = Endpoint::choose(&location).unwrap();
        assert!(matches!(endpoint, Endpoint::Loopback(port) if port != 0));
        assert!(crate::is_local(&endpoint.url("shop", "secret", "shop")).unwrap());
    }
}
