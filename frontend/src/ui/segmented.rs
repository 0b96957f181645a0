//! One of a few, and the pages beside this one.

use leptos::prelude::*;
use leptos_router::components::A;

use super::binding::Binding;
use super::shell::NavItem;
use super::unique_id::unique_id;

/// One choice of a [`SegmentedControl`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is kept when it is chosen.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

impl Choice {
    /// A choice that shows `label` and stands for `value`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of two to five choices that changes what is shown at once. Radio buttons underneath: arrow keys work.
#[component]
pub fn SegmentedControl(
    /// The accessible name: "Period".
    #[prop(into)]
    label: Signal<String>,
    /// The chosen value.
    #[prop(into)]
    value: Binding<String>,
    /// The choices, in this order.
    choices: Vec<Choice>,
) -> impl IntoView {
    let name = unique_id("choice");
    let choices = choices
        .into_iter()
        .map(|choice| {
            let (own, kept) = (choice.value.clone(), choice.value.clone());
            view! {
                <label class="sc-segmented__choice">
                    <input
                        type="radio"
                        class="sr-only"
                        name=name.clone()
                        value=choice.value
                        prop:checked=move || value.get() == own
                        on:change=move |_| value.set(kept.clone())
                    />
                    <span>{choice.label}</span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="sc-segmented" role="radiogroup" aria-label=move || label.get()>
            {choices}
        </div>
    }
}

/// Links between pages of one area, such as the account's. The page one is on is marked.
#[component]
pub fn TabLinks(
    /// The accessible name: "Account".
    #[prop(into)]
    label: Signal<String>,
    /// The pages.
    #[prop(into)]
    items: Signal<Vec<NavItem>>,
) -> impl IntoView {
    let links = move || {
        items
            .get()
            .into_iter()
            .map(|item| {
                view! {
                    <A href=item.href exact=item.exact attr:class="sc-tab">
                        {item.label}
                    </A>
                }
            })
            .collect_view()
    };
    view! {
        <nav class="sc-tabs" aria-label=move || label.get()>
            {links}
        </nav>
    }
}
