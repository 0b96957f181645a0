use leptos::prelude::*;

/// The mark: a shopping bag whose handle is the bow of a padlock.
#[component]
pub(super) fn Mark() -> impl IntoView {
    view! {
        <svg class="sc-mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true">
            <path
                class="sc-mark__bow"
                d="M10.5 13V9.5a5.5 5.5 0 0 1 11 0V13"
                fill="none"
                stroke-width="2.6"
                stroke-linecap="round"
            />
            <path
                class="sc-mark__bag"
                d="M6.6 12h18.8a1.6 1.6 0 0 1 1.6 1.75l-1.2 12.4A3.2 3.2 0 0 1 22.6 29H9.4a3.2 3.2 0 0 1-3.2-2.85L5 13.75A1.6 1.6 0 0 1 6.6 12Z"
            />
            <path
                class="sc-mark__key"
                d="M16 17.2a2.3 2.3 0 0 1 1.2 4.26l.5 2.64a.7.7 0 0 1-.7.84h-2a.7.7 0 0 1-.7-.84l.5-2.64A2.3 2.3 0 0 1 16 17.2Z"
            />
        </svg>
    }
}

/// The word-mark, which leads to the home page.
#[component]
pub(super) fn Logo(
    /// The home page.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! {
        <a class="sc-logo" href=href aria-label="SecureCart, home">
            <Mark />
            <span aria-hidden="true">"Secure"<span class="sc-logo__second">"Cart"</span></span>
        </a>
    }
}
