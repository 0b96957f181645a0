//! Native TLS.

use std::{fs::File, io::BufReader};

use anyhow::Context as _;
use rustls::ServerConfig;

use crate::config::TlsFiles;

/// TLS 1.2 and 1.3 with the suites of rustls, which all have forward secrecy and AEAD (ASVS 12.1.1, 12.1.2).
pub(super) fn server_config(files: &TlsFiles) -> anyhow::Result<ServerConfig> {
    let open = |path: &std::path::Path| {
        File::open(path).map(BufReader::new).with_context(|| format!("{} can not be read", path.display()))
    };
    let chain = rustls_pemfile::certs(&mut open(&files.certificate)?)
        .collect::<Result<Vec<_>, _>>()
        .context("the certificate file is not PEM")?;
    let key = rustls_pemfile::private_key(&mut open(&files.key)?)
        .context("the key file is not PEM")?
        .context("the key file holds no private key")?;
    ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context("certificate and key do not belong together")
}
