use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::filters::Filters;
use super::listing::Listing;
use super::results::Results;
use crate::frame::PageTitle;
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Container, Crumb, PageHeader};

/// Everything in the shop, or what was searched for.
#[component]
pub fn SearchPage() -> impl IntoView {
    let search = use_location().search;
    let filters = Memo::new(move |_| Filters::from_query(&search.get()));
    let listing = Listing::new(filters, Memo::new(|_| None));
    let title = Signal::derive(move || filters.with(|filters| title(&filters.words)));
    let crumbs = move || vec![Crumb::link("Home", Route::Home), Crumb::here(title.get())];
    view! {
        <PageTitle text=title />
        <Container>
            <PageHeader
                title=title
                above=move || view! { <Breadcrumbs crumbs=Signal::derive(crumbs) /> }
            />
            <Results listing=listing />
        </Container>
    }
}

fn title(words: &str) -> String {
    if words.is_empty() { "Everything".to_owned() } else { format!("Results for “{words}”") }
}
