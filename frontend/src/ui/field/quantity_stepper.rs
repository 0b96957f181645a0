use leptos::prelude::*;

use super::context::FieldContext;
use crate::ui::binding::Binding;
use crate::ui::icon::Icon;

/// How many: a number with a button for one fewer and one more. Stays within `min` and `max`.
#[component]
pub fn QuantityStepper(
    /// The number.
    #[prop(into)]
    value: Binding<u32>,
    /// The accessible name: "Quantity of Walnut tray". Needed also inside a field.
    #[prop(into)]
    label: Signal<String>,
    /// Fewest; 1 when not given.
    #[prop(into, default = Signal::stored(1))]
    min: Signal<u32>,
    /// Most: what is in stock.
    #[prop(into, default = Signal::stored(9_999))]
    max: Signal<u32>,
    /// 32 px instead of 40, for rows of a table.
    #[prop(optional)]
    small: bool,
    /// Cannot be changed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = FieldContext::here();
    let described_by = field.described_by;
    let set = move |wanted: u32| value.set(within(wanted, min.get_untracked(), max.get_untracked()));
    let fewer = move |_| set(value.get_untracked().saturating_sub(1));
    let more = move |_| set(value.get_untracked().saturating_add(1));
    let typed = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        set(input.value().trim().parse().unwrap_or_else(|_| value.get_untracked()));
        input.set_value(&value.get_untracked().to_string());
    };
    view! {
        <div
            class="sc-stepper"
            class:sc-stepper--small=small
            role="group"
            aria-label=move || label.get()
        >
            <button
                type="button"
                aria-label="One fewer"
                disabled=move || disabled.get() || value.get() <= min.get()
                on:click=fewer
            >
                <Icon icon=icondata::LuMinus />
            </button>
            <input
                id=field.id.clone()
                type="text"
                inputmode="numeric"
                autocomplete="off"
                aria-label=move || label.get()
                aria-invalid=field.aria_invalid()
                aria-describedby=move || described_by.get()
                disabled=move || disabled.get()
                prop:value=move || value.get().to_string()
                on:change:target=typed
            />
            <button
                type="button"
                aria-label="One more"
                disabled=move || { disabled.get() || value.get() >= max.get() }
                on:click=more
            >
                <Icon icon=icondata::LuPlus />
            </button>
        </div>
    }
}

/// `max` wins over `min`: there is never more to have than there is.
fn within(wanted: u32, min: u32, max: u32) -> u32 {
    wanted.max(min).min(max)
}

#[cfg(test)]
mod tests {
    use super::within;

    #[test]
    fn a_quantity_stays_within_its_bounds() {
        assert_eq!(within(0, 1, 5), 1);
        assert_eq!(within(9, 1, 5), 5);
        assert_eq!(within(3, 1, 5), 3);
        assert_eq!(within(1, 1, 0), 0, "sold out");
    }
}
