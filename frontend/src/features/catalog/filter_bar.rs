use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::Money;
use securecart_domain::catalog::ProductSort;

use super::categories::use_categories;
use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use crate::forms::sentence;
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Binding, Button, ButtonKind, Checkbox, Field, FilterChip, FilterChips, FilterPanel};
use crate::ui::{InputKind, Select, SelectOption, Stack, TextInput};

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

#[component]
fn PriceRange(listing: Listing) -> impl IntoView {
    let session = use_session();
    let refilter = use_refilter(listing);
    let filters = listing.filters;
    let currency = move || session.currency();
    let (lowest, highest) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let error = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        let text = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency()).amount_text());
        filters.with(|filters| {
            lowest.set(text(filters.min_price).unwrap_or_default());
            highest.set(text(filters.max_price).unwrap_or_default());
        });
        error.set(None);
    });
    let apply = move |event: SubmitEvent| {
        event.prevent_default();
        match range(&lowest.get_untracked(), &highest.get_untracked(), currency()) {
            Ok((min_price, max_price)) => {
                error.set(None);
                refilter(Filters { min_price, max_price, ..filters.get_untracked() });
            }
            Err(message) => error.set(Some(message)),
        }
    };
    let unit = untrack(currency).to_string();
    let again = unit.clone();
    view! {
        <form on:submit=apply novalidate=true>
            <Stack>
                <Field label="Lowest price" unmarked=true>
                    <TextInput value=lowest kind=InputKind::Decimal suffix=unit />
                </Field>
                <Field label="Highest price" unmarked=true error=error>
                    <TextInput value=highest kind=InputKind::Decimal suffix=again />
                </Field>
                <Button submit=true kind=ButtonKind::Secondary full=true>
                    "Apply prices"
                </Button>
            </Stack>
        </form>
    }
}

type Range = (Option<i64>, Option<i64>);

fn range(lowest: &str, highest: &str, currency: securecart_domain::Currency) -> Result<Range, String> {
    let bound = |text: &str| match text.trim().replace(',', ".").as_str() {
        "" => Ok(None),
        price => Money::parse(price, currency).map(|money| Some(money.minor())).map_err(sentence),
    };
    let (low, high) = (bound(lowest)?, bound(highest)?);
    if low.zip(high).is_some_and(|(low, high)| low > high) {
        return Err("The highest price is below the lowest.".to_owned());
    }
    Ok((low, high))
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

#[cfg(test)]
mod tests {
    use securecart_domain::Currency;

    use super::range;

    #[test]
    fn a_price_range_is_read_as_people_write_it() {
        assert_eq!(range("", "", Currency::Usd), Ok((None, None)));
        assert_eq!(range(" 10 ", "20,50", Currency::Usd), Ok((Some(1000), Some(2050))));
        assert!(range("20", "10", Currency::Usd).is_err());
        assert!(range("ten", "", Currency::Usd).is_err());
    }
}
