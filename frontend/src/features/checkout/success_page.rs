use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use securecart_domain::checkout::CheckoutStatus;
use securecart_dto::checkout::CheckoutState;

use super::outcome::{Outcome, checkout_of};
use super::words::Told;
use crate::api::{self, ApiError, Client, use_client};
use crate::features::cart::{CartStore, use_cart};
use crate::frame::{Failure, NotFoundPage};
use crate::ui::{Container, Notice, SkeletonLines, Tone, Width};

/// How long to wait between two questions, in milliseconds; longer each time, up to a limit.
const PAUSES: [u64; 6] = [700, 1_000, 1_500, 2_000, 3_000, 5_000];

/// After so many questions the reader is told that it takes longer than usual.
const LONG: usize = 6;

/// Where the payment page sends those who have paid. Money takes a moment: this page asks until the shop
/// knows, and says what it knows meanwhile.
#[component]
pub fn SuccessPage() -> impl IntoView {
    let search = use_location().search;
    let Some(checkout) = checkout_of(&search.get_untracked()) else { return NotFoundPage().into_any() };
    let watch = Watch::begin(use_client(), use_cart(), checkout);
    let view = move || match watch.state.get() {
        None => view! { <SkeletonLines lines=5 /> }.into_any(),
        Some(Ok(state)) => view! { <Outcome state=state told=Told::Paid /> }.into_any(),
        Some(Err(error)) => view! {
            <Failure
                title="The payment could not be looked up"
                whole_page=true
                error=error
                on_retry=move |()| watch.ask()
            />
        }
        .into_any(),
    };
    view! {
        <Container width=Width::Reading>
            {view} <Show when=move || watch.takes_long()>
                <Notice tone=Tone::Info>
                    "This takes longer than usual. You can close this page: when the payment arrives, the order is placed and you get an e-mail. If it does not, nothing is charged."
                </Notice>
            </Show>
        </Container>
    }
    .into_any()
}

/// Asks for a checkout until it is settled one way or the other.
#[derive(Clone, Copy)]
struct Watch {
    client: Client,
    cart: CartStore,
    checkout: StoredValue<String>,
    state: RwSignal<Option<Result<CheckoutState, ApiError>>>,
    asked: RwSignal<usize>,
}

impl Watch {
    fn begin(client: Client, cart: CartStore, checkout: String) -> Self {
        let watch = Self {
            client,
            cart,
            checkout: StoredValue::new(checkout),
            state: RwSignal::new(None),
            asked: RwSignal::new(0),
        };
        watch.ask();
        watch
    }

    fn ask(self) {
        let Some(checkout) = self.checkout.try_get_value() else { return };
        spawn_local(async move {
            let state = api::checkout::get_checkout(self.client, &checkout).await;
            // The page was left.
            let Some(asked) = self.asked.try_get_untracked() else { return };
            self.asked.set(asked.saturating_add(1));
            self.go_on(&state, asked);
            if self.state.with_untracked(|old| old.as_ref() != Some(&state)) {
                self.state.set(Some(state));
            }
        });
    }

    fn go_on(self, state: &Result<CheckoutState, ApiError>, asked: usize) {
        match state.as_ref().map(|state| state.status) {
            Ok(CheckoutStatus::Open | CheckoutStatus::Processing) | Err(ApiError::Network) => {
                let pause = PAUSES.get(asked).or(PAUSES.last()).copied().unwrap_or_default();
                set_timeout(move || self.ask(), std::time::Duration::from_millis(pause));
            }
            // What was in the cart has been bought, or is free again.
            Ok(_) => self.cart.reload(),
            Err(_) => {}
        }
    }

    fn takes_long(self) -> bool {
        let waiting = self.state.with(|state| {
            let status = state.as_ref().and_then(|state| state.as_ref().ok()).map(|state| state.status);
            matches!(status, Some(CheckoutStatus::Open | CheckoutStatus::Processing))
        });
        waiting && self.asked.get() >= LONG
    }
}
