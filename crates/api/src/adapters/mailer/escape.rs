//! Text inside HTML.

/// The text with everything escaped that means something in HTML text or in a quoted attribute (ASVS 1.2.1).
pub fn escape_html(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_name_becomes_markup() {
        assert_eq!(
            super::escape_html("<a href=\"x\" o='y'>& Mug"),
            "&lt;a href=&quot;x&quot; o=&#39;y&#39;&gt;&amp; Mug"
        );
    }
}
