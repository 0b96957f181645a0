//! A bar for work that takes a while.

use leptos::prelude::*;

/// How far something is that takes a while.
#[component]
pub fn Progress(
    /// What is being done, and how far it is, in words: "Checking: 12 of 40 products".
    #[prop(into)]
    label: Signal<String>,
    /// How much is done.
    #[prop(into)]
    done: Signal<u32>,
    /// Of how much; nobody knows yet if there is none.
    #[prop(into)]
    total: Signal<Option<u32>>,
) -> impl IntoView {
    let value = move || total.get().map(|_| done.get().to_string());
    view! {
        <div class="flex flex-col gap-2" role="status">
            <p class="text-sm text-ink">{move || label.get()}</p>
            <progress
                class="sc-progress"
                aria-label=move || label.get()
                max=move || total.get().unwrap_or(1).max(1).to_string()
                value=value
            />
        </div>
    }
}
