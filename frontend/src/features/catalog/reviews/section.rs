use leptos::prelude::*;
use securecart_domain::ProductId;
use securecart_dto::reviews::{RatingSummary, ReviewPage, StarCount};

use super::list::ReviewList;
use super::mine::Mine;
use super::words::{rating_tenths, rating_words, stars_in_words};
use crate::api::{self, use_client};
use crate::frame::Loaded;
use crate::ui::{Cluster, Gap, Section, SkeletonLines, SpreadRow, Stack, StarRow, StarSpread, Text};

/// What customers think of a product, and what the reader does.
#[component]
pub(in crate::features::catalog) fn Reviews(product: ProductId, slug: String) -> impl IntoView {
    let client = use_client();
    let reviews = LocalResource::new(move || api::reviews::list_reviews(client, product, None));
    let changed = Callback::new(move |()| reviews.refetch());
    let ready = move |page: ReviewPage| {
        let summary = page.rating.clone().map(|rating| {
            view! { <Summary rating=rating histogram=page.histogram.clone() /> }
        });
        view! {
            <Stack gap=Gap::Large>
                {match summary {
                    Some(summary) => summary.into_any(),
                    None => {
                        view! { <Text muted=true body="Nobody has reviewed this yet.".to_owned() /> }
                            .into_any()
                    }
                }}
                <ReviewList product=product first=page />
            </Stack>
        }
    };
    view! {
        <Section title="Reviews">
            <Stack gap=Gap::Large>
                <Loaded
                    resource=reviews
                    failure="The reviews could not be loaded"
                    skeleton=|| view! { <SkeletonLines lines=4 /> }
                    ready=ready
                />
                <Mine product=product slug=slug on_change=changed />
            </Stack>
        </Section>
    }
}

#[component]
fn Summary(rating: RatingSummary, histogram: Vec<StarCount>) -> impl IntoView {
    let words = format!("{} of 5 stars", rating.average);
    let said = rating_words(&rating);
    let rows = histogram
        .into_iter()
        .map(|bar| SpreadRow { label: stars_in_words(bar.stars), count: bar.count })
        .collect();
    view! {
        <Stack>
            <Cluster gap=Gap::Small>
                <StarRow tenths=rating_tenths(&rating) words=words />
                <Text body=said />
            </Cluster>
            <StarSpread rows=rows />
        </Stack>
    }
}
