//! Rules for a new password.

use std::fmt;

/// A password that someone chose and that passed the rules which need no word list. Never trimmed, never
/// changed (ASVS 6.2.8), never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct NewPassword(String);

/// Why a password is not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WeakPassword {
    /// Fewer than [`NewPassword::MIN_CHARS`] characters (ASVS 6.2.1).
    #[error("a password has at least 8 characters; 15 are better")]
    TooShort,
    /// More than [`NewPassword::MAX_CHARS`] characters; hashing longer ones would be a gift to attackers.
    #[error("a password has at most 128 characters")]
    TooLong,
    /// Only digits.
    #[error("a password is more than digits")]
    AllDigits,
    /// Contains, or is contained in, the username or the e-mail address.
    #[error("a password is not like your username or e-mail address")]
    LikeYou,
    /// Among the passwords that are tried first.
    #[error("this password is one of the most common ones")]
    Common,
    /// Somebody who knows how people choose passwords guesses it soon. Only the server tells: its word lists are too
    /// large for the browser (ASVS 6.2.4, 6.2.12).
    #[error("this password is easy to guess; add a few words that do not belong together")]
    Guessable,
}

/// What attackers try first, beyond digits: enough for the browser to say so at once.
const COMMON: &[&str] = &[
    "password",
    "password1",
    "passw0rd",
    "qwertyui",
    "qwertyuiop",
    "iloveyou",
    "princess",
    "football",
    "baseball",
    "sunshine",
    "superman",
    "trustno1",
    "welcome1",
    "letmein1",
    "dragon12",
    "monkey12",
    "abcdefgh",
    "abcd1234",
    "1q2w3e4r",
    "1qaz2wsx",
    "qwerty123",
    "qwerty12",
    "asdfghjk",
    "asdfghjkl",
    "zxcvbnm1",
    "changeme",
    "starwars",
    "whatever",
    "computer",
    "michelle",
    "jennifer",
    "internet",
    "password123",
    "securecart",
];

impl NewPassword {
    /// The fewest characters.
    pub const MIN_CHARS: usize = 8;
    /// The most characters.
    pub const MAX_CHARS: usize = 128;
    /// What the form advises where there is no second factor (NIST SP 800-63B-4).
    pub const ADVISED_CHARS: usize = 15;

    /// Judges a password for an account named so; `own_words` are the username and the e-mail address.
    pub fn parse(text: &str, own_words: &[&str]) -> Result<Self, WeakPassword> {
        let chars = text.chars().count();
        if chars < Self::MIN_CHARS {
            return Err(WeakPassword::TooShort);
        }
        if chars > Self::MAX_CHARS {
            return Err(WeakPassword::TooLong);
        }
        if text.chars().all(|c| c.is_ascii_digit()) {
            return Err(WeakPassword::AllDigits);
        }
        let lower = text.to_lowercase();
        if COMMON.contains(&lower.as_str()) {
            return Err(WeakPassword::Common);
        }
        if own_words.iter().any(|word| is_like(&lower, &word.to_lowercase())) {
            return Err(WeakPassword::LikeYou);
        }
        Ok(Self(text.to_owned()))
    }

    /// The secret itself, for the hash function alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

/// Words of four letters and more count; shorter ones would forbid nearly everything.
fn is_like(password: &str, word: &str) -> bool {
    let parts = word.split('@').chain([word]);
    parts
        .filter(|part| part.chars().count() >= 4)
        .any(|part| password.contains(part) || part.contains(password))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str) -> Result<(), WeakPassword> {
        NewPassword::parse(text, &["annalee", "anna.lee@example.org"]).map(|_| ())
    }

    #[test]
    fn length_digits_common_and_own_words_are_judged() {
        assert_eq!(judge("short"), Err(WeakPassword::TooShort));
        assert_eq!(judge(&"x".repeat(129)), Err(WeakPassword::TooLong));
        assert_eq!(judge("8375629104"), Err(WeakPassword::AllDigits));
        assert_eq!(judge("Password123"), Err(WeakPassword::Common));
        assert_eq!(judge("AnnaLee-1987"), Err(WeakPassword::LikeYou));
        assert_eq!(judge("example.org"), Err(WeakPassword::LikeYou));
        assert_eq!(judge("correct horse battery"), Ok(()));
        assert_eq!(judge("пароль на каждый день"), Ok(()));
    }

    #[test]
    fn a_password_never_prints_itself() {
        let password = NewPassword::parse("correct horse battery", &[]).unwrap();
        assert_eq!(format!("{password:?}"), "NewPassword(…)");
    }
}
