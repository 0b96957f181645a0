//! Details on demand.

use leptos::prelude::*;

use super::icon::Icon;

/// A line that opens to show more.
#[component]
pub fn Disclosure(
    /// What is inside.
    #[prop(into)]
    summary: Signal<String>,
    /// Open at first.
    #[prop(optional)]
    open: bool,
    /// The details.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="sc-disclosure" open=open>
            <summary>
                <span>{move || summary.get()}</span>
                <Icon icon=icondata::LuChevronDown />
            </summary>
            <div class="pb-5">{children()}</div>
        </details>
    }
}
