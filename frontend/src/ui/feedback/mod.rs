//! What a page says while it waits, when there is nothing, and when something went wrong.

mod empty_state;
mod error_panel;
mod notice;
mod skeleton;

pub use empty_state::EmptyState;
pub use error_panel::ErrorPanel;
pub use notice::Notice;
pub use skeleton::{SkeletonBlock, SkeletonCards, SkeletonLines, SkeletonTable};

use leptos::prelude::*;

/// A turning ring that shows itself only after 300 ms: what is faster needs none.
///
/// Decoration: say in words, or with `aria-busy`, what is under way.
#[component]
pub fn Spinner() -> impl IntoView {
    view! { <span class="sc-spinner" aria-hidden="true"></span> }
}
