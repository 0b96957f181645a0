//! Forms: a labelled field, the inputs that go into it, and what is said when something is wrong.

mod account_name;
mod checkbox;
mod context;
mod errors;
mod file_input;
mod files_input;
mod password_input;
mod pick_input;
mod quantity_stepper;
mod select;
mod strength;
mod text_input;
mod textarea;
mod upload_item;

use leptos::context::Provider;
use leptos::prelude::*;

use super::icon::Icon;
use super::unique_id::unique_id;
pub use account_name::AccountName;
pub use checkbox::Checkbox;
use context::FieldContext;
pub use errors::{FormError, FormErrors};
pub use file_input::FileInput;
pub use files_input::FilesInput;
pub use password_input::PasswordInput;
pub use pick_input::PickInput;
pub use quantity_stepper::QuantityStepper;
pub use select::{Select, SelectOption};
pub use strength::StrengthBars;
pub use text_input::{InputKind, TextInput};
pub use textarea::Textarea;
pub use upload_item::{UploadItem, UploadList, UploadState};

/// A label, its input, a hint and, when something is wrong, the reason.
///
/// The input inside takes its id, `required`, `aria-invalid` and `aria-describedby` from here.
#[component]
pub fn Field(
    /// What to enter.
    #[prop(into)]
    label: Signal<String>,
    /// Said before anything is wrong: format, reason, who will see it.
    #[prop(into, optional)]
    hint: Signal<Option<String>>,
    /// What is wrong and how to go on. The field is invalid while this is given.
    #[prop(into, optional)]
    error: Signal<Option<String>>,
    /// Must be filled in. Fields that need not be are marked "optional".
    #[prop(optional)]
    required: bool,
    /// No "optional" mark, for a filter or a search.
    #[prop(optional)]
    unmarked: bool,
    /// The label is for screen readers only.
    #[prop(optional)]
    label_hidden: bool,
    /// Id of the input, when an error summary links to it; made up when not given.
    #[prop(into, optional)]
    id: Option<String>,
    /// The input.
    children: Children,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("field"));
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let context = FieldContext::new(&id, required, hint, error);
    let mark = (!required && !unmarked)
        .then(|| view! { <span class="font-normal text-ink-muted">" (optional)"</span> });
    view! {
        <div class="sc-field" class:sc-field--invalid=move || error.get().is_some()>
            <label class="sc-field__label" class:sr-only=label_hidden for=id>
                {move || label.get()}
                {mark}
            </label>
            <Provider value=context>{children()}</Provider>
            <p class="sc-field__hint" id=hint_id class:hidden=move || hint.get().is_none()>
                {move || hint.get()}
            </p>
            <p
                class="sc-field__error"
                id=error_id
                role="alert"
                class:hidden=move || error.get().is_none()
            >
                <Icon icon=icondata::LuCircleAlert />
                <span>{move || error.get()}</span>
            </p>
        </div>
    }
    .into_any()
}
