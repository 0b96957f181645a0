use leptos::prelude::*;
use leptos_router::hooks::{use_location, use_params_map};
use securecart_dto::catalog::Category;

use super::categories::use_categories;
use super::filters::Filters;
use super::listing::Listing;
use super::results::Results;
use super::tree::{Subcategories, crumbs_to};
use crate::frame::{Loaded, NotFoundPage, PageTitle};
use crate::ui::{Breadcrumbs, Container, Crumb, PageHeader, SkeletonCards, Stack};

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
                let (category, all) = (category.clone(), categories.clone());
                view! { <Branch category=category all=all filters=filters listing=listing /> }.into_any()
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
fn Branch(category: Category, all: Vec<Category>, filters: Memo<Filters>, listing: Listing) -> impl IntoView {
    let name = category.name.clone();
    let title = Signal::derive(move || filters.with(|filters| title(&name, &filters.words)));
    let mut crumbs = crumbs_to(&all, &category.slug);
    crumbs.pop();
    crumbs.push(Crumb::here(category.name));
    view! {
        <PageTitle text=title />
        <Container>
            <PageHeader
                title=title
                lead=Some(category.description).filter(|text| !text.is_empty())
                above=move || view! { <Breadcrumbs crumbs=crumbs.clone() /> }
            />
            <Stack>
                <Subcategories categories=all of=category.id />
                <Results listing=listing />
            </Stack>
        </Container>
    }
}

fn title(category: &str, words: &str) -> String {
    if words.is_empty() { category.to_owned() } else { format!("“{words}” in {category}") }
}
