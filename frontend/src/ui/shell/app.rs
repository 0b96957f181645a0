use leptos::prelude::*;

use super::drawer::Drawer;
use super::footer::{Footer, FooterColumn, Promise};
use super::header::{Header, HeaderData};
use super::{MAIN_ID, NavItem};
use crate::ui::icon::SkipLink;
use crate::ui::suggest_box::Suggestion;

/// Header and footer of the shop, with the page between them.
#[component]
pub fn AppShell(
    /// The home page.
    #[prop(into, default = Signal::stored("/".to_owned()))]
    home_href: Signal<String>,
    /// What to browse.
    #[prop(into)]
    categories: Signal<Vec<NavItem>>,
    /// What was searched for, to stand in the search field.
    #[prop(into, optional)]
    query: Signal<String>,
    /// Searches for these words.
    #[prop(into)]
    on_search: Callback<String>,
    /// What was typed into the search field so far.
    #[prop(into)]
    on_type: Callback<String>,
    /// What may be meant by it.
    #[prop(into)]
    suggestions: Signal<Vec<Suggestion>>,
    /// Goes to the page of a suggestion.
    #[prop(into)]
    on_choose: Callback<String>,
    /// Name of who is signed in; none when nobody is.
    #[prop(into)]
    account: Signal<Option<String>>,
    /// Pages of who is signed in; empty when nobody is.
    #[prop(into)]
    account_items: Signal<Vec<NavItem>>,
    /// Where to sign in.
    #[prop(into)]
    sign_in_href: Signal<String>,
    /// Signs out.
    #[prop(into)]
    on_sign_out: Callback<()>,
    /// The cart's page.
    #[prop(into)]
    cart_href: Signal<String>,
    /// Units in the cart.
    #[prop(into)]
    cart_count: Signal<u32>,
    /// Columns of links in the footer.
    #[prop(into, optional)]
    footer: Signal<Vec<FooterColumn>>,
    /// Why one can trust the shop, above the footer.
    #[prop(optional)]
    promises: Vec<Promise>,
    /// The page.
    children: Children,
) -> impl IntoView {
    let drawer_open = RwSignal::new(false);
    let data = HeaderData {
        home_href,
        categories,
        query,
        on_search,
        on_type,
        suggestions,
        on_choose,
        account,
        account_items,
        sign_in_href,
        on_sign_out,
        cart_href,
        cart_count,
    };
    view! {
        <SkipLink target=MAIN_ID />
        <div class="sc-shell">
            <Header data=data drawer_open=drawer_open />
            <Drawer open=drawer_open categories=categories account_items=account_items />
            <main id=MAIN_ID tabindex="-1" class="sc-main">
                {children()}
            </main>
            <Footer columns=footer promises=promises />
        </div>
    }
    .into_any()
}
