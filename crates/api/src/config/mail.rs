//! Outgoing mail.

use std::path::PathBuf;

use secrecy::SecretString;

use super::Env;

/// How mail leaves the house.
#[derive(Clone, Debug)]
pub struct MailConfig {
    /// `SECURECART_MAIL_FROM`: the sender, such as `SecureCart <shop@example.org>`.
    pub from: String,
    /// `SECURECART_SMTP_HOST` and its companions; without a host, mails become files in the data folder.
    pub smtp: Option<SmtpConfig>,
}

/// A mail server. TLS is required unless it runs on this machine.
#[derive(Clone, Debug)]
pub struct SmtpConfig {
    /// `SECURECART_SMTP_HOST`.
    pub host: String,
    /// `SECURECART_SMTP_PORT`: 465 means TLS from the start, other ports STARTTLS.
    pub port: u16,
    /// `SECURECART_SMTP_TLS=required`: TLS to a server on this machine too.
    pub require_tls: bool,
    /// `SECURECART_SMTP_CA_FILE`: an authority of one's own, PEM.
    pub ca_file: Option<PathBuf>,
    /// `SECURECART_SMTP_USERNAME`.
    pub username: Option<String>,
    /// `SECURECART_SMTP_PASSWORD` or `_FILE`.
    pub password: Option<SecretString>,
}

impl MailConfig {
    pub(super) fn from_env(env: &Env, faults: &mut Vec<String>) -> Self {
        let from =
            env.text("SECURECART_MAIL_FROM").unwrap_or_else(|| "SecureCart <shop@localhost>".to_owned());
        if from.parse::<lettre::message::Mailbox>().is_err() {
            faults.push(
                "SECURECART_MAIL_FROM has to be an address such as SecureCart <shop@example.org>.".to_owned(),
            );
        }
        let smtp = env.text("SECURECART_SMTP_HOST").map(|host| SmtpConfig {
            host,
            port: env.parse("SECURECART_SMTP_PORT", 587, "a port", faults),
            require_tls: requires_tls(env, faults),
            ca_file: env.text("SECURECART_SMTP_CA_FILE").map(PathBuf::from),
            username: env.text("SECURECART_SMTP_USERNAME"),
            password: env.secret("SECURECART_SMTP_PASSWORD", faults),
        });
        Self { from, smtp }
    }
}

fn requires_tls(env: &Env, faults: &mut Vec<String>) -> bool {
    match env.text("SECURECART_SMTP_TLS").as_deref() {
        Some("required") => true,
        None | Some("auto") => false,
        Some(_) => {
            faults.push("SECURECART_SMTP_TLS has to be auto or required.".to_owned());
            true
        }
    }
}
