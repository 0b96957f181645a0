use leptos::prelude::*;

use super::ButtonSize;
use crate::ui::icon::Icon;

/// A square button that shows only an icon. Listen with `on:click`.
#[component]
pub fn IconButton(
    /// What it does, in words: the accessible name and the tooltip.
    #[prop(into)]
    label: Signal<String>,
    /// What it shows.
    #[prop(into)]
    icon: Signal<icondata::Icon>,
    /// Medium (40 px) when not given.
    #[prop(optional)]
    size: ButtonSize,
    /// Cannot be pressed now.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// For a toggle: whether it is on.
    #[prop(into, optional)]
    pressed: Signal<Option<bool>>,
) -> impl IntoView {
    let class = match size {
        ButtonSize::Small => "btn btn-ghost btn-square btn-sm",
        ButtonSize::Medium => "btn btn-ghost btn-square",
        ButtonSize::Large => "btn btn-ghost btn-square btn-lg",
    };
    view! {
        <button
            type="button"
            class=class
            title=move || label.get()
            aria-label=move || label.get()
            aria-pressed=move || pressed.get().map(|on| on.to_string())
            disabled=move || disabled.get()
        >
            <Icon icon=icon size="1.25em" />
        </button>
    }
}
