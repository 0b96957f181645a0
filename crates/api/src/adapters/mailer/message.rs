//! From a mail to its bytes.

use lettre::{
    Message,
    message::{Mailbox, MultiPart},
};

use super::{Mail, MailError};

/// Refuses addresses that are none; lettre encodes what could break out of a header.
pub(super) fn build(from: &Mailbox, key: &str, mail: &Mail) -> Result<Message, MailError> {
    let to: Mailbox = mail.to.parse().map_err(|error| MailError::Unwritable(Box::new(error)))?;
    Message::builder()
        .message_id(Some(format!("<{key}@{}>", from.email.domain())))
        .from(from.clone())
        .to(to)
        .subject(mail.subject.as_str())
        .multipart(MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone()))
        .map_err(|error| MailError::Unwritable(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str) -> Mail {
        let words = || "words".to_owned();
        Mail { to: to.to_owned(), subject: subject.to_owned(), text: words(), html: words() }
    }

    #[test]
    fn a_mail_has_one_recipient_and_a_stable_id() {
        let from: Mailbox = "Shop <shop@example.org>".parse().unwrap();
        let message = build(&from, "out_1", &mail("ann@example.org", "Hello")).unwrap();
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(text.contains("Message-ID: <out_1@example.org>\r\n"), "{text}");
        assert!(text.contains("To: ann@example.org\r\n"), "{text}");
    }

    #[test]
    fn line_breaks_add_no_header_and_no_recipient() {
        let from: Mailbox = "Shop <shop@example.org>".parse().unwrap();
        for to in ["a@b.de\r\nBcc: c@d.de", "a@b.de, c@d.de", ""] {
            assert!(build(&from, "out_1", &mail(to, "Hello")).is_err(), "{to:?}");
        }
        let message = build(&from, "out_1", &mail("a@b.de", "Hi\r\nBcc: c@d.de")).unwrap();
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(!text.to_lowercase().contains("\r\nbcc:"), "{text}");
    }
}
