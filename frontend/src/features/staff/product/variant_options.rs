use leptos::prelude::*;

use super::editing::Editing;
use super::variant_draft::{FIRST_VALUE_FIELD, OPTION_FIELDS, OptionDraft, VariantDraft};
use crate::forms::FormState;
use crate::ui::{Binding, Field, Grid, TextInput};

/// A value for each option of the product. A product without options gets its first one here with a further variant, and
/// the variant that it has a value of it.
#[component]
pub(super) fn OptionFields(
    editing: Editing,
    form: FormState,
    draft: RwSignal<VariantDraft>,
    /// Whether a variant is added, rather than changed.
    adds: bool,
) -> impl IntoView {
    let first_option = adds && editing.product.with_untracked(|product| product.options.is_empty());
    let names: Vec<String> =
        draft.with_untracked(|draft| draft.options.iter().map(|option| option.name.clone()).collect());
    let fields = names.into_iter().zip(OPTION_FIELDS).enumerate().map(move |(index, (name, pointers))| {
        let value = option_part(form, draft, index, pointers.1, |option| &mut option.value);
        let label = if first_option { "Its value, such as Blue".to_owned() } else { name };
        let name_field = first_option.then(|| {
            let value = option_part(form, draft, index, pointers.0, |option| &mut option.name);
            view! {
                <Field
                    label="What differs, such as Colour"
                    required=true
                    id=FormState::id(pointers.0)
                    error=form.error(pointers.0)
                >
                    <TextInput value=value autocomplete="off" />
                </Field>
            }
        });
        let first_field = first_option.then(|| first_value_field(form, draft, index));
        view! {
            {name_field}
            <Field
                label=label
                required=true
                id=FormState::id(pointers.1)
                error=either(form.error(pointers.1), form.error("/options"))
            >
                <TextInput value=value autocomplete="off" />
            </Field>
            {first_field}
        }
    });
    view! { <Grid columns=2>{fields.collect_view()}</Grid> }
}

/// What shoppers choose to get the variant that was alone so far.
fn first_value_field(form: FormState, draft: RwSignal<VariantDraft>, index: usize) -> impl IntoView {
    let value = option_part(form, draft, index, FIRST_VALUE_FIELD, |option| &mut option.first_value);
    view! {
        <Field
            label="The value of the one there is, such as Red"
            required=true
            id=FormState::id(FIRST_VALUE_FIELD)
            error=either(form.error(FIRST_VALUE_FIELD), form.error("/first_variant_values"))
        >
            <TextInput value=value autocomplete="off" />
        </Field>
    }
}

/// One text of one option.
fn option_part(
    form: FormState,
    draft: RwSignal<VariantDraft>,
    index: usize,
    pointer: &'static str,
    field: fn(&mut OptionDraft) -> &mut String,
) -> Binding<String> {
    let read = Signal::derive(move || {
        draft.get().options.get_mut(index).map(|option| field(option).clone()).unwrap_or_default()
    });
    Binding::new(read, move |value: String| {
        form.touched(pointer);
        form.touched("/options");
        form.touched("/first_variant_values");
        draft.update(|draft| {
            if let Some(option) = draft.options.get_mut(index) {
                *field(option) = value;
            }
        });
    })
}

fn either(one: Signal<Option<String>>, other: Signal<Option<String>>) -> Signal<Option<String>> {
    Signal::derive(move || one.get().or_else(|| other.get()))
}
