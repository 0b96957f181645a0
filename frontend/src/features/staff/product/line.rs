use leptos::prelude::*;

use super::form::part;
use crate::forms::FormState;
use crate::ui::{Field, InputKind, TextInput};

/// A field whose input has nothing special.
#[component]
pub(super) fn Line<T: Clone + Send + Sync + 'static>(
    form: FormState,
    draft: RwSignal<T>,
    pointer: &'static str,
    label: &'static str,
    part_of: fn(&mut T) -> &mut String,
    #[prop(into, optional)] hint: Signal<Option<String>>,
    #[prop(optional)] kind: InputKind,
    #[prop(optional)] required: bool,
    #[prop(optional_no_strip)] suffix: Option<String>,
) -> impl IntoView {
    let value = part(form, draft, pointer, part_of);
    let suffix = suffix.unwrap_or_default();
    let input = move || {
        if suffix.is_empty() {
            view! { <TextInput value=value kind=kind autocomplete="off" /> }.into_any()
        } else {
            view! { <TextInput value=value kind=kind autocomplete="off" suffix=suffix.clone() /> }.into_any()
        }
    };
    view! {
        <Field
            label=label
            hint=hint
            required=required
            id=FormState::id(pointer)
            error=form.error(pointer)
        >
            {input()}
        </Field>
    }
}
