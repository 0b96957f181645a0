use leptos::prelude::*;

use super::context::FieldContext;
use crate::ui::binding::Binding;

/// What is typed, which decides the keyboard of a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InputKind {
    /// Any words.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Telephone,
    /// A web address.
    Url,
    /// Digits only, such as a sign-in code. Not for amounts: those need a separator.
    Digits,
    /// An amount with decimals, kept as text.
    Decimal,
    /// A calendar day, as `2026-01-31`.
    Date,
    /// Words to look for.
    Search,
}

impl InputKind {
    fn html_type(self) -> &'static str {
        match self {
            Self::Text | Self::Digits | Self::Decimal => "text",
            Self::Email => "email",
            Self::Telephone => "tel",
            Self::Url => "url",
            Self::Date => "date",
            Self::Search => "search",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Self::Digits => Some("numeric"),
            Self::Decimal => Some("decimal"),
            _ => None,
        }
    }
}

/// A line of text.
#[component]
pub fn TextInput(
    /// The text.
    #[prop(into)]
    value: Binding<String>,
    /// Any words when not given.
    #[prop(optional)]
    kind: InputKind,
    /// What the browser may fill in, such as `email`, `street-address`, `one-time-code`.
    #[prop(into, optional)]
    autocomplete: Option<String>,
    /// An example, never the label.
    #[prop(into, optional)]
    placeholder: Signal<Option<String>>,
    /// Longest text in characters.
    #[prop(into, optional)]
    max_length: Option<u32>,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// What stands after the text inside the frame: a unit, a currency.
    #[prop(into, optional)]
    suffix: Option<String>,
    /// What stands before the text inside the frame.
    #[prop(into, optional)]
    prefix: Option<String>,
    /// Digits and letters of equal width, for codes.
    #[prop(optional)]
    code: bool,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    view! {
        <div class="input sc-input" class:sc-input--code=code>
            {prefix.map(|text| view! { <span class="text-ink-muted">{text}</span> })}
            <input
                id=field.id.clone()
                type=kind.html_type()
                inputmode=kind.input_mode()
                autocomplete=autocomplete
                autocapitalize=(kind != InputKind::Text).then_some("none")
                spellcheck=(kind != InputKind::Text).then_some("false")
                placeholder=move || placeholder.get()
                maxlength=max_length.map(|length| length.to_string())
                required=field.required
                disabled=move || disabled.get()
                aria-invalid=field.aria_invalid()
                aria-describedby=move || described_by.get()
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            {suffix.map(|text| view! { <span class="text-ink-muted">{text}</span> })}
        </div>
    }
}
