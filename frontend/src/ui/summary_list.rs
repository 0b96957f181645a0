//! Sums and facts, one a line.

use leptos::prelude::*;

/// A list of names and values: the totals of a cart, the facts of an order.
#[component]
pub fn SummaryList(
    /// [`SummaryRow`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="sc-summary">{children()}</dl> }
}

/// One line of a [`SummaryList`].
#[component]
pub fn SummaryRow(
    /// The name: "Shipping".
    #[prop(into)]
    label: Signal<String>,
    /// How the value came about: "2 to 4 days", "20 % VAT included".
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// The last line: larger, under a rule.
    #[prop(optional)]
    total: bool,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="sc-summary__row" class:sc-summary__row--total=total>
            <dt>
                {move || label.get()}
                <span class="block text-xs font-normal text-ink-muted empty:hidden">
                    {move || hint.get()}
                </span>
            </dt>
            <dd>{children()}</dd>
        </div>
    }
}
