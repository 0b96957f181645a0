use leptos::prelude::*;

use super::gallery::{Loading, Picture};
use crate::ui::icon::Icon;

/// Something in a cart or an order: picture, name, and what it comes to.
#[component]
pub fn LineItem(
    /// Its page; none when there is no longer one.
    #[prop(into, optional_no_strip)]
    href: Option<String>,
    /// Its name.
    #[prop(into)]
    name: String,
    /// Which form of it: "M / Moss".
    #[prop(into, optional_no_strip)]
    detail: Option<String>,
    /// Its picture.
    #[prop(into, optional_no_strip)]
    picture: Option<Picture>,
    /// The price of one: "12.00 USD each".
    #[prop(into, optional)]
    unit: Signal<Option<String>>,
    /// What the line comes to.
    #[prop(into)]
    total: Signal<String>,
    /// How many and what can be done about it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let shown = match picture {
        Some(picture) => Picture { alt: String::new(), ..picture }.image(Loading::Later, "6rem").into_any(),
        None => view! { <Icon icon=icondata::LuImage size="1.5rem" /> }.into_any(),
    };
    let name = match href {
        Some(href) => view! {
            <a class="sc-link sc-link--quiet font-semibold text-ink" href=href>
                {name}
            </a>
        }
        .into_any(),
        None => view! { <span class="font-semibold">{name}</span> }.into_any(),
    };
    view! {
        <li class="flex gap-4 border-b border-line py-5 last:border-0">
            <span class="grid aspect-[4/5] w-20 shrink-0 place-items-center self-start overflow-hidden rounded-control bg-ground text-ink-muted sm:w-24 [&>img]:size-full [&>img]:object-cover">
                {shown}
            </span>
            <div class="flex min-w-0 grow flex-col gap-3">
                <div class="flex flex-wrap items-start justify-between gap-x-4 gap-y-1">
                    <div class="min-w-0">
                        <p class="break-words">{name}</p>
                        {detail
                            .map(|detail| {
                                view! { <p class="text-sm text-ink-muted">{detail}</p> }
                            })}
                        <p class="text-sm text-ink-muted tabular-nums empty:hidden">
                            {move || unit.get()}
                        </p>
                    </div>
                    <p class="font-semibold whitespace-nowrap tabular-nums">{move || total.get()}</p>
                </div>
                {children.map(|children| children())}
            </div>
        </li>
    }
}

/// The lines of a cart or an order.
#[component]
pub fn LineItems(
    /// What the list is, for screen readers: "In your cart".
    #[prop(into)]
    label: String,
    /// [`LineItem`]s.
    children: Children,
) -> impl IntoView {
    view! {
        <ul class="border-y border-line" aria-label=label>
            {children()}
        </ul>
    }
}
