//! Text that is safe inside HTML.

use std::fmt::{self, Display, Formatter, Write};

/// Text whose markup characters are written as references, for element content and quoted attributes.
pub(super) struct Escaped<'a>(pub(super) &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        for character in self.0.chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                other => formatter.write_char(other)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Escaped;

    #[test]
    fn markup_cannot_begin_in_content_or_attributes() {
        assert_eq!(Escaped(r#"<script>&"'"#).to_string(), "&lt;script&gt;&amp;&quot;&#39;");
    }
}
