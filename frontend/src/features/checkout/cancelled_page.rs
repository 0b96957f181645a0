use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::outcome::{Outcome, checkout_of};
use super::words::Told;
use crate::api::{self, use_client};
use crate::features::cart::use_cart;
use crate::frame::{Loaded, NotFoundPage};
use crate::ui::{Container, SkeletonLines, Width};

/// Where the payment page sends those who went back. Gives the checkout up, so that others can buy what was
/// held; if it was paid after all, says so.
#[component]
pub fn CancelledPage() -> impl IntoView {
    let (client, cart) = (use_client(), use_cart());
    let search = use_location().search;
    let Some(checkout) = checkout_of(&search.get_untracked()) else { return NotFoundPage().into_any() };
    let cancelled = LocalResource::new(move || {
        let checkout = checkout.clone();
        async move {
            let state = api::checkout::cancel_checkout(client, &checkout).await;
            cart.reload();
            state
        }
    });
    view! {
        <Container width=Width::Reading>
            <Loaded
                resource=cancelled
                failure="The checkout could not be cancelled"
                whole_page=true
                skeleton=|| view! { <SkeletonLines lines=4 /> }
                ready=|state| view! { <Outcome state=state told=Told::Cancelled /> }
            />
        </Container>
    }
    .into_any()
}
