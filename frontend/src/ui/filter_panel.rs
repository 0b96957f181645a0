//! The filters of a listing.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::unique_id::unique_id;

/// Holds filters: open at the side of a wide screen, behind a button on a narrow one.
#[component]
pub fn FilterPanel(
    /// How many filters are in force, said on the button.
    #[prop(into, optional)]
    active: Signal<usize>,
    /// The filters.
    children: Children,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let id = unique_id("filters");
    let controls = id.clone();
    let label = move || match active.get() {
        0 => "Filter and sort".to_owned(),
        some => format!("Filter and sort ({some})"),
    };
    view! {
        <div class="flex flex-col gap-4">
            <div class="lg:hidden">
                <Button
                    kind=ButtonKind::Secondary
                    icon=icondata::LuSlidersHorizontal
                    full=true
                    attr:aria-expanded=move || open.get().to_string()
                    attr:aria-controls=controls
                    on:click=move |_| open.update(|open| *open = !*open)
                >
                    {label}
                </Button>
            </div>
            <div id=id class="flex flex-col gap-4" class:max-lg:hidden=move || !open.get()>
                {children()}
            </div>
        </div>
    }
    .into_any()
}
