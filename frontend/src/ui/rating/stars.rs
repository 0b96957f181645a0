use leptos::prelude::*;

use crate::ui::icon::Icon;

/// Five stars, filled as far as something is rated. Screen readers hear `words` instead.
#[component]
pub fn StarRow(
    /// Tenths of a star: 0 to 50.
    tenths: u32,
    /// The same in words: "4.3 of 5 stars".
    #[prop(into)]
    words: String,
) -> impl IntoView {
    let share = format!("{}%", tenths.min(50).saturating_mul(2));
    view! {
        <span class="sc-stars" role="img" aria-label=words>
            {row()}
            <span class="sc-stars__filled" style:width=share>
                {row()}
            </span>
        </span>
    }
}

fn row() -> impl IntoView {
    (0..5).map(|_| view! { <Icon icon=icondata::LuStar size="1em" /> }).collect_view()
}
