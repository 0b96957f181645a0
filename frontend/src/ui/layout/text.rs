use leptos::prelude::*;

/// Paragraphs at a readable line length.
///
/// Plain text of the shop's staff goes through `body`: an empty line starts a new paragraph, and nothing
/// in it is read as markup.
#[component]
pub fn Text(
    /// Plain text, split into paragraphs at empty lines.
    #[prop(into, optional)]
    body: Signal<Option<String>>,
    /// Smaller and lighter.
    #[prop(optional)]
    muted: bool,
    /// Markup instead of, or after, `body`.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let class = if muted { "sc-text text-sm text-ink-muted" } else { "sc-text" };
    let paragraphs = move || {
        paragraphs(&body.get().unwrap_or_default())
            .into_iter()
            .map(|paragraph| view! { <p>{paragraph}</p> })
            .collect_view()
    };
    view! { <div class=class>{paragraphs} {children.map(|children| children())}</div> }
}

fn paragraphs(text: &str) -> Vec<String> {
    text.replace("\r\n", "\n")
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn an_empty_line_starts_a_paragraph() {
        assert_eq!(paragraphs("One\nline.\r\n\r\n\n\nTwo."), ["One\nline.", "Two."]);
        assert!(paragraphs(" \n\n ").is_empty());
    }
}
