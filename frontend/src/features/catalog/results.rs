use leptos::prelude::*;
use securecart_dto::Page;
use securecart_dto::catalog::ProductSummary;

use super::card::SummaryCard;
use super::filter_bar::{FilterBar, FiltersInForce};
use super::listing::{Listing, use_load_more, use_refilter};
use crate::frame::Loaded;
use crate::routes::Route;
use crate::ui::{Button, ButtonKind, ButtonLink, EmptyState, LoadMore, ProductGrid, SkeletonCards};
use crate::ui::{SplitLayout, Stack, VisuallyHidden};

/// Filters beside what they leave.
#[component]
pub(super) fn Results(listing: Listing) -> impl IntoView {
    let ready = move |page: Page<ProductSummary>| {
        if page.items.is_empty() {
            view! { <Nothing listing=listing /> }.into_any()
        } else {
            view! { <Found listing=listing first=page.items /> }.into_any()
        }
    };
    view! {
        <SplitLayout side_first=true side=move || view! { <FilterBar listing=listing /> }>
            <Stack>
                <h2>
                    <VisuallyHidden>"Products"</VisuallyHidden>
                </h2>
                <FiltersInForce listing=listing />
                <Loaded
                    resource=listing.first
                    failure="The products could not be loaded"
                    skeleton=|| view! { <SkeletonCards /> }
                    ready=ready
                />
            </Stack>
        </SplitLayout>
    }
}

#[component]
fn Found(listing: Listing, first: Vec<ProductSummary>) -> impl IntoView {
    let load_more = use_load_more(listing);
    let first = first
        .into_iter()
        .enumerate()
        .map(|(index, product)| view! { <SummaryCard product=product eager=index < 4 /> })
        .collect_view();
    view! {
        <ProductGrid>
            {first}
            <For each=move || listing.rest() key=|product| product.id let(product)>
                <SummaryCard product=product />
            </For>
        </ProductGrid>
        <LoadMore
            shown=Signal::derive(move || listing.shown())
            more=Signal::derive(move || listing.has_more())
            busy=listing.loading_more
            on_load=move |()| load_more()
        />
    }
}

#[component]
fn Nothing(listing: Listing) -> impl IntoView {
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
        let widened = filters.widened();
        view! {
            <Button kind=ButtonKind::Secondary on:click=move |_| refilter(widened.clone())>
                "Clear the filters"
            </Button>
        }
    });
    view! {
        <EmptyState title=title detail=detail.to_owned() icon=icondata::LuSearchX>
            {widen}
            <ButtonLink href=Route::everything() kind=ButtonKind::Secondary>
                "Browse everything"
            </ButtonLink>
        </EmptyState>
    }
}
