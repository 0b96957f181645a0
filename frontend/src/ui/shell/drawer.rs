use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

use super::NavItem;
use crate::ui::binding::Binding;
use crate::ui::button::IconButton;
use crate::ui::dialog::follow;
use crate::ui::theme::ThemeToggle;

/// The navigation of a small screen, from the left edge. Closes when a link in it is followed.
#[component]
pub(super) fn Drawer(
    open: RwSignal<bool>,
    /// What to browse.
    categories: Signal<Vec<NavItem>>,
    /// The reader's own pages, when signed in.
    account_items: Signal<Vec<NavItem>>,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    follow(element, Binding::from(open));
    view! {
        <dialog
            class="sc-drawer"
            node_ref=element
            aria-label="Menu"
            on:close=move |_| open.set(false)
        >
            <div class="flex items-center justify-between">
                <p class="font-display text-lg">"Browse"</p>
                <IconButton
                    label="Close menu"
                    icon=icondata::LuX
                    on:click=move |_| open.set(false)
                />
            </div>
            <nav aria-label="Categories" on:click=move |_| open.set(false)>
                {links(categories)}
            </nav>
            <nav
                class="mt-4 border-t border-line pt-4"
                class:hidden=move || account_items.read().is_empty()
                aria-label="Account"
                on:click=move |_| open.set(false)
            >
                {links(account_items)}
            </nav>
            <div class="mt-6">
                <ThemeToggle />
            </div>
        </dialog>
    }
    .into_any()
}

fn links(items: Signal<Vec<NavItem>>) -> impl IntoView {
    let each = |item: NavItem| {
        view! {
            <li>
                <A href=item.href exact=item.exact attr:class="sc-drawer__link">
                    {item.label}
                </A>
            </li>
        }
    };
    view! { <ul>{move || items.get().into_iter().map(each).collect_view()}</ul> }
}
