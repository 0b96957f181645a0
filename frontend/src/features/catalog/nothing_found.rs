use leptos::prelude::*;

use super::categories::use_categories;
use super::filters::Filters;
use super::listing::{Listing, use_refilter};
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, ButtonLink, Cluster, EmptyState, Gap, Stack};

/// How many categories are offered where nothing was found.
const CATEGORIES: usize = 4;

/// Nothing matches: why, and how to go on.
#[component]
pub(super) fn NothingFound(listing: Listing) -> impl IntoView {
    let filters = listing.filters.get_untracked();
    let refilter = use_refilter(listing);
    let title = match filters.words.as_str() {
        "" => "Nothing here matches these filters".to_owned(),
        words => format!("Nothing matches “{words}”"),
    };
    let detail = if filters.narrows() {
        "With fewer filters there may be something."
    } else {
        "Try another word, or a more general one. Names, descriptions and makers are searched."
    };
    let widen = filters.narrows().then(|| {
        let widened = filters.clone().widened();
        view! {
            <Button kind=ButtonKind::Secondary on:click=move |_| refilter(widened.clone())>
                "Clear the filters"
            </Button>
        }
    });
    view! {
        <Stack>
            <EmptyState title=title detail=detail.to_owned() icon=icondata::LuSearchX>
                {widen}
                <Everywhere filters=filters listing=listing />
                <ButtonLink href=Route::everything() kind=ButtonKind::Secondary>
                    "Browse everything"
                </ButtonLink>
            </EmptyState>
            <Branches />
        </Stack>
    }
}

/// The same words in all categories, where only one was searched.
#[component]
fn Everywhere(filters: Filters, listing: Listing) -> impl IntoView {
    let one = listing.category.get_untracked().is_some() && !filters.words.is_empty();
    one.then(|| {
        view! {
            <ButtonLink href=Route::Search(filters.from_start()) kind=ButtonKind::Secondary>
                "Search all categories"
            </ButtonLink>
        }
    })
}

#[component]
fn Branches() -> impl IntoView {
    let categories = use_categories();
    move || {
        let few = categories.outermost().into_iter().take(CATEGORIES);
        let links = few.map(|category| {
            view! {
                <ButtonLink href=Route::category(category.slug) kind=ButtonKind::Quiet>
                    {category.name}
                </ButtonLink>
            }
        });
        view! { <Cluster gap=Gap::Small>{links.collect_view()}</Cluster> }
    }
}
