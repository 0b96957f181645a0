use leptos::prelude::*;

use super::unique_id;
use crate::ui::icon::{Icon, focus_element};

/// One thing wrong with a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// Id of the input it is about, as given to its field; none when it is about the whole form.
    pub field_id: Option<String>,
    /// What is wrong and how to go on.
    pub message: String,
}

/// What is wrong with a form, above its first field. Takes the focus when it appears; each line leads to
/// its input.
#[component]
pub fn FormErrors(
    /// Nothing is shown while this is empty.
    #[prop(into)]
    errors: Signal<Vec<FormError>>,
    /// What did not happen.
    #[prop(into, default = Signal::stored("This could not be saved yet".to_owned()))]
    title: Signal<String>,
) -> impl IntoView {
    let id = unique_id("errors");
    let wrong = Memo::new(move |_| !errors.read().is_empty());
    let panel = id.clone();
    Effect::new(move |_| {
        if wrong.get() {
            let panel = panel.clone();
            request_animation_frame(move || focus_element(&panel));
        }
    });
    view! {
        <div
            id=id
            tabindex="-1"
            role="alert"
            class="sc-notice bg-bad-soft"
            class:hidden=move || !wrong.get()
        >
            <span class="text-bad">
                <Icon icon=icondata::LuCircleAlert />
            </span>
            <div class="min-w-0">
                <p class="font-semibold">{move || title.get()}</p>
                <ul class="mt-1 list-disc pl-5 text-sm">
                    {move || errors.get().into_iter().map(line).collect_view()}
                </ul>
            </div>
        </div>
    }
}

fn line(error: FormError) -> AnyView {
    let Some(field_id) = error.field_id else {
        return view! { <li>{error.message}</li> }.into_any();
    };
    let href = format!("#{field_id}");
    let go = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_element(&field_id);
    };
    view! {
        <li>
            <a class="sc-link" href=href on:click=go>
                {error.message}
            </a>
        </li>
    }
    .into_any()
}
