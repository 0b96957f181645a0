use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::Money;
use securecart_domain::catalog::ProductSort;

use super::categories::use_categories;
use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use super::price_range::PriceRange;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Binding, Checkbox, Field, FilterChip, FilterChips, FilterPanel, Select, SelectOption};

/// Order and filters of a listing. Each choice is an address.
#[component]
pub(super) fn FilterBar(listing: Listing) -> impl IntoView {
    view! {
        <FilterPanel active=Signal::derive(move || listing.filters.with(Filters::narrowing))>
            <SortBy listing=listing />
            <InCategory listing=listing />
            <InStock listing=listing />
            <PriceRange listing=listing />
        </FilterPanel>
    }
}

#[component]
fn SortBy(listing: Listing) -> impl IntoView {
    let refilter = use_refilter(listing);
    let filters = listing.filters;
    let options = move || {
        let searching = filters.with(|filters| !filters.words.is_empty());
        let offered = ProductSort::ALL.iter().filter(|sort| searching || **sort != ProductSort::Relevance);
        offered.map(|sort| SelectOption::new(sort.as_str(), sort_words(*sort))).collect::<Vec<_>>()
    };
    let chosen = Signal::derive(move || filters.with(Filters::order).to_string());
    let choose = move |word: String| {
        let filters = filters.get_untracked();
        let sort = word.parse().ok().filter(|sort| *sort != filters.usual_order());
        refilter(Filters { sort, ..filters });
    };
    view! {
        <Field label="Sort by" unmarked=true>
            <Select value=Binding::new(chosen, choose) options=Signal::derive(options) />
        </Field>
    }
}

fn sort_words(sort: ProductSort) -> &'static str {
    match sort {
        ProductSort::Newest => "Newest first",
        ProductSort::Relevance => "Best match",
        ProductSort::PriceAsc => "Price, low to high",
        ProductSort::PriceDesc => "Price, high to low",
        ProductSort::Name => "Name",
    }
}

#[component]
fn InCategory(listing: Listing) -> impl IntoView {
    let categories = use_categories();
    let navigate = use_navigate();
    let options = move || {
        let each = categories.list().into_iter();
        each.map(|category| SelectOption::new(category.slug, category.name)).collect::<Vec<_>>()
    };
    let chosen = Signal::derive(move || listing.category.get().unwrap_or_default());
    let choose = move |slug: String| {
        let filters = listing.filters.get_untracked().from_start();
        let route = if slug.is_empty() { Route::Search(filters) } else { Route::Category(slug, filters) };
        navigate(&route.path(), NavigateOptions::default());
    };
    view! {
        <Field label="Category" unmarked=true>
            <Select
                value=Binding::new(chosen, choose)
                options=Signal::derive(options)
                placeholder="All categories".to_owned()
            />
        </Field>
    }
}

#[component]
fn InStock(listing: Listing) -> impl IntoView {
    let refilter = use_refilter(listing);
    let filters = listing.filters;
    let checked = Signal::derive(move || filters.with(|filters| filters.in_stock));
    let check = move |in_stock: bool| refilter(Filters { in_stock, ..filters.get_untracked() });
    view! { <Checkbox checked=Binding::new(checked, check) label="In stock only" /> }
}

/// The filters in force as chips that take them away.
#[component]
pub(super) fn FiltersInForce(listing: Listing) -> impl IntoView {
    let session = use_session();
    let refilter = use_refilter(listing);
    move || {
        let filters = listing.filters.get();
        let money = |minor: i64| Money::new(minor, session.currency());
        let chips = [
            filters.in_stock.then(|| ("In stock".to_owned(), Filters { in_stock: false, ..filters.clone() })),
            filters.min_price.map(|minor| {
                (format!("From {}", money(minor)), Filters { min_price: None, ..filters.clone() })
            }),
            filters.max_price.map(|minor| {
                (format!("Up to {}", money(minor)), Filters { max_price: None, ..filters.clone() })
            }),
        ];
        let chips = chips.into_iter().flatten().map(|(label, without)| {
            let refilter = refilter.clone();
            view! { <FilterChip label=label on_remove=move |()| refilter(without.clone()) /> }
        });
        let chips = chips.collect_view();
        let (narrows, widened, clear) = (filters.narrows(), filters.widened(), refilter.clone());
        let clear = move |()| clear(widened.clone());
        narrows.then(|| view! { <FilterChips on_clear=clear>{chips}</FilterChips> })
    }
}
