use leptos::prelude::*;

use super::gallery::{Loading, Picture};
use crate::ui::icon::Icon;

/// A branch of the catalogue as a picture with its name. All of it is one link.
#[component]
pub fn Tile(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Its name.
    #[prop(into)]
    title: String,
    /// How much is there: "8 products".
    #[prop(into, optional_no_strip)]
    detail: Option<String>,
    /// A tinted ground stands in for a missing one.
    #[prop(into, optional_no_strip)]
    picture: Option<Picture>,
) -> impl IntoView {
    let shown = match picture {
        Some(picture) => picture
            .image(Loading::Later, "(min-width: 64rem) 13rem, (min-width: 40rem) 33vw, 50vw")
            .into_any(),
        None => view! { <Icon icon=icondata::LuShapes size="2rem" /> }.into_any(),
    };
    view! {
        <a class="group flex h-full flex-col gap-2 rounded-card no-underline" href=href>
            <span class="grid aspect-[4/3] place-items-center overflow-hidden rounded-card bg-ground text-ink-muted [&>img]:size-full [&>img]:object-cover">
                {shown}
            </span>
            <span class="min-w-0">
                <span class="block font-semibold text-ink group-hover:underline">{title}</span>
                {detail.map(|detail| view! { <span class="block text-sm text-ink-muted">{detail}</span> })}
            </span>
        </a>
    }
}

/// Tiles side by side: two on a phone, all in a row on a wide screen.
#[component]
pub fn TileGrid(
    /// [`Tile`]s.
    children: Children,
) -> impl IntoView {
    view! { <div class="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-6">{children()}</div> }
}
