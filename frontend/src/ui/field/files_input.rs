use leptos::prelude::*;
use web_sys::File;

use super::context::FieldContext;

/// Chooses files, several at once and as often as one likes; they can be dropped onto it too.
///
/// It keeps none of them: whoever uses it shows what was chosen.
#[component]
pub fn FilesInput(
    /// Told what was chosen.
    on_choose: impl Fn(Vec<File>) + 'static,
    /// The media types that are offered, parted by commas.
    #[prop(into)]
    accept: String,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    view! {
        <input
            type="file"
            multiple
            id=field.id.clone()
            class="sc-file"
            accept=accept
            aria-invalid=field.aria_invalid()
            aria-describedby=move || described_by.get()
            on:change:target=move |event| {
                let input = event.target();
                let files = input.files();
                let count = files.as_ref().map_or(0, web_sys::FileList::length);
                let chosen = (0..count).filter_map(|index| files.as_ref()?.get(index)).collect();
                // Empty again, so that the same file can be chosen once more.
                input.set_value("");
                on_choose(chosen);
            }
        />
    }
}
