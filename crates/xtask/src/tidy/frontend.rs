//! Rules about the browser app.

use super::Fault;
use super::source::Source;

/// What the content security policy, or the sense of one place for styles, forbids in views.
const FORBIDDEN: [(&str, &str); 3] = [
    ("style=\"", "the content security policy forbids style attributes: use a class or `style:property=`"),
    ("style=move", "the content security policy forbids style attributes: use a class or `style:property=`"),
    ("inner_html", "text from elsewhere could bring code: build the elements"),
];

/// Colours are tokens: only the styles spell one.
pub(super) fn colours_are_tokens(source: &Source) -> Vec<Fault> {
    if !is_of_the_app(source) {
        return Vec::new();
    }
    let found = source.code().filter(|(_, code)| has_hex_colour(code));
    found
        .map(|(number, _)| Fault::at(source, number, "a colour belongs in frontend/styles/tokens.css"))
        .collect()
}

/// Nothing in a view needs more than the strict policy allows.
pub(super) fn policy_is_kept(source: &Source) -> Vec<Fault> {
    if !is_of_the_app(source) {
        return Vec::new();
    }
    let faults = |(number, code): (usize, &str)| {
        let broken: Vec<_> = FORBIDDEN.iter().filter(|(text, _)| code.contains(text)).collect();
        broken.into_iter().map(|(_, why)| Fault::at(source, number, *why)).collect::<Vec<_>>()
    };
    source.code().flat_map(faults).collect()
}

fn is_of_the_app(source: &Source) -> bool {
    (source.path.starts_with("frontend/src/") && source.is_rust()) || source.path == "frontend/index.html"
}

/// `#` and three, four, six or eight hexadecimal digits, in quotes or before a separator.
fn has_hex_colour(code: &str) -> bool {
    code.split('#').skip(1).any(|rest| {
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let ends = rest
            .as_bytes()
            .get(digits)
            .is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_'));
        matches!(digits, 3 | 4 | 6 | 8) && ends
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source::example;

    #[test]
    fn a_colour_in_a_view_is_found_and_an_anchor_is_not() {
        assert!(has_hex_colour("fill=\"#1f5a45\""));
        assert!(has_hex_colour("color:#fff;"));
        assert!(!has_hex_colour("href=\"#added-things\""));
        assert!(!has_hex_colour("#[component]"));
        assert!(!has_hex_colour("Order #12"));
    }

    #[test]
    fn a_style_attribute_in_a_view_is_found() {
        let path = "frontend/src/features/cart.rs";
        assert_eq!(policy_is_kept(&example(path, "<p style=\"color: red\">")).len(), 1);
        assert_eq!(policy_is_kept(&example(path, "<p style:width=move || width()>")).len(), 0);
        assert_eq!(policy_is_kept(&example("crates/api/src/mail.rs", "<p style=\"color: red\">")).len(), 0);
    }
}
