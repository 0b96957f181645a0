//! The next piece of a long list.

use leptos::prelude::*;

use super::button::{Button, ButtonKind};

/// "Load more", with how much is shown. Renders nothing to press when all of it is.
#[component]
pub fn LoadMore(
    /// Items shown now.
    #[prop(into)]
    shown: Signal<usize>,
    /// Items there are, when known.
    #[prop(into, optional)]
    total: Signal<Option<usize>>,
    /// There are more.
    #[prop(into)]
    more: Signal<bool>,
    /// The next piece is on its way.
    #[prop(into, optional)]
    busy: Signal<bool>,
    /// Fetches the next piece.
    #[prop(into)]
    on_load: Callback<()>,
) -> impl IntoView {
    let count = move || match total.get() {
        Some(total) => format!("Showing {} of {total}", shown.get()),
        None => format!("Showing {}", shown.get()),
    };
    view! {
        <div class="flex flex-col items-center gap-3 pt-8">
            <p class="text-sm text-ink-muted tabular-nums" aria-live="polite">
                {count}
            </p>
            <Show when=move || more.get()>
                <Button
                    kind=ButtonKind::Secondary
                    busy=busy
                    on:click=move |_| on_load.run(())
                >
                    "Load more"
                </Button>
            </Show>
        </div>
    }
    .into_any()
}
