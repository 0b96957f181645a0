//! What people type in as their second factor.

use std::fmt;

/// A code of the authenticator app, or one of the recovery codes; blanks and dashes in it do not count. It is a secret:
/// it can not be printed.
#[derive(Clone, PartialEq, Eq)]
pub enum SecondFactorCode {
    /// Six digits of the app.
    App(String),
    /// The letters and digits of a recovery code, in capitals.
    Recovery(String),
}

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidCode {
    /// Nothing was given.
    #[error("give the code")]
    Empty,
    /// Neither of the two kinds.
    #[error("give the six digits that your app shows, or a whole recovery code")]
    Form,
}

impl SecondFactorCode {
    /// Digits of an app's code.
    pub const APP_DIGITS: usize = 6;
    /// Letters and digits of a recovery code: 120 bits in base 32 (RFC 4648 §6).
    pub const RECOVERY_CHARS: usize = 24;

    /// Takes what was typed in.
    pub fn parse(text: &str) -> Result<Self, InvalidCode> {
        // Longer than any code with blanks and dashes in it.
        if text.len() > 100 {
            return Err(InvalidCode::Form);
        }
        let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        if bare.is_empty() {
            return Err(InvalidCode::Empty);
        }
        if bare.len() == Self::APP_DIGITS && bare.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Self::App(bare));
        }
        let base32 = |byte: u8| byte.is_ascii_alphabetic() || (b'2'..=b'7').contains(&byte);
        if bare.len() == Self::RECOVERY_CHARS && bare.bytes().all(base32) {
            return Ok(Self::Recovery(bare.to_ascii_uppercase()));
        }
        Err(InvalidCode::Form)
    }
}

impl fmt::Debug for SecondFactorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecondFactorCode(..)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn both_kinds_are_told_apart_by_their_form() {
        let app = Ok(SecondFactorCode::App("012345".to_owned()));
        assert!(["012345", " 012 345 ", "012-345"].iter().all(|text| SecondFactorCode::parse(text) == app));
        let recovery = SecondFactorCode::parse("abcd-efgh ijkl-mnop-qrst-2345");
        assert_eq!(recovery, Ok(SecondFactorCode::Recovery("ABCDEFGHIJKLMNOPQRST2345".to_owned())));
        assert_eq!(SecondFactorCode::parse(" - "), Err(InvalidCode::Empty));
        for text in
            ["12345", "1234567", "12345a", "١٢٣٤٥٦", "ABCD-EFGH-IJKL-MNOP-QRST-1890", &"7".repeat(101)]
        {
            assert_eq!(SecondFactorCode::parse(text), Err(InvalidCode::Form), "{text}");
        }
    }

    #[test]
    fn a_code_is_not_printed() {
        assert!(!format!("{:?}", SecondFactorCode::parse("012345")).contains("012345"));
    }

    proptest! {
        #[test]
        fn what_is_no_code_is_refused_without_harm(text in ".{0,120}") {
            match SecondFactorCode::parse(&text) {
                Ok(SecondFactorCode::App(code)) => prop_assert_eq!(code.len(), 6),
                Ok(SecondFactorCode::Recovery(code)) => prop_assert_eq!(code.len(), 24),
                Err(_) => {}
            }
        }
    }
}
