use leptos::prelude::*;
use securecart_domain::ReviewId;
use securecart_dto::reviews::AdminReview;

use super::decide::Decide;
use super::filters::ReviewFilters;
use super::selection::ReviewSelection;
use super::words::status_words;
use crate::features::catalog::stars_in_words;
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::Listing;
use crate::features::staff::words::counted;
use crate::frame::{PageTitle, day};
use crate::routes::Route;
use crate::ui::{
    Badge, Card, Cluster, Container, EmptyState, Gap, PageHeader, Stack, StarRow, StatusPill, Text, TextLink,
    Tone, Width,
};

/// What customers have written, to be read before everybody sees it.
#[component]
pub(in crate::features::staff) fn ReviewsPage() -> impl IntoView {
    let listing = Listing::<ReviewSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "review", "reviews"));
    let done = Callback::new(move |()| listing.refetch());
    let rows = move || {
        view! {
            <Stack>
                <For each=move || listing.items() key=row_key let(review)>
                    <OneReview review=review on_done=done />
                </For>
            </Stack>
        }
        .into_any()
    };
    let nothing = || {
        view! {
            <EmptyState
                title="No review is waiting"
                detail="What customers write waits here until somebody has read it.".to_owned()
            />
        }
    };
    view! {
        <PageTitle text="Reviews" />
        <Container width=Width::Reading>
            <PageHeader title="Reviews" lead=Signal::derive(total) />
            <Stack>
                <ReviewFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The reviews could not be loaded"
                    nothing=ViewFn::from(nothing)
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
    }
}

#[component]
fn OneReview(review: AdminReview, on_done: Callback<()>) -> impl IntoView {
    let (tone, state) = status_words(review.status);
    let words = format!("{} of 5", stars_in_words(review.stars));
    let by = format!("{}, {}", review.author.username, day(review.created_at));
    let product = review.product.clone();
    let text = (!review.text.is_empty()).then(|| view! { <Text body=review.text.clone() /> });
    let bought = review.verified_buyer.then(|| view! { <Badge tone=Tone::Success>"Bought here"</Badge> });
    view! {
        <Card title=review.title.clone()>
            <Stack gap=Gap::Small>
                <Cluster gap=Gap::Small>
                    <StarRow tenths=u32::from(review.stars).saturating_mul(10) words=words />
                    <StatusPill tone=tone label=state />
                    {bought}
                </Cluster>
                {text}
                <Cluster spread=true>
                    <Cluster gap=Gap::Small>
                        <TextLink href=Route::AdminProduct(product.id)>{product.name}</TextLink>
                        <Text muted=true body=by />
                    </Cluster>
                    <Decide review=review on_done=on_done />
                </Cluster>
            </Stack>
        </Card>
    }
}

/// A sheet is drawn anew when the review is another one.
fn row_key(review: &AdminReview) -> (ReviewId, i64, &'static str) {
    (review.id, review.version, review.status.as_str())
}
