use leptos::prelude::*;
use web_sys::File;

use super::context::FieldContext;

/// Chooses one file; browsers also take one that is dropped onto it.
#[component]
pub fn FileInput(
    /// What was chosen; none before, and when the choice was taken back.
    chosen: RwSignal<Option<File>, LocalStorage>,
    /// The media types that are offered, parted by commas.
    #[prop(into)]
    accept: String,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    view! {
        <input
            type="file"
            id=field.id.clone()
            class="sc-file"
            accept=accept
            required=field.required
            aria-invalid=field.aria_invalid()
            aria-describedby=move || described_by.get()
            on:change:target=move |event| {
                chosen.set(event.target().files().and_then(|files| files.get(0)));
            }
        />
    }
}
