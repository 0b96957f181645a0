use leptos::prelude::*;

/// Size of a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PriceSize {
    /// On a card or in a row.
    #[default]
    Small,
    /// In a buy box.
    Large,
}

/// A price, and what it was before. Takes amounts already written for the reader, such as "42.00 USD".
#[component]
pub fn PriceTag(
    /// What it costs now.
    #[prop(into)]
    price: Signal<String>,
    /// What it cost before, when it costs less now.
    #[prop(into, optional)]
    compare_at: Signal<Option<String>>,
    /// Said before the price when variants differ: "from".
    #[prop(into, optional)]
    prefix: Signal<Option<String>>,
    /// Small when not given.
    #[prop(optional)]
    size: PriceSize,
) -> impl IntoView {
    let class = match size {
        PriceSize::Small => "sc-price",
        PriceSize::Large => "sc-price sc-price--large",
    };
    let before = move || {
        compare_at.get().map(|before| {
            view! {
                <span class="sr-only">", before "</span>
                <s class="sc-price__before">{before}</s>
            }
        })
    };
    view! {
        <p class=class>
            <span class="sr-only">"Price "</span>
            <span class="sc-price__prefix empty:hidden">{move || prefix.get()}</span>
            <span class="sc-price__now" class:sc-price__now--lower=move || compare_at.get().is_some()>
                {move || price.get()}
            </span>
            {before}
        </p>
    }
}
