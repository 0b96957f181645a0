use leptos::prelude::*;
use leptos_router::components::A;

use super::NavItem;
use super::logo::Logo;
use super::menu::AccountMenu;
use crate::ui::button::IconButton;
use crate::ui::icon::Icon;
use crate::ui::suggest_box::{SuggestBox, Suggestion};

/// What the header shows; the same as of [`AppShell`](super::AppShell).
#[derive(Clone, Copy)]
pub(super) struct HeaderData {
    pub(super) home_href: Signal<String>,
    pub(super) categories: Signal<Vec<NavItem>>,
    pub(super) query: Signal<String>,
    pub(super) on_search: Callback<String>,
    pub(super) on_type: Callback<String>,
    pub(super) suggestions: Signal<Vec<Suggestion>>,
    pub(super) on_choose: Callback<String>,
    pub(super) account: Signal<Option<String>>,
    pub(super) account_items: Signal<Vec<NavItem>>,
    pub(super) sign_in_href: Signal<String>,
    pub(super) on_sign_out: Callback<()>,
    pub(super) cart_href: Signal<String>,
    pub(super) cart_count: Signal<u32>,
}

#[component]
pub(super) fn Header(data: HeaderData, drawer_open: RwSignal<bool>) -> impl IntoView {
    view! {
        <header class="sc-header">
            <div class="sc-container sc-header__bar">
                <div class="lg:hidden">
                    <IconButton
                        label="Menu"
                        icon=icondata::LuMenu
                        on:click=move |_| drawer_open.set(true)
                    />
                </div>
                <Logo href=data.home_href.get_untracked() />
                <div class="sc-header__search">
                    <SuggestBox
                        query=data.query
                        label="Search products"
                        on_search=data.on_search
                        on_type=data.on_type
                        suggestions=data.suggestions
                        on_choose=data.on_choose
                    />
                </div>
                <div class="sc-header__tools">
                    <AccountMenu
                        account=data.account
                        items=data.account_items
                        sign_in_href=data.sign_in_href
                        on_sign_out=data.on_sign_out
                    />
                    <CartLink href=data.cart_href count=data.cart_count />
                </div>
            </div>
            <nav class="sc-container sc-header__nav" aria-label="Categories">
                {category_links(data.categories)}
            </nav>
        </header>
    }
    .into_any()
}

#[component]
fn CartLink(href: Signal<String>, count: Signal<u32>) -> impl IntoView {
    let name = move || match count.get() {
        0 => "Cart, empty".to_owned(),
        1 => "Cart, 1 item".to_owned(),
        many => format!("Cart, {many} items"),
    };
    let shown = move || match count.get() {
        many if many > 99 => "99+".to_owned(),
        few => few.to_string(),
    };
    view! {
        <a class="sc-header__tool" href=move || href.get()>
            <span class="relative inline-flex">
                <Icon icon=icondata::LuShoppingBag size="1.35em" />
                <span
                    class="sc-header__count"
                    class:hidden=move || count.get() == 0
                    aria-hidden="true"
                >
                    {shown}
                </span>
            </span>
            <span class="max-md:hidden" aria-hidden="true">
                "Cart"
            </span>
            <span class="sr-only">{name}</span>
        </a>
    }
    .into_any()
}

fn category_links(categories: Signal<Vec<NavItem>>) -> impl IntoView {
    let each = |item: NavItem| {
        view! {
            <A href=item.href exact=item.exact attr:class="sc-header__link">
                {item.label}
            </A>
        }
    };
    move || categories.get().into_iter().map(each).collect_view()
}
