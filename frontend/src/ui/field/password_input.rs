use leptos::prelude::*;

use super::context::FieldContext;
use crate::ui::binding::Binding;
use crate::ui::icon::Icon;

/// A password, hidden until the reader asks to see it.
#[component]
pub fn PasswordInput(
    /// The password.
    #[prop(into)]
    value: Binding<String>,
    /// A password to be made: password managers then offer one. Else the one in use.
    #[prop(optional)]
    new: bool,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    let shown = RwSignal::new(false);
    let icon = Signal::derive(move || if shown.get() { icondata::LuEyeOff } else { icondata::LuEye });
    view! {
        <div class="input sc-input">
            <input
                id=field.id.clone()
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete=if new { "new-password" } else { "current-password" }
                autocapitalize="none"
                spellcheck="false"
                required=field.required
                disabled=move || disabled.get()
                aria-invalid=field.aria_invalid()
                aria-describedby=move || described_by.get()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <button
                type="button"
                class="sc-input__button"
                aria-pressed=move || shown.get().to_string()
                aria-label="Show password"
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                <Icon icon=icon />
            </button>
        </div>
    }
}
