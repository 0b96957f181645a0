use leptos::prelude::*;

use crate::ui::binding::Binding;

/// A yes or a no, with its own label. Stands alone, not in a [`Field`](super::Field).
#[component]
pub fn Checkbox(
    /// Whether it is ticked.
    #[prop(into)]
    checked: Binding<bool>,
    /// What a tick means.
    #[prop(into)]
    label: Signal<String>,
    /// A line under the label.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// The label is for screen readers only, as in a table row.
    #[prop(optional)]
    label_hidden: bool,
    /// Drawn as a switch: takes effect at once instead of with the form.
    #[prop(optional)]
    switch: bool,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let control = if switch { "toggle sc-toggle" } else { "checkbox sc-checkbox" };
    view! {
        <label class="sc-check">
            <input
                type="checkbox"
                class=control
                role=switch.then_some("switch")
                disabled=move || disabled.get()
                prop:checked=move || checked.get()
                on:change:target=move |event| checked.set(event.target().checked())
            />
            <span class="min-w-0" class:sr-only=label_hidden>
                <span class="block">{move || label.get()}</span>
                <span class="block text-sm text-ink-muted empty:hidden">{move || hint.get()}</span>
            </span>
        </label>
    }
}
