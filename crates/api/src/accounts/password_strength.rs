//! How hard a password is to guess, by the kept word lists of zxcvbn: 30,000 common passwords, names, English words,
//! keyboard paths, dates and repetitions.

use securecart_domain::accounts::{NewPassword, WeakPassword};
use securecart_dto::accounts::PasswordStrength;
use zxcvbn::{Entropy, Score, zxcvbn};

/// The lowest score that is accepted: more than 10^8 guesses, so that a stolen table of argon2id hashes is no use soon.
const ENOUGH: Score = Score::Three;

/// Words of the trade and of this shop, which people put into passwords here first (ASVS 6.1.2, 6.2.11).
const CONTEXT: &[&str] = &["securecart", "shop", "store", "cart", "checkout", "admin", "order", "welcome"];

/// Judges a new password for an account. `own_words` are its username and address, and the name of the shop.
pub(super) fn judge(password: &str, own_words: &[&str]) -> Result<NewPassword, WeakPassword> {
    let judged = NewPassword::parse(password, own_words)?;
    if is_guessable(&zxcvbn(password, &words(own_words))) { Err(WeakPassword::Guessable) } else { Ok(judged) }
}

/// The same while it is typed: how good it is, and what would make it better.
pub(super) fn measure(password: &str, own_words: &[&str]) -> PasswordStrength {
    let measured = zxcvbn(password, &words(own_words));
    let refused = NewPassword::parse(password, own_words).err();
    let refused = refused.or_else(|| is_guessable(&measured).then_some(WeakPassword::Guessable));
    let advice = measured.feedback().and_then(|feedback| {
        let first = feedback.suggestions().first().map(ToString::to_string);
        feedback.warning().map(|warning| warning.to_string()).or(first)
    });
    let score =
        if refused.is_some() { u8::from(measured.score()).min(2) } else { u8::from(measured.score()) };
    PasswordStrength {
        score,
        accepted: refused.is_none(),
        problem: refused.map(|weak| weak.to_string()),
        advice,
    }
}

fn is_guessable(measured: &Entropy) -> bool {
    measured.score() < ENOUGH
}

/// Also the parts of addresses and names, which zxcvbn takes as wholes.
fn words<'a>(own_words: &[&'a str]) -> Vec<&'a str> {
    let parts = own_words.iter().flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    let parts = parts.filter(|part| part.chars().count() >= 3);
    CONTEXT.iter().copied().chain(own_words.iter().copied()).chain(parts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(password: &str) -> Option<WeakPassword> {
        judge(password, &["anna.lee", "anna.lee@example.org", "Corner Shop"]).err()
    }

    #[test]
    fn what_is_guessed_first_is_refused_and_what_is_long_and_odd_is_taken() {
        for weak in [
            "P@ssw0rd1",
            "qwertyuiop123",
            "liverpool1",
            "aaaaaaaaaa",
            "19871224abc",
            "securecart2026",
            "Anna1990!",
        ] {
            assert!(refused(weak).is_some(), "{weak} is easy to guess");
        }
        for strong in ["tall green kettle sings", "v9$Lw2!qTz", "пароль на каждый день"] {
            assert_eq!(refused(strong), None, "{strong} is hard to guess");
        }
    }

    #[test]
    fn what_is_refused_never_measures_as_good() {
        let typed = measure("12345678901234567890123456789", &[]);
        assert!(!typed.accepted && typed.score <= 2 && typed.problem.is_some(), "{typed:?}");
        let typed = measure("tall green kettle sings", &[]);
        assert!(typed.accepted && typed.score >= 3 && typed.problem.is_none(), "{typed:?}");
    }

    #[test]
    fn the_longest_password_is_measured_too() {
        let novel = "ab1!".repeat(32);
        assert_eq!(novel.chars().count(), NewPassword::MAX_CHARS);
        measure(&novel, &[&novel]);
    }
}
