use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::catalog::ProductSort;

use super::categories::use_categories;
use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use super::option_filters::OptionFilters;
use super::price_range::PriceRange;
use super::tree::category_choices;
use crate::routes::Route;
use crate::ui::{Binding, Checkbox, Field, FilterPanel, Select, SelectOption};

/// Order and filters of a listing. Each choice is an address.
#[component]
pub(super) fn FilterBar(listing: Listing) -> impl IntoView {
    view! {
        <FilterPanel active=Signal::derive(move || listing.filters.with(Filters::narrowing))>
            <SortBy listing=listing />
            <InCategory listing=listing />
            <InStock listing=listing />
            <PriceRange listing=listing />
            <OptionFilters listing=listing />
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
        ProductSort::BestSelling => "Best selling",
    }
}

#[component]
fn InCategory(listing: Listing) -> impl IntoView {
    let categories = use_categories();
    let navigate = use_navigate();
    let options = move || {
        let facets = listing.facets();
        let count = |slug: &str| {
            let counted = facets.as_ref()?.categories.iter().find(|category| category.slug == slug);
            Some(counted.map_or(0, |category| category.count))
        };
        let all = category_choices(&categories.list()).into_iter();
        all.map(|choice| match count(&choice.value) {
            Some(count) => SelectOption { label: format!("{} ({count})", choice.label), ..choice },
            None => choice,
        })
        .collect::<Vec<_>>()
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
    let label = move || match listing.facets() {
        Some(facets) => format!("In stock only ({})", facets.in_stock),
        None => "In stock only".to_owned(),
    };
    view! { <Checkbox checked=Binding::new(checked, check) label=Signal::derive(label) /> }
}
