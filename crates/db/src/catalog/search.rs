//! What people type into a search box, taken apart.

/// Words to look for.
///
/// They go into `websearch_to_tsquery`, which understands quotes, `or` and a minus sign and never fails. The
/// last word also counts as the beginning of a longer one, since people look while they type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SearchWords {
    /// All of it.
    pub(super) words: String,
    /// All but the last word; means nothing if the last word can not be a beginning.
    pub(super) head: String,
    /// The last word as `to_tsquery` wants it (`mu:*`); empty if it can not be a beginning.
    pub(super) prefix: String,
}

impl SearchWords {
    /// The fewest characters of a text that is also compared letter by letter: trigrams need three.
    const MIN_LIKENESS: usize = 3;

    /// `None` if there is nothing to look for.
    pub fn new(text: &str) -> Option<Self> {
        let words = text.trim();
        if words.is_empty() {
            return None;
        }
        let (head, last) = words.rsplit_once(char::is_whitespace).unwrap_or(("", words));
        // Only letters and digits: `to_tsquery` gives everything else a meaning of its own.
        let plain = last.chars().all(char::is_alphanumeric) && !words.contains('"');
        let prefix = if plain { format!("{last}:*") } else { String::new() };
        Some(Self { words: words.to_owned(), head: head.to_owned(), prefix })
    }

    /// What is looked for.
    pub fn as_str(&self) -> &str {
        &self.words
    }

    /// Whether looking for similar spellings makes sense.
    pub(super) fn can_be_misspelt(&self) -> bool {
        self.words.chars().count() >= Self::MIN_LIKENESS
    }

    /// A pattern for `ILIKE` that finds the text anywhere; `%`, `_` and `\` in it are just characters.
    pub(super) fn anywhere(&self) -> String {
        anywhere(&self.words)
    }
}

/// A pattern for `LIKE` that finds the text anywhere; `%`, `_` and `\` in it are just characters.
pub(crate) fn anywhere(text: &str) -> String {
    format!("%{}%", escaped(text))
}

/// The text with the wildcards of `LIKE` taken literally.
pub(super) fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(text: &str) -> (String, String) {
        let words = SearchWords::new(text).unwrap();
        (words.head, words.prefix)
    }

    #[test]
    fn the_last_word_may_be_unfinished() {
        assert_eq!(parts(" stoneware mu "), ("stoneware".to_owned(), "mu:*".to_owned()));
        assert_eq!(parts("mu"), (String::new(), "mu:*".to_owned()));
        assert_eq!(SearchWords::new("   "), None);
    }

    #[test]
    fn operators_never_become_beginnings() {
        for text in ["mug -blue", "\"blue mug\"", "\"blue mu", "mug a:*", "it's", "mug !"] {
            assert_eq!(parts(text).1, "", "{text}");
        }
    }

    #[test]
    fn wildcards_are_characters() {
        assert_eq!(anywhere(r"100%_\"), r"%100\%\_\\%");
    }
}
