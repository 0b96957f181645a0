use leptos::prelude::*;

use crate::ui::icon::Icon;

/// Says that there is nothing here, why, and where to go.
#[component]
pub fn EmptyState(
    /// "Your cart is empty".
    #[prop(into)]
    title: Signal<String>,
    /// Why, and what to do about it.
    #[prop(into, optional)]
    detail: Signal<Option<String>>,
    /// What would be here.
    #[prop(optional)]
    icon: Option<icondata::Icon>,
    /// Buttons or links that lead on.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let icon = icon.unwrap_or(icondata::LuPackageOpen);
    view! {
        <div class="flex flex-col items-center gap-3 px-4 py-14 text-center">
            <span class="grid size-16 place-items-center rounded-pill bg-ground text-ink-muted">
                <Icon icon=icon size="1.75rem" />
            </span>
            <h2 class="text-xl">{move || title.get()}</h2>
            <p class="max-w-[46ch] text-ink-muted empty:hidden">{move || detail.get()}</p>
            <div class="mt-2 flex flex-wrap justify-center gap-2 empty:hidden">
                {children.map(|children| children())}
            </div>
        </div>
    }
}
