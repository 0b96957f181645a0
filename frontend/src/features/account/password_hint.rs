use securecart_domain::accounts::NewPassword;
use securecart_dto::accounts::PasswordStrength;

use crate::forms::sentence;

/// What to say about a password while it is typed: what is missing, or how good it is. `own_words` are the username and the
/// e-mail address; `measured` is what the shop said of it, once it has.
pub(super) fn password_hint(
    password: &str,
    own_words: &[&str],
    measured: Option<&PasswordStrength>,
) -> String {
    let chars = password.chars().count();
    if password.is_empty() {
        return rules();
    }
    if chars < NewPassword::MIN_CHARS {
        let missing = NewPassword::MIN_CHARS.saturating_sub(chars);
        return format!("{missing} more to go.");
    }
    if let Err(weak) = NewPassword::parse(password, own_words) {
        return sentence(weak);
    }
    measured.map_or_else(rules, in_words)
}

fn rules() -> String {
    format!(
        "At least {} characters; {} or more are better. A few words in a row are easy to keep in mind.",
        NewPassword::MIN_CHARS,
        NewPassword::ADVISED_CHARS,
    )
}

fn in_words(strength: &PasswordStrength) -> String {
    let advice =
        strength.advice.as_deref().map(|advice| format!(" {}", sentence(advice))).unwrap_or_default();
    match &strength.problem {
        Some(problem) => format!("{}{advice}", sentence(problem)),
        None if strength.score >= 4 => "Strong.".to_owned(),
        None => format!("Good enough; one more word would make it strong.{advice}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strength(score: u8, problem: Option<&str>, advice: Option<&str>) -> PasswordStrength {
        let text = |text: Option<&str>| text.map(str::to_owned);
        PasswordStrength { score, accepted: problem.is_none(), problem: text(problem), advice: text(advice) }
    }

    #[test]
    fn the_hint_follows_what_is_typed() {
        assert!(password_hint("", &[], None).starts_with("At least 8"));
        assert_eq!(password_hint("abc", &[], None), "5 more to go.");
        assert_eq!(password_hint("12345678", &[], None), "A password is more than digits.");
        assert_eq!(
            password_hint("annalee99", &["annalee"], None),
            "A password is not like your username or e-mail address."
        );
        assert!(password_hint("tall green", &[], None).starts_with("At least 8"), "not measured yet");
    }

    #[test]
    fn what_the_shop_measured_is_said_in_words() {
        let weak =
            strength(1, Some("this password is easy to guess"), Some("This is a top-10 common password."));
        assert_eq!(
            password_hint("liverpool1", &[], Some(&weak)),
            "This password is easy to guess. This is a top-10 common password."
        );
        let good = password_hint("tall green kettle", &[], Some(&strength(3, None, None)));
        assert!(good.starts_with("Good enough"), "{good}");
        assert_eq!(password_hint("tall green kettle", &[], Some(&strength(4, None, None))), "Strong.");
    }
}
