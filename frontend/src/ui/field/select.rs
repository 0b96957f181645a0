use leptos::prelude::*;

use super::context::FieldContext;
use crate::ui::binding::Binding;

/// One thing to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectOption {
    /// What is kept when it is chosen.
    pub value: String,
    /// What the reader sees.
    pub label: String,
}

impl SelectOption {
    /// An option that shows `label` and stands for `value`.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// One of several things, in the browser's own list.
#[component]
pub fn Select(
    /// The chosen option's value.
    #[prop(into)]
    value: Binding<String>,
    /// What can be chosen, in this order.
    #[prop(into)]
    options: Signal<Vec<SelectOption>>,
    /// First entry when nothing is chosen yet, with the empty value.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// What the browser may fill in, such as `country`.
    #[prop(into, optional)]
    autocomplete: Option<String>,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    let options = move || {
        let first = placeholder.get().map(|label| SelectOption::new("", label));
        first
            .into_iter()
            .chain(options.get())
            .map(|option| {
                let own = option.value.clone();
                let selected = move || value.get() == own;
                view! {
                    <option value=option.value prop:selected=selected>
                        {option.label}
                    </option>
                }
            })
            .collect_view()
    };
    view! {
        <select
            id=field.id.clone()
            class="select sc-select"
            autocomplete=autocomplete
            required=field.required
            disabled=move || disabled.get()
            aria-invalid=field.aria_invalid()
            aria-describedby=move || described_by.get()
            on:change:target=move |event| value.set(event.target().value())
        >
            {options}
        </select>
    }
}
