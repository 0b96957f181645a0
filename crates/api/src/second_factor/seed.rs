//! The secret that an authenticator app and the shop share (RFC 6238).

use chrono::{DateTime, Utc};
use qrcode::{QrCode, render::svg};
use securecart_domain::UserId;
use securecart_keys::{Place, Zeroizing};
use totp_rs::{Algorithm, Builder, Secret, Totp};

use super::SecondFactorError;
use crate::{auth::token, keys::Keys};

/// 160 bits, as RFC 4226 §4 recommends.
const BYTES: usize = 20;
const DIGITS: u8 = 6;
const SECONDS: u64 = 30;
/// One step of drift of the owner's clock, either way.
const SKEW: u16 = 1;
/// How large the picture is at least, in pixels.
const PICTURE: u32 = 220;

/// Where a secret lies.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shelf {
    /// It asks for codes.
    Active,
    /// It waits for its first code.
    Pending,
}

impl Shelf {
    fn place(self, user: UserId) -> Place {
        match self {
            Self::Active => Place::new("totp_secrets", "sealed_secret", user),
            Self::Pending => Place::new("pending_totp_secrets", "sealed_secret", user),
        }
    }
}

/// A secret in clear. It can not be printed and is wiped when it is dropped.
pub(super) struct Seed(Zeroizing<Vec<u8>>);

impl Seed {
    /// A new one.
    pub(super) fn draw() -> Result<Self, SecondFactorError> {
        let bytes = token::random_bytes::<BYTES>().map_err(|_| securecart_keys::KeyError::NoRandomness)?;
        Ok(Self(Zeroizing::new(bytes.to_vec())))
    }

    /// One that was sealed for that account and shelf.
    pub(super) fn open(
        keys: &Keys,
        shelf: Shelf,
        user: UserId,
        sealed: &[u8],
    ) -> Result<Self, SecondFactorError> {
        Ok(Self(keys.open(&shelf.place(user), sealed)?))
    }

    /// Sealed for that account and shelf; opens nowhere else.
    pub(super) fn seal(&self, keys: &Keys, place: Shelf, user: UserId) -> Result<Vec<u8>, SecondFactorError> {
        Ok(keys.seal(&place.place(user), &self.0)?)
    }

    /// The step that the code is of, if it is of one that may be used now.
    pub(super) fn step_of(&self, code: &str, now: DateTime<Utc>) -> Result<Option<i64>, SecondFactorError> {
        let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
        let step = self.totp("", "")?.check(code, seconds);
        Ok(step.and_then(|step| i64::try_from(step).ok()))
    }

    /// What is typed into an app.
    pub(super) fn base32(&self) -> String {
        base32::encode(base32::Alphabet::Rfc4648 { padding: false }, &self.0)
    }

    /// What an app takes from a link, for an account of that name in that shop.
    pub(super) fn uri(&self, shop: &str, username: &str) -> Result<String, SecondFactorError> {
        // The label parts names by a colon.
        let uri = self.totp(&shop.replace(':', " "), username)?.to_url();
        uri.map_err(|error| SecondFactorError::Unusable(error.to_string()))
    }

    fn totp(&self, shop: &str, username: &str) -> Result<Totp, SecondFactorError> {
        let issuer = Some(shop).filter(|shop| !shop.is_empty());
        Builder::new()
            .with_algorithm(Algorithm::SHA1)
            .with_digits(DIGITS)
            .with_step_duration(SECONDS)
            .with_skew(SKEW)
            .with_secret(Secret::from(self.0.as_slice()))
            .with_issuer(issuer)
            .with_account_name(username)
            .build()
            .map_err(|error| SecondFactorError::Unusable(error.to_string()))
    }
}

/// A text as a picture that phones read: dark on light, with a quiet border.
pub(super) fn qr_svg(text: &str) -> Result<String, SecondFactorError> {
    let code = QrCode::new(text).map_err(|error| SecondFactorError::Unusable(error.to_string()))?;
    Ok(code.render::<svg::Color<'_>>().min_dimensions(PICTURE, PICTURE).build())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed() -> Seed {
        // The secret of RFC 6238 Appendix B.
        Seed(Zeroizing::new(b"12345678901234567890".to_vec()))
    }

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(seconds, 0).unwrap()
    }

    #[test]
    fn codes_are_those_of_the_standard_within_one_step() {
        // Appendix B gives 94287082 at 59 seconds; six digits of it.
        let step = |seconds| seed().step_of("287082", at(seconds)).unwrap();
        assert_eq!([0, 30, 59, 60, 89].map(step), [Some(1); 5]);
        assert_eq!([90, 119, 1000].map(step), [None; 3]);
        assert_eq!(seed().step_of("000000", at(59)).unwrap(), None);
    }

    #[test]
    fn the_link_names_shop_and_account() {
        let uri = seed().uri("Harbour: Sons & Co", "ann@home").unwrap();
        let url = url::Url::parse(&uri).unwrap();
        assert_eq!((url.scheme(), url.host_str()), ("otpauth", Some("totp")));
        assert!(url.path().contains("ann%40home") || url.path().contains("ann@home"), "{uri}");
        let value = |key| url.query_pairs().find(|pair| pair.0 == key).map(|pair| pair.1.into_owned());
        assert_eq!(value("secret").as_deref(), Some("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"));
        assert_eq!(value("issuer").as_deref(), Some("Harbour  Sons & Co"));
        assert_eq!(seed().base32(), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(qr_svg(&uri).unwrap().contains("<svg"));
    }
}
