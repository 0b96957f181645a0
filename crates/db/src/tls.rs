//! TLS towards PostgreSQL: rustls with ring, the server's certificate and name always verified.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::{ClientConfig, RootCertStore};
use thiserror::Error;
use tokio_postgres_rustls::MakeRustlsConnect;

/// Why the certificates to trust could not be read.
#[derive(Debug, Error)]
pub enum TlsError {
    /// The file of `sslrootcert` is missing, unreadable or not PEM.
    #[error("cannot read the certificates in {}", path.display())]
    RootCertificates {
        /// The file that was named.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file holds no certificate.
    #[error("{} holds no certificate", path.display())]
    NoCertificate {
        /// The file that was named.
        path: PathBuf,
    },
    /// rustls refused a certificate or its own configuration.
    #[error("the TLS configuration is refused")]
    Rustls(#[from] rustls::Error),
}

/// A connector that trusts Mozilla's roots and those in the given PEM file.
pub(crate) fn connector(root_certificates: Option<&Path>) -> Result<MakeRustlsConnect, TlsError> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(path) = root_certificates {
        add_from_file(&mut roots, path)?;
    }
    // The provider is named here, so that nothing depends on which one the process installed.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn add_from_file(roots: &mut RootCertStore, path: &Path) -> Result<(), TlsError> {
    let unreadable = |source| TlsError::RootCertificates { path: path.to_owned(), source };
    let before = roots.len();
    let mut reader = BufReader::new(File::open(path).map_err(unreadable)?);
    for certificate in rustls_pemfile::certs(&mut reader) {
        roots.add(certificate.map_err(unreadable)?)?;
    }
    if roots.len() == before {
        return Err(TlsError::NoCertificate { path: path.to_owned() });
    }
    Ok(())
}
