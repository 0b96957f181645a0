use leptos::prelude::*;

use super::arrival::use_arrival;

/// What stands behind every page's title in the browser's tab.
const TITLE_SUFFIX: &str = "SecureCart";

/// The title in the browser's tab. It stands in the part of a page that has its heading, and tells the frame
/// that the heading is there.
///
/// It is set from here rather than kept in a list of titles for the whole app, which would go on asking for the
/// words of a page that has been left.
#[component]
pub fn PageTitle(
    /// The page in a few words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let arrival = use_arrival();
    Effect::new(move |_| {
        // The page may be on its way out.
        if let Some(text) = text.try_get() {
            document().set_title(&format!("{text} · {TITLE_SUFFIX}"));
            arrival.heading_shown();
        }
    });
}
