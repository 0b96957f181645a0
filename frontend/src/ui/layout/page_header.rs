use leptos::prelude::*;

/// The title of a page: its only `<h1>`.
#[component]
pub fn PageHeader(
    /// The `<h1>`.
    #[prop(into)]
    title: Signal<String>,
    /// One or two sentences under it.
    #[prop(into, optional)]
    lead: Signal<Option<String>>,
    /// Buttons at the right.
    #[prop(into, optional)]
    actions: ViewFnOnce,
    /// What stands above the title, such as [`Breadcrumbs`](crate::ui::Breadcrumbs).
    #[prop(into, optional)]
    above: ViewFnOnce,
) -> impl IntoView {
    view! {
        <header class="sc-page-header">
            <div class="mb-3 empty:hidden">{above.run()}</div>
            <div class="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
                <div class="min-w-0">
                    <h1 class="text-3xl sm:text-4xl">{move || title.get()}</h1>
                    <p class="mt-2 max-w-measure text-ink-muted empty:hidden">
                        {move || lead.get()}
                    </p>
                </div>
                <div class="flex flex-wrap gap-2 empty:hidden">{actions.run()}</div>
            </div>
        </header>
    }
    .into_any()
}

/// A part of a page under an `<h2>`.
#[component]
pub fn Section(
    /// The `<h2>`.
    #[prop(into)]
    title: Signal<String>,
    /// A sentence under it.
    #[prop(into, optional)]
    lead: Signal<Option<String>>,
    /// Links or buttons at the right of the title.
    #[prop(into, optional)]
    actions: ViewFnOnce,
    /// The content.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="sc-section">
            <div class="mb-5 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
                <div class="min-w-0">
                    <h2 class="text-2xl">{move || title.get()}</h2>
                    <p class="mt-1 max-w-measure text-ink-muted empty:hidden">
                        {move || lead.get()}
                    </p>
                </div>
                <div class="flex flex-wrap items-center gap-3 empty:hidden">{actions.run()}</div>
            </div>
            {children()}
        </section>
    }
    .into_any()
}
