//! Outgoing mail: over SMTP, or as files where no server is set.

mod files;

use std::{path::Path, time::Duration};

use anyhow::Context as _;
use files::MailFolder;
use lettre::{
    AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use secrecy::ExposeSecret as _;

use crate::config::{MailConfig, SmtpConfig};

/// How long one conversation with the server may take.
const PATIENCE: Duration = Duration::from_secs(15);
/// The port of SMTP that is TLS from its first byte (RFC 8314).
const SUBMISSIONS: u16 = 465;

/// A mail to one person, in two parts that say the same.
#[derive(Clone, Debug)]
pub struct Message {
    /// Whom it goes to.
    pub to: String,
    /// One line.
    pub subject: String,
    /// For those who read text.
    pub text: String,
    /// For everyone else; what people wrote in it is escaped.
    pub html: String,
    /// The same for every attempt at the same mail; part of its `Message-ID`, so that a mail that is sent
    /// twice can be recognised.
    pub key: String,
}

/// Sends mail.
#[derive(Clone)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Clone)]
enum Way {
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    Files(MailFolder),
}

impl Mailer {
    /// Over the server of the settings, or into `<data folder>/mail`.
    pub fn new(config: &MailConfig, data_dir: &Path) -> anyhow::Result<Self> {
        let from = config.from.parse().context("the sender of mails is no address")?;
        let way = match &config.smtp {
            Some(smtp) => Way::Smtp(transport(smtp)?),
            None => Way::Files(MailFolder::new(data_dir.join("mail"))),
        };
        Ok(Self { from, way })
    }

    /// Hands the mail over. An address that can take no mail is an error; header injection is impossible,
    /// since addresses and subject are typed by lettre.
    pub async fn send(&self, message: &Message) -> anyhow::Result<()> {
        let host = self.from.email.domain();
        let mail = lettre::Message::builder()
            .from(self.from.clone())
            .to(message.to.parse().context("the recipient is no address")?)
            .subject(message.subject.clone())
            .message_id(Some(format!("<{}@{host}>", message.key)))
            .multipart(MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()))
            .context("the mail can not be written")?;
        match &self.way {
            Way::Smtp(transport) => {
                let sent = tokio::time::timeout(PATIENCE, transport.send(mail)).await;
                sent.context("the mail server does not answer")?
                    .context("the mail server refused the mail")?;
            }
            Way::Files(folder) => folder.write(&message.key, &mail.formatted()).await?,
        }
        Ok(())
    }
}

/// TLS from the start on port 465, STARTTLS elsewhere; plain text to this machine alone (ASVS 12.3.1).
fn transport(config: &SmtpConfig) -> anyhow::Result<AsyncSmtpTransport<Tokio1Executor>> {
    let local = matches!(config.host.as_str(), "localhost" | "127.0.0.1" | "::1");
    let tls = if local {
        Tls::None
    } else {
        let parameters = TlsParameters::new(config.host.clone()).context("TLS to the mail server")?;
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
    Ok(builder.build())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn without_a_server_mails_become_files_and_the_same_mail_one_file() {
        let folder = tempfile_dir();
        let config = MailConfig { from: "Shop <shop@example.org>".to_owned(), smtp: None };
        let mailer = Mailer::new(&config, &folder).unwrap();
        let mut message = Message {
            to: "ann@example.org".to_owned(),
            subject: "Hello".to_owned(),
            text: "text".to_owned(),
            html: "<p>text</p>".to_owned(),
            key: "order-1".to_owned(),
        };
        mailer.send(&message).await.unwrap();
        mailer.send(&message).await.unwrap();
        let files: Vec<_> = std::fs::read_dir(folder.join("mail")).unwrap().collect();
        assert_eq!(files.len(), 1);
        let mail = std::fs::read_to_string(files[0].as_ref().unwrap().path()).unwrap();
        assert!(mail.contains("To: ann@example.org") && mail.contains("Message-ID: <order-1@example.org>"));
        message.to = "ann@example.org\r\nBcc: eve@example.org".to_owned();
        assert!(mailer.send(&message).await.is_err());
        std::fs::remove_dir_all(folder).unwrap();
    }

    fn tempfile_dir() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("securecart-mail-{}", std::process::id()))
    }
}
