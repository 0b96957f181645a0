//! One of a few that need more than a word each.

use leptos::prelude::*;

use super::binding::Binding;
use super::unique_id::unique_id;

/// One choice of a [`ChoiceList`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChoiceRow {
    /// What is kept when it is chosen.
    pub value: String,
    /// What the reader sees first.
    pub label: String,
    /// A line under the label; may be empty.
    pub detail: String,
    /// What stands at the right edge, such as a price; may be empty.
    pub aside: String,
}

/// One of a few choices, each a row with a line of explanation. Radio buttons underneath: arrow keys work.
#[component]
pub fn ChoiceList(
    /// The accessible name: "Delivery".
    #[prop(into)]
    label: Signal<String>,
    /// Id of the group, which can take the focus when something is wrong with the choice.
    #[prop(into, optional)]
    id: Option<String>,
    /// The chosen value.
    #[prop(into)]
    value: Binding<String>,
    /// The choices, in this order.
    #[prop(into)]
    choices: Signal<Vec<ChoiceRow>>,
    /// What is wrong with the choice, and how to go on.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let name = unique_id("choice");
    let rows = move || {
        let name = name.clone();
        choices.get().into_iter().map(move |choice| row(name.clone(), value, choice)).collect_view()
    };
    view! {
        <div class="sc-choices" role="radiogroup" tabindex="-1" id=id aria-label=move || label.get()>
            {rows}
        </div>
        <p class="sc-field__error empty:hidden" role="alert">
            {move || error.get()}
        </p>
    }
}

fn row(name: String, value: Binding<String>, choice: ChoiceRow) -> impl IntoView {
    let (own, kept) = (choice.value.clone(), choice.value.clone());
    view! {
        <label class="sc-choice">
            <input
                type="radio"
                class="radio sc-choice__dot"
                name=name
                value=choice.value
                prop:checked=move || value.get() == own
                on:change=move |_| value.set(kept.clone())
            />
            <span class="min-w-0 flex-1">
                <span class="block font-semibold">{choice.label}</span>
                <span class="block text-sm text-ink-muted empty:hidden">{choice.detail}</span>
            </span>
            <span class="tabular-nums empty:hidden">{choice.aside}</span>
        </label>
    }
}
