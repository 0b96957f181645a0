use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::Money;
use securecart_dto::ProblemType;

use crate::api::{self, ApiError, Attempt, use_client};
use crate::features::cart::use_cart;
use crate::ui::{Button, ButtonSize, Notice, Stack, Tone};

/// Holds the stock and hands over to the payment page. What speaks against it is said above the button.
#[component]
pub fn PayButton(
    /// What the shopper sees; the server refuses if it is another total by now.
    total: Signal<Money>,
    /// Every line can be bought as it stands.
    ready: Signal<bool>,
) -> impl IntoView {
    let client = use_client();
    let cart = use_cart();
    let attempt = Attempt::new();
    let busy = RwSignal::new(false);
    let refusal = RwSignal::new(None::<ApiError>);
    let pay = move |_| {
        busy.set(true);
        refusal.set(None);
        let total = total.get_untracked();
        spawn_local(async move {
            let started = api::checkout::start_checkout(client, total, attempt).await;
            let left = started.and_then(|checkout| leave_for(&checkout.payment_url));
            if let Err(error) = left {
                // What was shown is out of date: show what is so now, beside the reason.
                if is_about_the_cart(&error) {
                    cart.reload();
                }
                busy.try_set(false);
                refusal.try_set(Some(error));
            }
        });
    };
    view! {
        <Stack>
            {move || {
                refusal.get().map(|error| view! { <Notice tone=Tone::Danger>{error.detail()}</Notice> })
            }}
            <Show when=move || !ready.get()>
                <Notice tone=Tone::Warning>
                    "Something in your cart can not be bought as it stands. Settle it first."
                </Notice>
            </Show>
            <Button
                size=ButtonSize::Large
                full=true
                icon=icondata::LuLock
                busy=busy
                disabled=Signal::derive(move || !ready.get())
                on:click=pay
            >
                {move || format!("Pay {}", total.get())}
            </Button>
        </Stack>
    }
}

fn is_about_the_cart(error: &ApiError) -> bool {
    [ProblemType::CartChanged, ProblemType::CartEmpty, ProblemType::InsufficientStock]
        .into_iter()
        .any(|kind| error.is(kind))
}

/// Goes to the payment page. Only a web address is followed: anything else would run as a script or open a
/// program.
fn leave_for(payment_url: &str) -> Result<(), ApiError> {
    if !payment_url.starts_with("https://") && !payment_url.starts_with("http://") {
        return Err(ApiError::Unreadable);
    }
    window().location().assign(payment_url).map_err(|_| ApiError::Unreadable)
}
