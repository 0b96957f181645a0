use leptos::prelude::*;

use super::gallery::{Loading, Picture};
use crate::ui::badge::{Badge, Tone};

/// A picture with what it shows and what can be done with it, for those who keep it.
#[component]
pub fn PictureSheet(
    /// The picture.
    picture: Picture,
    /// It stands for the product where there is room for one.
    #[prop(into)]
    first: Signal<bool>,
    /// Buttons.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let told = if picture.alt.is_empty() { "Not described".to_owned() } else { picture.alt.clone() };
    // The words stand under it.
    let picture = Picture { alt: String::new(), ..picture };
    view! {
        <li class="flex min-w-0 flex-col gap-2">
            <span class="relative grid aspect-[4/5] place-items-center overflow-hidden rounded-card bg-ground [&>img]:size-full [&>img]:object-cover">
                {picture.image(Loading::Later, "(min-width: 64rem) 13rem, (min-width: 40rem) 33vw, 50vw")}
                <Show when=move || first.get()>
                    <span class="absolute top-2 left-2">
                        <Badge tone=Tone::Accent>"Main picture"</Badge>
                    </span>
                </Show>
            </span>
            <p class="text-sm break-words text-ink-muted">{told}</p>
            {children.map(|children| view! { <div class="mt-auto flex flex-wrap gap-1">{children()}</div> })}
        </li>
    }
}

/// Pictures in their order: two in a row on a phone, up to five on a wide screen.
#[component]
pub fn PictureSheets(
    /// What the list is, for screen readers: "Pictures in their order".
    #[prop(into)]
    label: String,
    /// [`PictureSheet`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <ol class="grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 lg:grid-cols-5" aria-label=label>
            {children()}
        </ol>
    }
}
