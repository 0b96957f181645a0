//! Outgoing mail: over SMTP, or as files where no server is set.

mod files;
mod smtp;

use std::path::Path;

use anyhow::Context as _;
use files::MailFolder;
use lettre::message::{Mailbox, MultiPart};
use smtp::SmtpServer;

use crate::config::MailConfig;

/// Trying again would not help: the server will never take this mail, or it is no mail.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no further attempt would help")]
pub struct Hopeless;

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
    Smtp(SmtpServer),
    Files(MailFolder),
}

impl Mailer {
    /// Over the server of the settings, or into `<data folder>/mail`.
    pub fn new(config: &MailConfig, data_dir: &Path) -> anyhow::Result<Self> {
        let from = config.from.parse().context("the sender of mails is no address")?;
        let way = match &config.smtp {
            Some(smtp) => Way::Smtp(SmtpServer::new(smtp)?),
            None => Way::Files(MailFolder::new(data_dir.join("mail"))),
        };
        Ok(Self { from, way })
    }

    /// Hands the mail over. Whatever can never be delivered is an error with [`Hopeless`] among its causes; header
    /// injection is impossible, since addresses and subject are typed by lettre.
    pub async fn send(&self, message: &Message) -> anyhow::Result<()> {
        let mail = self.compose(message).context(Hopeless)?;
        match &self.way {
            Way::Smtp(server) => server.send(mail).await,
            Way::Files(folder) => folder.write(&message.key, &mail.formatted()).await,
        }
    }

    fn compose(&self, message: &Message) -> anyhow::Result<lettre::Message> {
        let host = self.from.email.domain();
        lettre::Message::builder()
            .from(self.from.clone())
            .to(message.to.parse().context("the recipient is no address")?)
            .subject(message.subject.clone())
            .message_id(Some(format!("<{}@{host}>", message.key)))
            .multipart(MultiPart::alternative_plain_html(message.text.clone(), message.html.clone()))
            .context("the mail can not be written")
    }
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
        let refused = mailer.send(&message).await.unwrap_err();
        assert!(refused.downcast_ref::<Hopeless>().is_some(), "{refused:#}");
        std::fs::remove_dir_all(folder).unwrap();
    }

    fn tempfile_dir() -> std::path::PathBuf {
        std::env::temp_dir().join(format!("securecart-mail-{}", std::process::id()))
    }
}
