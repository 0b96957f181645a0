//! Mail over SMTP.

use std::{fs, path::Path, time::Duration};

use anyhow::Context as _;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    transport::smtp::{
        Error,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
        response::{Category, Severity},
    },
};
use secrecy::ExposeSecret as _;

use super::Hopeless;
use crate::config::SmtpConfig;

/// How long one conversation with the server may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// The port of SMTP that is TLS from its first byte (RFC 8314).
const SUBMISSIONS: u16 = 465;

/// The server that takes our mail.
#[derive(Clone)]
pub(super) struct SmtpServer(AsyncSmtpTransport<Tokio1Executor>);

impl SmtpServer {
    /// TLS from the start on port 465, STARTTLS elsewhere; plain text to this machine alone, and only where TLS is
    /// not asked for (ASVS 12.3.1).
    pub(super) fn new(config: &SmtpConfig) -> anyhow::Result<Self> {
        let local = matches!(config.host.as_str(), "localhost" | "127.0.0.1" | "::1");
        let tls = if local && !config.require_tls {
            Tls::None
        } else {
            let parameters = parameters(config).context("TLS to the mail server")?;
            if config.port == SUBMISSIONS { Tls::Wrapper(parameters) } else { Tls::Required(parameters) }
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
            .port(config.port)
            .tls(tls)
            .timeout(Some(PATIENCE));
        if let (Some(username), Some(password)) = (&config.username, &config.password) {
            builder =
                builder.credentials(Credentials::new(username.clone(), password.expose_secret().to_owned()));
        }
        Ok(Self(builder.build()))
    }

    /// Hands the mail over.
    pub(super) async fn send(&self, mail: lettre::Message) -> anyhow::Result<()> {
        let sent = tokio::time::timeout(PATIENCE, self.0.send(mail)).await;
        sent.context("the mail server does not answer")?.map_err(refusal)?;
        Ok(())
    }
}

/// The public authorities, and the operator's own.
fn parameters(config: &SmtpConfig) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(config.host.clone());
    if let Some(file) = &config.ca_file {
        builder = builder.add_root_certificate(certificate(file)?);
    }
    Ok(builder.build()?)
}

fn certificate(file: &Path) -> anyhow::Result<Certificate> {
    let pem = fs::read(file).with_context(|| format!("{} can not be read", file.display()))?;
    Certificate::from_pem(&pem).with_context(|| format!("{} holds no certificate", file.display()))
}

/// Why the server did not take it: the code alone, since servers put addresses into their words and this ends up in
/// logs. A refusal of the mail is for ever; one of our sign-in (x3z, RFC 4954) can be mended by an operator.
fn refusal(error: Error) -> anyhow::Error {
    let Some(code) = error.status() else {
        return anyhow::Error::new(error).context("the mail server can not be talked to");
    };
    let refused = anyhow::anyhow!("the mail server answered {code}");
    let for_ever = code.severity == Severity::PermanentNegativeCompletion;
    if for_ever && code.category != Category::Unspecified3 { refused.context(Hopeless) } else { refused }
}
