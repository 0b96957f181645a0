//! Several of a few.

use leptos::prelude::*;

/// Checkboxes that belong together, with one place to say what is wrong with the choice.
#[component]
pub fn CheckGroup(
    /// The accessible name: "Categories".
    #[prop(into)]
    label: Signal<String>,
    /// Id of the group, which can take the focus when something is wrong with the choice.
    #[prop(into, optional)]
    id: Option<String>,
    /// What is wrong with the choice, and how to go on.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// The checkboxes.
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class="grid gap-3 sm:grid-cols-2"
            role="group"
            tabindex="-1"
            id=id
            aria-label=move || label.get()
        >
            {children()}
        </div>
        <p class="sc-field__error empty:hidden" role="alert">
            {move || error.get()}
        </p>
    }
}
