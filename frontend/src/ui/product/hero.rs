use leptos::prelude::*;

use super::gallery::{Loading, Picture};

/// The head of the home page: what the shop promises, and a few of its things. Holds the page's `<h1>`.
#[component]
pub fn Hero(
    /// The promise, short.
    #[prop(into)]
    title: String,
    /// A sentence or two.
    #[prop(into)]
    lead: String,
    /// Up to three pictures beside it; decoration, shown where there is room.
    #[prop(into)]
    pictures: Signal<Vec<Picture>>,
    /// What to do: a search, links.
    children: Children,
) -> impl IntoView {
    const PLACES: [&str; 3] =
        ["col-span-3 row-span-2", "col-span-2 row-start-1 col-start-4", "col-span-2 row-start-2 col-start-4"];
    let pictures = move || {
        // Not at once: where there is no room for them, they are not even fetched.
        let shown = pictures.get().into_iter().zip(PLACES).map(|(picture, place)| {
            let image = Picture { alt: String::new(), ..picture }.image(Loading::Later, "24rem");
            view! {
                <div class=format!(
                    "overflow-hidden rounded-card bg-surface [&>img]:size-full [&>img]:object-cover {place}",
                )>{image}</div>
            }
        });
        shown.collect_view()
    };
    view! {
        <div class="grid items-center gap-x-12 gap-y-8 rounded-card bg-brand-soft px-6 py-10 sm:px-10 sm:py-14 lg:grid-cols-2 lg:py-10">
            <div class="flex min-w-0 flex-col gap-5">
                <h1 class="text-3xl text-balance sm:text-5xl">{title}</h1>
                <p class="max-w-[46ch] text-lg text-ink-muted">{lead}</p>
                {children()}
            </div>
            <div class="hidden h-88 grid-cols-5 grid-rows-2 gap-4 lg:grid" aria-hidden="true">
                {pictures}
            </div>
        </div>
    }
}
