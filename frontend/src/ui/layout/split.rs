use leptos::prelude::*;

/// Content at the left and a side that stays in view at the right: product and buy box, cart and summary.
///
/// Where there is no room (below 1024 px, or 768 px with a wide side) the side comes after the content.
#[component]
pub fn SplitLayout(
    /// The side that stays.
    #[prop(into)]
    side: ViewFnOnce,
    /// The side takes the left edge instead, for filters; below 1024 px it comes first.
    #[prop(optional)]
    side_first: bool,
    /// A wider side (40 % instead of 22 rem), for a buy box.
    #[prop(optional)]
    wide_side: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let columns = match (side_first, wide_side) {
        (false, false) => "lg:grid-cols-[minmax(0,1fr)_22rem]",
        (false, true) => "md:grid-cols-[minmax(0,11fr)_minmax(0,9fr)]",
        (true, false) => "lg:grid-cols-[15rem_minmax(0,1fr)]",
        (true, true) => "lg:grid-cols-[20rem_minmax(0,1fr)]",
    };
    let order = if side_first { "lg:order-first max-lg:order-first" } else { "" };
    view! {
        <div class=format!("grid grid-cols-1 items-start gap-x-10 gap-y-8 {columns}")>
            <div class="min-w-0">{children()}</div>
            <aside class=format!("min-w-0 md:sticky md:top-24 {order}")>{side.run()}</aside>
        </div>
    }
    .into_any()
}
