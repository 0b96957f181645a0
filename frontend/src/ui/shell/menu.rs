use leptos::html;
use leptos::prelude::*;

use super::NavItem;
use crate::ui::icon::Icon;

/// The reader's own menu in the header: what is theirs, and signing out. A link to sign in when nobody is.
#[component]
pub(super) fn AccountMenu(
    /// Name of who is signed in.
    account: Signal<Option<String>>,
    /// Their pages.
    items: Signal<Vec<NavItem>>,
    /// Where to sign in.
    sign_in_href: Signal<String>,
    /// Signs out.
    on_sign_out: Callback<()>,
) -> impl IntoView {
    move || match account.get() {
        None => view! {
            <a class="sc-header__tool" href=move || sign_in_href.get()>
                <Icon icon=icondata::LuUserRound size="1.35em" />
                <span class="max-md:sr-only">"Sign in"</span>
            </a>
        }
        .into_any(),
        Some(name) => view! { <SignedIn name=name items=items on_sign_out=on_sign_out /> }.into_any(),
    }
}

#[component]
fn SignedIn(name: String, items: Signal<Vec<NavItem>>, on_sign_out: Callback<()>) -> impl IntoView {
    let open = RwSignal::new(false);
    let opener = NodeRef::<html::Button>::new();
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            open.set(false);
            if let Some(opener) = opener.get_untracked() {
                // Refused only when the header is gone, and the focus with it.
                opener.focus().ok();
            }
        }
    };
    let links = move || {
        items
            .get()
            .into_iter()
            .map(|item| view! { <a class="sc-menu__item" href=item.href>{item.label}</a> })
            .collect_view()
    };
    view! {
        <div class="relative" on:keydown=close_on_escape>
            <button
                type="button"
                class="sc-header__tool"
                node_ref=opener
                aria-expanded=move || open.get().to_string()
                aria-label=format!("Account of {name}")
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon icon=icondata::LuUserRound size="1.35em" />
                <span class="max-w-32 truncate max-md:sr-only">{name.clone()}</span>
                <Icon icon=icondata::LuChevronDown size="1em" />
            </button>
            <Show when=move || open.get()>
                <div class="fixed inset-0 z-20" on:click=move |_| open.set(false)></div>
            </Show>
            <div class="sc-menu" class:hidden=move || !open.get() on:click=move |_| open.set(false)>
                {links}
                <button
                    type="button"
                    class="sc-menu__item sc-menu__item--last"
                    on:click=move |_| on_sign_out.run(())
                >
                    <Icon icon=icondata::LuLogOut />
                    "Sign out"
                </button>
            </div>
        </div>
    }
    .into_any()
}
