use leptos::prelude::*;

use super::editing::Editing;
use super::variant_draft::VariantDraft;
use crate::forms::FormState;
use crate::ui::{Binding, Field, Select, SelectOption};

/// Which of the product's pictures shoppers see when they choose the variant; nothing where there are none.
#[component]
pub(super) fn VariantPicture(
    editing: Editing,
    form: FormState,
    draft: RwSignal<VariantDraft>,
) -> impl IntoView {
    let options = Memo::new(move |_| {
        let product = editing.product.read();
        let pictures = (1..).zip(&product.images).map(|(number, image)| {
            let told = if image.alt.is_empty() { String::new() } else { format!(": {}", image.alt) };
            SelectOption::new(image.id.to_string(), format!("Picture {number}{told}"))
        });
        pictures.collect::<Vec<_>>()
    });
    let value = Binding::new(Signal::derive(move || draft.read().image.clone()), move |image: String| {
        form.touched("/image_id");
        draft.update(|draft| draft.image = image);
    });
    let all = Signal::derive(move || {
        let mut all = vec![SelectOption::new("", "None of its own")];
        all.extend(options.get());
        all
    });
    view! {
        <Show when=move || !options.read().is_empty()>
            <Field
                label="Picture"
                hint=Some("Shown first when this variant is chosen.".to_owned())
                id=FormState::id("/image_id")
                error=form.error("/image_id")
            >
                <Select value=value options=all />
            </Field>
        </Show>
    }
}
