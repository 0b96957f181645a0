use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::ProductId;
use securecart_dto::reviews::{Review, ReviewPage};

use super::words::stars_in_words;
use crate::api::{self, use_client};
use crate::frame::day;
use crate::ui::{Badge, Card, Cluster, Gap, LoadMore, Stack, StarRow, Text, Tone, use_toasts};

/// The reviews, piece by piece.
#[component]
pub(super) fn ReviewList(product: ProductId, first: ReviewPage) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let reviews = RwSignal::new(first.items);
    let next = RwSignal::new(first.next_cursor);
    let busy = RwSignal::new(false);
    let load_more = move |()| {
        let cursor = next.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let page = api::reviews::list_reviews(client, product, cursor).await;
            busy.try_set(false);
            match page {
                Ok(page) => {
                    reviews.try_update(|reviews| reviews.extend(page.items));
                    next.try_set(page.next_cursor);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Stack>
            <For each=move || reviews.get() key=|review| review.id let(review)>
                <OneReview review=review />
            </For>
            <Show when=move || next.read().is_some()>
                <LoadMore
                    shown=Signal::derive(move || reviews.read().len())
                    more=true
                    busy=busy
                    on_load=load_more
                />
            </Show>
        </Stack>
    }
}

#[component]
fn OneReview(review: Review) -> impl IntoView {
    let words = format!("{} of 5", stars_in_words(review.stars));
    let tenths = u32::from(review.stars).saturating_mul(10);
    let bought = review.verified_buyer.then(|| {
        view! {
            <Badge tone=Tone::Success icon=icondata::LuBadgeCheck>
                "Bought here"
            </Badge>
        }
    });
    let text = (!review.text.is_empty()).then(|| view! { <Text body=review.text /> });
    view! {
        <Card title=review.title>
            <Stack gap=Gap::Small>
                <Cluster gap=Gap::Small>
                    <StarRow tenths=tenths words=words />
                    <Text muted=true body=day(review.created_at) />
                    {bought}
                </Cluster>
                {text}
            </Stack>
        </Card>
    }
}
