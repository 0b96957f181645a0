use leptos::prelude::*;
use securecart_dto::finding::ProductPage;

use super::card::SummaryCard;
use super::filter_bar::FilterBar;
use super::filters::Filters;
use super::filters_in_force::FiltersInForce;
use super::listing::{Listing, use_load_more};
use super::nothing_found::NothingFound;
use crate::frame::Loaded;
use crate::ui::VisuallyHidden;
use crate::ui::{LoadMore, Loading, Notice, ProductGrid, SkeletonCards, SplitLayout, Stack, Text, TextLink};

/// Filters beside what they leave.
#[component]
pub(super) fn Results(listing: Listing) -> impl IntoView {
    let ready = move |page: ProductPage| {
        if page.items.is_empty() {
            view! { <NothingFound listing=listing /> }.into_any()
        } else {
            view! { <Found listing=listing page=page /> }.into_any()
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
fn Found(listing: Listing, page: ProductPage) -> impl IntoView {
    let load_more = use_load_more(listing);
    let spelt = page.did_you_mean.map(|words| view! { <Spelt listing=listing words=words /> });
    let count = page.facets.map(|facets| view! { <Text body=count_words(facets.total) muted=true /> });
    let alike = page.only_alike.then(|| {
        let told = "Nothing is called exactly that. These names are spelt much alike.".to_owned();
        view! { <Text body=told /> }
    });
    let first = page
        .items
        .into_iter()
        .enumerate()
        .map(|(index, product)| view! { <SummaryCard product=product loading=Loading::in_list(index) /> })
        .collect_view();
    view! {
        {spelt}
        <div role="status">{alike} {count}</div>
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

fn count_words(total: u64) -> String {
    match total {
        1 => "1 product".to_owned(),
        many => format!("{many} products"),
    }
}

/// Says that other words were looked for than those that were asked for.
#[component]
fn Spelt(listing: Listing, words: String) -> impl IntoView {
    let filters = listing.filters.get_untracked();
    let title = format!("Nothing matches “{}”", filters.words);
    let route = listing.route(Filters { words: words.clone(), ..filters }.from_start());
    view! {
        <Notice title=title>
            "Did you mean " <TextLink href=route>{words}</TextLink> "? This is what there is for it."
        </Notice>
    }
}
