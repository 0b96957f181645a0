use leptos::prelude::*;
use leptos_meta::Title;

use super::arrival::use_arrival;

/// What stands behind every page's title in the browser's tab.
pub const TITLE_SUFFIX: &str = "SecureCart";

/// The title in the browser's tab. It stands in the part of a page that has its heading, and tells the frame
/// that the heading is there.
#[component]
pub fn PageTitle(
    /// The page in a few words.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let arrival = use_arrival();
    Effect::new(move |_| {
        text.track();
        arrival.heading_shown();
    });
    view! { <Title text=move || format!("{} · {TITLE_SUFFIX}", text.get()) /> }
}
