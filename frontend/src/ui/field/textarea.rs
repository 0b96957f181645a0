use leptos::prelude::*;

use super::context::FieldContext;
use crate::ui::binding::Binding;

/// Several lines of text.
#[component]
pub fn Textarea(
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// Lines shown at first; it grows with the text where the browser can.
    #[prop(default = 4)]
    rows: u16,
    /// An example, never the label.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// Longest text in characters; the count is shown.
    #[prop(into, optional)]
    max_length: Option<usize>,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    let count = max_length.map(|limit| {
        view! {
            <p class="text-right text-xs text-ink-muted tabular-nums">
                {move || format!("{} of {limit}", value.get().chars().count())}
            </p>
        }
    });
    view! {
        <textarea
            id=field.id.clone()
            class="textarea sc-textarea"
            rows=rows.to_string()
            placeholder=move || placeholder.get()
            maxlength=max_length.map(|length| length.to_string())
            required=field.required
            disabled=move || disabled.get()
            aria-invalid=field.aria_invalid()
            aria-describedby=move || described_by.get()
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        ></textarea>
        {count}
    }
}
