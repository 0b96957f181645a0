use leptos::prelude::*;

use super::clipboard::use_copy;
use crate::ui::button::{Button, ButtonKind, ButtonSize};

/// A text to be typed elsewhere, in groups of four, with a button that copies it without them.
#[component]
pub fn CopyText(
    /// The text: letters and digits.
    text: String,
    /// The button: "Copy key".
    #[prop(into)]
    label: String,
    /// What is said then: "The key is copied."
    done: &'static str,
) -> impl IntoView {
    let copy = use_copy();
    let shown = in_groups(&text);
    view! {
        <div class="flex flex-wrap items-center gap-3">
            <code class="rounded-control bg-ground px-3 py-2 wrap-break-word">{shown}</code>
            <Button
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
                icon=icondata::LuCopy
                on:click=move |_| copy(text.clone(), done)
            >
                {label}
            </Button>
        </div>
    }
}

/// Groups of four, so that nobody loses the place.
fn in_groups(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::in_groups;

    #[test]
    fn a_key_is_shown_in_groups_of_four() {
        assert_eq!(in_groups("ABCDEFGHIJ"), "ABCD EFGH IJ");
        assert_eq!(in_groups(""), "");
    }
}
