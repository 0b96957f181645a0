//! Sheets on the paper.

use leptos::prelude::*;

/// A sheet that holds what belongs together, with an optional title and actions.
#[component]
pub fn Card(
    /// Heading of the sheet.
    #[prop(into, optional)]
    title: Signal<Option<String>>,
    /// Id of the heading, which can take the focus then: what the sheet holds has become something else.
    #[prop(into, optional)]
    heading_id: Option<String>,
    /// One line under the title.
    #[prop(into, optional)]
    description: Signal<Option<String>>,
    /// Buttons at the right of the title.
    #[prop(into, optional)]
    actions: ViewFnOnce,
    /// No inner space, for a table or a picture that fills it.
    #[prop(optional)]
    flush: bool,
    /// The content.
    children: Children,
) -> impl IntoView {
    let inner = if flush { "" } else { "p-5 sm:p-6" };
    view! {
        // Only what fills the sheet has to be cut at its corners; a list that opens in it may stand out.
        <section class="min-w-0 rounded-card border border-line bg-surface" class:overflow-hidden=flush>
            <div
                class="flex flex-wrap items-start justify-between gap-3 px-5 pt-5 sm:px-6"
                class:pb-4=flush
                class:hidden=move || title.get().is_none()
            >
                <div>
                    <h2 class="text-lg" tabindex=heading_id.is_some().then_some("-1") id=heading_id>
                        {move || title.get()}
                    </h2>
                    <p class="text-sm text-ink-muted empty:hidden">{move || description.get()}</p>
                </div>
                <div class="flex flex-wrap gap-2 empty:hidden">{actions.run()}</div>
            </div>
            <div class=inner>{children()}</div>
        </section>
    }
    .into_any()
}
