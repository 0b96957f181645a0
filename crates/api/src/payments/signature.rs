//! Stripe's webhook signature: <https://docs.stripe.com/webhooks#verify-manually>.

use chrono::{DateTime, Duration, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;

/// How far the signature's time may lie from ours, both ways.
const TOLERANCE: Duration = Duration::seconds(300);
/// Signatures in one header that are looked at: one per secret while secrets rotate.
const MAX_SIGNATURES: usize = 8;

/// Why a signature is not accepted. Callers are told only that it is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum SignatureError {
    /// No header, or one without a time and a signature.
    #[error("the signature header is missing or garbled")]
    Unreadable,
    /// Too old or from the future: a recording, or a clock that is wrong.
    #[error("the signature's time is too far from now")]
    Stale,
    /// No signature in the header fits any secret.
    #[error("no signature fits")]
    Wrong,
}

impl SignatureError {
    /// Its word in the audit log.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Stale => "stale",
            Self::Wrong => "wrong",
        }
    }
}

/// Checks the header against the bytes as they arrived. Every `v1` is tried with every secret, so that secrets
/// can be rotated; comparing takes the same time wherever the difference is.
pub(super) fn verify(
    header: Option<&str>,
    body: &[u8],
    secrets: &[SecretString],
    now: DateTime<Utc>,
) -> Result<(), SignatureError> {
    let header = header.ok_or(SignatureError::Unreadable)?;
    let (timestamp, signatures) = parse(header).ok_or(SignatureError::Unreadable)?;
    if now.timestamp().abs_diff(timestamp) > TOLERANCE.num_seconds().unsigned_abs() {
        return Err(SignatureError::Stale);
    }
    let fits = secrets
        .iter()
        .any(|secret| signatures.iter().any(|signature| is_signed_with(secret, timestamp, body, signature)));
    if fits { Ok(()) } else { Err(SignatureError::Wrong) }
}

fn is_signed_with(secret: &SecretString, timestamp: i64, body: &[u8], signature: &[u8]) -> bool {
    // HMAC takes keys of any length; the error exists for other constructions.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes()) else {
        return false;
    };
    mac.update(timestamp.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    mac.verify_slice(signature).is_ok()
}

/// The time and the signatures of the header; exactly one time, at least one signature.
fn parse(header: &str) -> Option<(i64, Vec<Vec<u8>>)> {
    let mut timestamp = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=')? {
            ("t", _) if timestamp.is_some() => return None,
            ("t", value) => timestamp = Some(value.parse().ok()?),
            ("v1", value) if signatures.len() < MAX_SIGNATURES => signatures.extend(hex::decode(value).ok()),
            // Other schemes, such as v0 of test events, prove nothing.
            _ => {}
        }
    }
    timestamp.filter(|_| !signatures.is_empty()).map(|timestamp| (timestamp, signatures))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BODY: &[u8] = br#"{"id":"evt_1"}"#;
    /// HMAC-SHA256 of `1700000000.{"id":"evt_1"}` with the key `whsec_test`, made with another implementation.
    const GOOD: &str = "c89214b5b5da833daed6f0b8c5bb6bd58cea9022bd80ccc78230f3942d632925";

    fn judge(header: &str, body: &[u8], secrets: &[&str], now: i64) -> Result<(), SignatureError> {
        let secrets: Vec<SecretString> = secrets.iter().map(|secret| (*secret).into()).collect();
        verify(Some(header), body, &secrets, DateTime::from_timestamp(now, 0).unwrap())
    }

    #[test]
    fn a_signature_of_another_implementation_fits() {
        let header = format!("t=1700000000,v1={GOOD}");
        assert_eq!(judge(&header, BODY, &["whsec_test"], 1_700_000_000), Ok(()));
        assert_eq!(judge(&header, BODY, &["whsec_new", "whsec_test"], 1_700_000_300), Ok(()));
        assert_eq!(judge(&header, BODY, &["whsec_test"], 1_699_999_700), Ok(()));
    }

    #[test]
    fn the_good_signature_may_be_first_or_last() {
        let other = "00".repeat(32);
        for signatures in [format!("v1={GOOD},v1={other}"), format!("v1={other},v0=x,v1={GOOD}")] {
            let header = format!("t=1700000000,{signatures}");
            assert_eq!(judge(&header, BODY, &["whsec_test"], 1_700_000_000), Ok(()), "{header}");
        }
    }

    #[test]
    fn time_body_and_secret_are_all_bound() {
        let header = format!("t=1700000000,v1={GOOD}");
        let now = 1_700_000_000;
        assert_eq!(judge(&header, BODY, &["whsec_test"], now + 301), Err(SignatureError::Stale));
        assert_eq!(judge(&header, BODY, &["whsec_test"], now - 301), Err(SignatureError::Stale));
        assert_eq!(judge(&header, br#"{"id":"evt_2"}"#, &["whsec_test"], now), Err(SignatureError::Wrong));
        assert_eq!(judge(&header, BODY, &["whsec_other"], now), Err(SignatureError::Wrong));
        assert_eq!(judge(&header, BODY, &[], now), Err(SignatureError::Wrong));
        let moved = format!("t=1700000001,v1={GOOD}");
        assert_eq!(judge(&moved, BODY, &["whsec_test"], now), Err(SignatureError::Wrong));
    }

    #[test]
    fn garbled_headers_are_no_signature() {
        let two_times = format!("t=1700000000,t=1700000000,v1={GOOD}");
        for header in ["", "t=1700000000", "v1=00", "t=x,v1=00", "rubbish", "t=1700000000,v1=zz", &two_times]
        {
            assert_eq!(
                judge(header, BODY, &["whsec_test"], 1_700_000_000),
                Err(SignatureError::Unreadable),
                "{header}"
            );
        }
        assert_eq!(
            judge("t=1700000000,v1=00", BODY, &["whsec_test"], 1_700_000_000),
            Err(SignatureError::Wrong)
        );
        assert_eq!(verify(None, BODY, &[], DateTime::UNIX_EPOCH), Err(SignatureError::Unreadable));
    }

    proptest::proptest! {
        #[test]
        fn nothing_that_is_made_up_is_a_signature(
            header in r"[\PC]{0,60}|t=[0-9]{0,20}(,v[01]=[0-9a-f]{0,70}){0,4}",
            body in proptest::prelude::any::<Vec<u8>>(),
        ) {
            proptest::prop_assert!(judge(&header, &body, &["whsec_test"], 1_700_000_000).is_err());
        }

        #[test]
        fn a_changed_body_does_not_fit_the_signature(place in 0..BODY.len(), bit in 0..8_u8) {
            let mut body = BODY.to_vec();
            body[place] ^= 1 << bit;
            let header = format!("t=1700000000,v1={GOOD}");
            let judged = judge(&header, &body, &["whsec_test"], 1_700_000_000);
            proptest::prop_assert_eq!(judged, Err(SignatureError::Wrong));
        }
    }
}
