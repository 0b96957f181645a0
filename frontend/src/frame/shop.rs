use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::components::Outlet;
use leptos_router::hooks::{use_location, use_navigate};

use super::arrival::Arrival;
use super::suggesting::use_suggesting;
use crate::features::account::sign_out;
use crate::features::cart::use_cart;
use crate::features::catalog::{Filters, use_categories};
use crate::routes::{Route, query_value};
use crate::session::{Session, use_session};
use crate::ui::{AppShell, FooterColumn, NavItem, Promise, use_toasts};

/// Header and footer of the shop around the page.
#[component]
pub fn ShopFrame() -> impl IntoView {
    let session = use_session();
    let toasts = use_toasts();
    let cart = use_cart();
    let categories = use_categories();
    let location = use_location();
    let navigate = use_navigate();
    let go_search = use_navigate();
    let go_suggested = use_navigate();
    let suggesting = use_suggesting();
    Arrival::provide();

    let categories = Signal::derive(move || {
        let links = categories.outermost().into_iter();
        links.map(|category| NavItem::new(category.name, Route::category(category.slug))).collect::<Vec<_>>()
    });
    let sign_in = move || {
        let search = location.search.get();
        let here =
            format!("{}{}{}", location.pathname.get(), if search.is_empty() { "" } else { "?" }, search);
        Route::Login(Some(here).filter(|here| *here != Route::Home.path())).path()
    };
    let on_search = move |words: String| {
        let target = Route::Search(Filters { words, ..Filters::default() });
        go_search(&target.path(), leptos_router::NavigateOptions::default());
    };
    let on_choose = move |href: String| go_suggested(&href, leptos_router::NavigateOptions::default());
    let on_sign_out = move |()| {
        let navigate = navigate.clone();
        spawn_local(async move { sign_out(session, toasts, navigate).await });
    };
    let search = location.search;
    view! {
        <AppShell
            home_href=Route::Home.path()
            categories=categories
            query=Signal::derive(move || query_value(&search.get(), "q").unwrap_or_default())
            on_search=on_search
            on_type=move |typed: String| suggesting.typed.set(typed)
            suggestions=suggesting.suggestions
            on_choose=on_choose
            account=Signal::derive(move || session.user().map(|user| user.username))
            account_items=Signal::derive(move || account_items(session))
            sign_in_href=Signal::derive(sign_in)
            on_sign_out=on_sign_out
            cart_href=Route::Cart.path()
            cart_count=Signal::derive(move || cart.count())
            footer=Signal::derive(move || footer(session))
            promises=promises()
        >
            <Outlet />
        </AppShell>
    }
}

fn account_items(session: Session) -> Vec<NavItem> {
    if session.is_signed_in() != Some(true) {
        return Vec::new();
    }
    let own = [NavItem::new("My orders", Route::Orders), NavItem::new("Profile", Route::Profile)];
    let staff = session.is_staff().then(|| NavItem::new("Staff area", Route::Admin));
    own.into_iter().chain(staff).collect()
}

fn footer(session: Session) -> Vec<FooterColumn> {
    let shop = [NavItem::new("Home", Route::Home), NavItem::new("Everything", Route::everything())];
    let terms = session.terms_url().map(|url| NavItem::new("Terms", url));
    vec![
        FooterColumn::new("Shop", shop.into_iter().chain(terms).collect()),
        FooterColumn::new(
            "Your account",
            vec![
                NavItem::new("Cart", Route::Cart),
                NavItem::new("My orders", Route::Orders),
                NavItem::new("Profile", Route::Profile),
            ],
        ),
    ]
}

fn promises() -> Vec<Promise> {
    vec![
        Promise {
            icon: icondata::LuCreditCard,
            title: "Paid on a secure page",
            text: "Your card goes to the payment provider alone. We never see its number.",
        },
        Promise {
            icon: icondata::LuEyeOff,
            title: "Nobody follows you",
            text: "No trackers, no adverts, nothing loaded from other sites.",
        },
        Promise {
            icon: icondata::LuPackageCheck,
            title: "In stock means in stock",
            text: "What is in your checkout is held for you until you have paid.",
        },
    ]
}
