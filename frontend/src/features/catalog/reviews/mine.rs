use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::ProductId;
use securecart_domain::reviews::ReviewStatus;
use securecart_dto::reviews::MyReview;

use super::form::ReviewForm;
use super::words::stars_in_words;
use crate::api::{self, use_client};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{
    Button, ButtonKind, ButtonLink, Card, Cluster, ConfirmDialog, Gap, Stack, StarRow, StatusPill, Text,
    Tone, use_toasts,
};

/// What the reader thinks of the product: their review, a way to write one, or to sign in first.
#[component]
pub(super) fn Mine(product: ProductId, slug: String, on_change: Callback<()>) -> impl IntoView {
    let (session, client) = (use_session(), use_client());
    let who = Memo::new(move |_| session.user_id());
    let mine = LocalResource::new(move || {
        let signed_in = who.get().is_some();
        async move { if signed_in { api::reviews::find_mine(client, product).await.ok().flatten() } else { None } }
    });
    let writing = RwSignal::new(false);
    let done = Callback::new(move |saved: bool| {
        writing.set(false);
        if saved {
            mine.refetch();
            on_change.run(());
        }
    });
    let slug = StoredValue::new(slug);
    move || match (who.get(), mine.get()) {
        (None, _) => {
            let back = Route::Product(slug.get_value()).path();
            view! {
                <Cluster>
                    <ButtonLink href=Route::Login(Some(back)) kind=ButtonKind::Secondary>
                        "Sign in to write a review"
                    </ButtonLink>
                </Cluster>
            }
            .into_any()
        }
        (Some(_), None) => ().into_any(),
        (Some(_), Some(found)) if writing.get() => {
            view! { <ReviewForm product=product review=found on_done=done /> }.into_any()
        }
        (Some(_), Some(None)) => view! {
            <Cluster>
                <Button kind=ButtonKind::Secondary on:click=move |_| writing.set(true)>
                    "Write a review"
                </Button>
            </Cluster>
        }
        .into_any(),
        (Some(_), Some(Some(review))) => {
            view! { <Own review=review writing=writing on_gone=done /> }.into_any()
        }
    }
}

fn standing(status: ReviewStatus) -> (Tone, &'static str) {
    match status {
        ReviewStatus::Pending => (Tone::Info, "Waits to be read by the shop"),
        ReviewStatus::Approved => (Tone::Success, "Everybody sees it"),
        ReviewStatus::Rejected => (Tone::Warning, "The shop does not show it"),
    }
}

#[component]
fn Own(review: MyReview, writing: RwSignal<bool>, on_gone: Callback<bool>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let (asking, busy) = (RwSignal::new(false), RwSignal::new(false));
    let id = review.id;
    let (tone, words) = standing(review.status);
    let remove = move |()| {
        busy.set(true);
        spawn_local(async move {
            let removed = api::reviews::delete(client, id).await;
            busy.try_set(false);
            asking.try_set(false);
            match removed {
                Ok(()) => {
                    toasts.success("Your review is removed.");
                    on_gone.try_run(true);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        <Card title="Your review".to_owned()>
            <Stack>
                <Cluster gap=Gap::Small>
                    <StarRow
                        tenths=u32::from(review.stars).saturating_mul(10)
                        words=format!("{} of 5", stars_in_words(review.stars))
                    />
                    <StatusPill tone=tone label=words />
                </Cluster>
                <Text body=format!("{}\n\n{}", review.title, review.text) />
                <Cluster>
                    <Button kind=ButtonKind::Secondary on:click=move |_| writing.set(true)>
                        "Change review"
                    </Button>
                    <Button kind=ButtonKind::Quiet on:click=move |_| asking.set(true)>
                        "Remove review"
                    </Button>
                </Cluster>
            </Stack>
        </Card>
        <ConfirmDialog
            open=asking
            title="Remove your review?"
            confirm_label="Remove"
            danger=true
            busy=busy
            on_confirm=remove
        >
            "Nobody sees it any more, and it counts no more."
        </ConfirmDialog>
    }
}
