//! From the HTML of a description to plain text: the shop shows no markup that others wrote.

use std::collections::{HashMap, HashSet};

/// Elements that part the text; all others only dress it up.
const PARTING: [&str; 24] = [
    "p",
    "div",
    "section",
    "article",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "br",
    "hr",
    "table",
    "tr",
    "td",
    "th",
    "blockquote",
    "pre",
];

/// The text of an HTML fragment: paragraphs parted by blank lines, list entries on lines of their own. Scripts
/// and styles go with their content, comments as well.
pub(super) fn to_text(html: &str) -> String {
    if html.is_empty() {
        return String::new();
    }
    let clean = ammonia::Builder::default()
        .tags(HashSet::from(PARTING))
        .tag_attributes(HashMap::new())
        .generic_attributes(HashSet::new())
        .link_rel(None)
        .clean(html)
        .to_string();
    let mut text = Text::default();
    // What is left is well-formed, has no attributes and escapes every sign that is no tag.
    let mut rest = clean.as_str();
    while let Some((words, after)) = rest.split_once('<') {
        text.add_words(words);
        let (tag, after) = after.split_once('>').unwrap_or((after, ""));
        text.add_tag(tag);
        rest = after;
    }
    text.add_words(rest);
    text.written
}

/// The other way round: paragraphs and lines as HTML, which [`to_text`] makes the same text of again.
pub(crate) fn from_text(text: &str) -> String {
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.is_empty());
    let escaped = paragraphs.map(|paragraph| {
        let safe = paragraph.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        format!("<p>{}</p>", safe.replace('\n', "<br>"))
    });
    escaped.collect()
}

/// What has to come before the next character.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

/// Text in the making.
#[derive(Debug, Default)]
struct Text {
    written: String,
    gap: Gap,
    bullet: bool,
}

impl Text {
    fn add_tag(&mut self, tag: &str) {
        match tag {
            "br" if self.gap == Gap::Line => self.part(Gap::Paragraph),
            "br" | "/li" | "/dt" | "/dd" | "/tr" | "tr" | "dd" => self.part(Gap::Line),
            "td" | "th" | "/td" | "/th" => self.part(Gap::Space),
            "li" => {
                self.part(Gap::Line);
                self.bullet = true;
            }
            _ => self.part(Gap::Paragraph),
        }
    }

    fn part(&mut self, gap: Gap) {
        self.gap = self.gap.max(gap);
    }

    fn add_words(&mut self, escaped: &str) {
        for character in unescape(escaped).chars() {
            if character.is_whitespace() {
                self.part(Gap::Space);
            } else if !character.is_control() {
                self.add_character(character);
            }
        }
    }

    fn add_character(&mut self, character: char) {
        if !self.written.is_empty() {
            self.written.push_str(match self.gap {
                Gap::None => "",
                Gap::Space => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        if self.bullet {
            self.written.push_str("• ");
        }
        (self.gap, self.bullet) = (Gap::None, false);
        self.written.push(character);
    }
}

/// The only signs that the cleaned HTML escapes.
fn unescape(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_and_lists_keep_their_form() {
        let html = "<p>Gemstone  pendant,\n<b>sterling</b>&nbsp;silver.</p>\n<ul>\n<li>Chain, 14\"</li>\n\
            <li>Made in <i>USA</i></li>\n</ul>Last<br>line<br><br>End";
        let text = "Gemstone pendant, sterling silver.\n\n• Chain, 14\"\n• Made in USA\n\nLast\nline\n\nEnd";
        assert_eq!(to_text(html), text);
    }

    #[test]
    fn scripts_styles_and_comments_leave_nothing() {
        let html =
            "Mug<script>alert('x')</script><style>p{}</style><!-- no --><img src=x onerror=alert(1)> & jug";
        assert_eq!(to_text(html), "Mug & jug");
        assert_eq!(to_text("&lt;b&gt; is text, 5 &amp;lt; 6"), "<b> is text, 5 &lt; 6");
        assert_eq!(to_text("plain\u{2028}text"), "plain text");
    }

    proptest! {
        #[test]
        fn text_of_paragraphs_and_lines_comes_back(text in "([a-z<>&;•\"]{1,5} ?[a-z<&]{1,4}(\n|\n\n)){0,6}[a-z]{1,3}") {
            prop_assert_eq!(to_text(&from_text(&text)), text);
        }

        #[test]
        fn any_markup_becomes_trimmed_text(html in "(<[a-z/ =\"]{0,8}>|[ -~]{0,10}|&[a-z]{2,5};|\n){0,40}") {
            let text = to_text(&html);
            prop_assert_eq!(text.trim(), text.as_str());
            prop_assert!(!text.contains("\n\n\n") && !text.contains("  "));
        }
    }
}
