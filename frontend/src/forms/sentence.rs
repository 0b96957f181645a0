/// A rule's words, such as "choose a username", as a sentence for the reader.
pub fn sentence(words: impl ToString) -> String {
    let words = words.to_string();
    let mut letters = words.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut text: String = first.to_uppercase().chain(letters).collect();
    if !text.ends_with(['.', '?', '!']) {
        text.push('.');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::sentence;

    #[test]
    fn a_rule_becomes_a_sentence() {
        assert_eq!(sentence("choose a username"), "Choose a username.");
        assert_eq!(sentence("Too long."), "Too long.");
        assert_eq!(sentence("  "), "");
    }
}
