use securecart_domain::accounts::NewPassword;

/// What to say about a password while it is typed: what is missing, or how good it is. Length is what counts
/// (NIST SP 800-63B-4 §3.1.1); `own_words` are the username and the e-mail address.
pub(super) fn password_hint(password: &str, own_words: &[&str]) -> String {
    let chars = password.chars().count();
    let rules = format!(
        "At least {} characters; {} or more are better. A few words in a row are easy to keep in mind.",
        NewPassword::MIN_CHARS,
        NewPassword::ADVISED_CHARS,
    );
    if password.is_empty() {
        return rules;
    }
    if chars < NewPassword::MIN_CHARS {
        let missing = NewPassword::MIN_CHARS.saturating_sub(chars);
        return format!("{missing} more to go.");
    }
    match NewPassword::parse(password, own_words) {
        Err(weak) => crate::forms::sentence(weak),
        Ok(_) if chars < NewPassword::ADVISED_CHARS => {
            let missing = NewPassword::ADVISED_CHARS.saturating_sub(chars);
            format!("Good enough; {missing} more would make it strong.")
        }
        Ok(_) => "Strong.".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::password_hint;

    #[test]
    fn the_hint_follows_what_is_typed() {
        assert!(password_hint("", &[]).starts_with("At least 8"));
        assert_eq!(password_hint("abc", &[]), "5 more to go.");
        assert_eq!(password_hint("12345678", &[]), "A password is more than digits.");
        assert_eq!(
            password_hint("annalee99", &["annalee"]),
            "A password is not like your username or e-mail address."
        );
        assert_eq!(password_hint("tall green", &[]), "Good enough; 5 more would make it strong.");
        assert_eq!(password_hint("tall green kettle", &[]), "Strong.");
    }
}
