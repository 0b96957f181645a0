//! E-mail addresses.

use std::fmt;

/// An address that mail can be sent to: one `@`, a dotted domain, no blanks or controls (so that it can never
/// add a header or a second recipient), at most 254 bytes (RFC 5321 §4.5.3.1).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The text is no address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an e-mail address looks like name@example.org")]
pub struct InvalidEmail;

impl Email {
    /// The longest address in bytes.
    pub const MAX_BYTES: usize = 254;
    const MAX_LOCAL_BYTES: usize = 64;

    /// Trims blanks at the ends (people paste them), lower-cases the domain and refuses what is no address.
    pub fn parse(text: &str) -> Result<Self, InvalidEmail> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@').ok_or(InvalidEmail)?;
        // Judged as it is kept: some letters become longer in lower case, or two.
        let domain = domain.to_lowercase();
        let kept = format!("{local}@{domain}");
        if kept.len() > Self::MAX_BYTES || !is_local(local) || !is_domain(&domain) {
            return Err(InvalidEmail);
        }
        Ok(Self(kept))
    }

    /// The address to send to.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What addresses are compared by: the lower-case form. Dots and plus tags stay, since providers differ.
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    (1..=Email::MAX_LOCAL_BYTES).contains(&local.len())
        && local.chars().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_trimmed_and_compared_without_case() {
        let email = Email::parse(" Ann.Lee+shop@Example.ORG ").unwrap();
        assert_eq!(email.as_str(), "Ann.Lee+shop@example.org");
        assert_eq!(email.key(), "ann.lee+shop@example.org");
    }

    #[test]
    fn what_could_add_a_header_or_a_recipient_is_refused() {
        for text in [
            "",
            "ann",
            "@example.org",
            "ann@",
            "ann@localhost",
            "a@b@c.de",
            "a b@c.de",
            "a@c.de\r\nBcc: x@y.z",
            "a@c.de,b@c.de",
            "a@c..de",
            "a@-c.de",
            ".a@c.de",
            "a..b@c.de",
            "a@c.de\u{0}",
            "<a@c.de>",
            "\"a\"@c.de",
        ] {
            assert_eq!(Email::parse(text), Err(InvalidEmail), "{text:?}");
        }
    }
}
