use leptos::prelude::*;

/// Above a table: a search that takes the room there is, and filters beside it.
#[component]
pub fn ListBar(
    /// A [`SearchBox`](crate::ui::SearchBox).
    #[prop(into)]
    search: ViewFnOnce,
    /// Selects and buttons.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="sc-list-bar">
            <div class="sc-list-bar__search">{search.run()}</div>
            <div class="sc-list-bar__filters">{children()}</div>
        </div>
    }
    .into_any()
}

/// What can be done with the ticked rows. Stays in view while there are some.
#[component]
pub fn SelectionBar(
    /// Ticks all rows; a [`Checkbox`](crate::ui::Checkbox).
    #[prop(into)]
    select_all: ViewFnOnce,
    /// How many rows are ticked.
    #[prop(into)]
    selected: Signal<usize>,
    /// Buttons, shown as soon as a row is ticked.
    #[prop(into)]
    actions: ViewFn,
) -> impl IntoView {
    let active = move || selected.get() > 0;
    view! {
        <div class="sc-selection-bar" class:sc-selection-bar--active=active>
            {select_all.run()}
            <p class="text-ink-muted tabular-nums" aria-live="polite">
                {move || match selected.get() {
                    0 => String::new(),
                    some => format!("{some} selected"),
                }}
            </p>
            <div class="sc-selection-bar__actions">
                {move || active().then(|| actions.run())}
            </div>
        </div>
    }
    .into_any()
}
