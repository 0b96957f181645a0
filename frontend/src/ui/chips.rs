//! Filters in force and other things chosen, each removable.

use leptos::prelude::*;

use super::icon::Icon;

/// One filter in force, or another thing chosen: pressing it takes it away.
#[component]
pub fn FilterChip(
    /// What is filtered: "Under 50 USD".
    #[prop(into)]
    label: Signal<String>,
    /// Takes the filter away.
    #[prop(into)]
    on_remove: Callback<()>,
    /// What pressing it does, before the label, for screen readers.
    #[prop(default = "Remove filter")]
    verb: &'static str,
) -> impl IntoView {
    view! {
        <button type="button" class="sc-chip" on:click=move |_| on_remove.run(())>
            <span class="sr-only">{verb} " "</span>
            {move || label.get()}
            <Icon icon=icondata::LuX size="1em" />
        </button>
    }
}

/// Holds the chips, and a way to be rid of them all.
#[component]
pub fn FilterChips(
    /// Takes all filters away; the button shows only when this is given.
    #[prop(into, optional)]
    on_clear: Option<Callback<()>>,
    /// What they are.
    #[prop(default = "Filters in force")]
    label: &'static str,
    /// The chips.
    children: Children,
) -> impl IntoView {
    let clear = on_clear.map(|clear| {
        view! {
            <button
                type="button"
                class="sc-link px-1 text-sm"
                on:click=move |_| clear.run(())
            >
                "Clear all"
            </button>
        }
    });
    view! {
        <div class="flex flex-wrap items-center gap-2" role="group" aria-label=label>
            {children()}
            {clear}
        </div>
    }
}
