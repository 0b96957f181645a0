//! How a parcel is followed: what its carrier calls it, and a link to the carrier's page.

use std::fmt;

/// The longest number in characters.
const MAX_NUMBER: usize = 60;
/// The longest link in characters.
const MAX_LINK: usize = 500;

/// Why a number or a link is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTracking {
    /// Other characters than carriers use, or too many of them.
    #[error("a tracking number has up to 60 letters, digits, blanks and hyphens")]
    Number,
    /// No address of a page that is sent encrypted.
    #[error("a tracking link looks like https://carrier.example/track?id=123, with up to 500 characters")]
    Link,
}

/// What a carrier calls a parcel; may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackingNumber(String);

impl TrackingNumber {
    /// Refuses anything but letters, digits, blanks, hyphens, dots and slashes.
    pub fn parse(text: &str) -> Result<Self, InvalidTracking> {
        let text = text.trim();
        let usual = |c: char| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-' | '.' | '/');
        if text.len() > MAX_NUMBER || !text.chars().all(usual) {
            return Err(InvalidTracking::Number);
        }
        Ok(Self(text.to_owned()))
    }

    /// The number.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A link to a carrier's page; may be empty. It goes into mails and pages, so it leads to a named host over `https` and
/// to nothing else: no other scheme, no name and password that would disguise the host, no port, no blanks or quotes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrackingLink(String);

impl TrackingLink {
    /// Reads a link as it was typed.
    pub fn parse(text: &str) -> Result<Self, InvalidTracking> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Self::default());
        }
        let rest = text.strip_prefix("https://").ok_or(InvalidTracking::Link)?;
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let plain = |c: char| {
            c.is_ascii_graphic() && !matches!(c, '"' | '\'' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
        };
        if text.len() > MAX_LINK || !text.chars().all(plain) || !is_host(host) {
            return Err(InvalidTracking::Link);
        }
        Ok(Self(text.to_owned()))
    }

    /// The link.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A name with a dot whose last part is no number: neither an address of a network nor a machine next door.
fn is_host(host: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    let mut labels = host.rsplit('.');
    let last = labels.next().unwrap_or_default();
    let named = last.len() >= 2 && last.chars().any(|c| c.is_ascii_alphabetic()) && label(last);
    let rest: Vec<&str> = labels.collect();
    host.len() <= 253 && named && !rest.is_empty() && rest.into_iter().all(label)
}

impl fmt::Display for TrackingLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for TrackingNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_a_named_host_over_https() {
        for good in [
            "",
            "https://carrier.example",
            "https://www.post.example/track?id=A1&lang=en#now",
            "https://a-b.co.example/%C3%A4/~x",
        ] {
            assert_eq!(TrackingLink::parse(good).map(|link| link.to_string()), Ok(good.to_owned()), "{good}");
        }
        let long = format!("https://carrier.example/{}", "x".repeat(500));
        for bad in [
            "http://carrier.example",
            "javascript:alert(1)",
            "https://",
            "https:///track",
            "https://localhost/x",
            "https://127.0.0.1/x",
            "https://[::1]/x",
            "https://carrier.example:8443/x",
            "https://shop.example@evil.example/x",
            "https://carrier.example/a b",
            "https://carrier.example/\"><b>",
            "https://carrier.example/\u{202e}",
            "https://-a.example/",
            "https://..example/",
            "HTTPS://carrier.example",
            "//carrier.example",
            long.as_str(),
        ] {
            assert_eq!(TrackingLink::parse(bad), Err(InvalidTracking::Link), "{bad}");
        }
    }

    #[test]
    fn numbers_are_what_carriers_use() {
        for good in ["", "1Z 999-AA1", "JD0146/00.3"] {
            assert_eq!(TrackingNumber::parse(good).map(|number| number.to_string()), Ok(good.to_owned()));
        }
        for bad in ["<b>", "a\nb", "\u{fc}", &"9".repeat(61)] {
            assert_eq!(TrackingNumber::parse(bad), Err(InvalidTracking::Number), "{bad}");
        }
    }
}
