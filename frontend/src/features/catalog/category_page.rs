use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use securecart_dto::catalog::Category;

use super::categories::use_categories;
use super::filters::Filters;
use super::listing::Listing;
use super::results::Results;
use crate::frame::{Loaded, NotFoundPage, PageTitle};
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Container, Crumb, PageHeader, SkeletonCards};

/// A branch of the catalogue.
#[component]
pub fn CategoryPage() -> impl IntoView {
    let params = use_params_map();
    let slug = Memo::new(move |_| params.with(|params| params.get("slug").unwrap_or_default()));
    let search = use_location().search;
    let filters = Memo::new(move |_| Filters::from_query(&search.get()));
    let listing = Listing::new(filters, Memo::new(move |_| Some(slug.get())));
    let skeleton = || {
        view! {
            <Container>
                <SkeletonCards />
            </Container>
        }
    };
    let ready = move |categories: Vec<Category>| {
        move || match categories.iter().find(|category| slug.with(|slug| *slug == category.slug)) {
            Some(category) => {
                view! { <Branch category=category.clone() filters=filters listing=listing /> }.into_any()
            }
            None => NotFoundPage().into_any(),
        }
    };
    view! {
        <Loaded
            resource=use_categories().resource()
            failure="The category could not be loaded"
            whole_page=true
            skeleton=skeleton
            ready=ready
        />
    }
}

#[component]
fn Branch(category: Category, filters: Memo<Filters>, listing: Listing) -> impl IntoView {
    let name = category.name.clone();
    let title = Signal::derive(move || filters.with(|filters| title(&name, &filters.words)));
    let crumbs = vec![Crumb::link("Home", Route::Home), Crumb::here(category.name)];
    view! {
        <PageTitle text=title />
        <Container>
            <PageHeader
                title=title
                lead=Some(category.description).filter(|text| !text.is_empty())
                above=move || view! { <Breadcrumbs crumbs=crumbs.clone() /> }
            />
            <Results listing=listing />
        </Container>
    }
}

fn title(category: &str, words: &str) -> String {
    if words.is_empty() { category.to_owned() } else { format!("“{words}” in {category}") }
}
