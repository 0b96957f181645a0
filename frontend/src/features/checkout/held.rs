use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::CheckoutId;
use securecart_domain::checkout::CheckoutStatus;
use securecart_dto::ProblemType;
use securecart_dto::checkout::CheckoutState;

use crate::api::{self, ApiError, Client, use_client};
use crate::features::cart::use_cart;
use crate::frame::{moment, now};
use crate::ui::storage::storage;
use crate::ui::{Button, ButtonKind, ButtonLink, ButtonSize, Countdown, Notice, Tone, use_toasts};

/// Where the browser keeps which checkout it began last. The id opens nothing: the server asks whose it is.
const KEY: &str = "securecart.checkout";

/// How many seconds pass between two questions once the time is up and the shop has not said how it ended.
const AGAIN: u32 = 3;

/// Notes which checkout was begun, for those who come back without paying.
pub(super) fn remember(checkout: CheckoutId) {
    if let Some(storage) = storage() {
        storage.set_item(KEY, &checkout.to_string()).ok();
    }
}

fn remembered() -> Option<String> {
    storage()?.get_item(KEY).ok().flatten()
}

fn forget() {
    if let Some(storage) = storage() {
        storage.remove_item(KEY).ok();
    }
}

/// Says that goods are held for this shopper, and for how long still, with ways to pay or to let go of them. Shows
/// nothing if nothing is held.
#[component]
pub fn HeldNotice() -> impl IntoView {
    let held = Held { client: use_client(), state: RwSignal::new(None), over: StoredValue::new(0) };
    held.ask();
    // As long as the page is open, so that a checkout that is paid or over elsewhere is not told here for ever.
    let left = RwSignal::new(0);
    let ticking = set_interval_with_handle(move || held.tick(left), Duration::from_secs(1)).ok();
    on_cleanup(move || {
        if let Some(ticking) = ticking {
            ticking.clear();
        }
    });
    Effect::new(move |_| {
        if let Some(state) = held.state.get() {
            left.set(seconds_until(state.expires_at));
        }
    });
    move || {
        held.state.get().map(|state| {
            let actions = {
                let state = state.clone();
                move || view! { <Ways held=held state=state /> }
            };
            view! {
                <Notice tone=Tone::Info title="Held for you".to_owned() actions=actions>
                    {format!("You were about to pay {}. Your goods are held until {} (", state.total, moment(state.expires_at))}
                    <Countdown seconds=left />
                    " left)."
                </Notice>
            }
        })
    }
}

#[component]
fn Ways(held: Held, state: CheckoutState) -> impl IntoView {
    let (cart, toasts) = (use_cart(), use_toasts());
    let busy = RwSignal::new(false);
    let id = state.checkout_id.to_string();
    let give_up = move |_| {
        let id = id.clone();
        busy.set(true);
        spawn_local(async move {
            let ended = api::checkout::cancel_checkout(held.client, &id).await;
            busy.try_set(false);
            match ended {
                Ok(state) => {
                    held.show(Some(state));
                    cart.reload();
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    view! {
        {state
            .payment_url
            .map(|url| {
                view! {
                    <ButtonLink href=url size=ButtonSize::Small>
                        "Go on paying"
                    </ButtonLink>
                }
            })}
        <Button kind=ButtonKind::Secondary size=ButtonSize::Small busy=busy on:click=give_up>
            "Let go of them"
        </Button>
    }
}

#[derive(Clone, Copy)]
struct Held {
    client: Client,
    /// The checkout, as long as it can be paid.
    state: RwSignal<Option<CheckoutState>>,
    /// For how many seconds the time has been up.
    over: StoredValue<u32>,
}

impl Held {
    /// Asks the shop how the last checkout stands. Whoever is not its owner, or has none, is told nothing.
    fn ask(self) {
        let Some(checkout) = remembered() else { return };
        spawn_local(async move {
            match api::checkout::get_checkout(self.client, &checkout).await {
                // The goods are held all the same: the next page that is opened asks again, and this one once the time is up.
                Err(error) if !is_told(&error) => {}
                answer => self.show(answer.ok()),
            }
        });
    }

    fn show(self, state: Option<CheckoutState>) {
        let open = state.filter(|state| state.status == CheckoutStatus::Open && state.payment_url.is_some());
        if open.is_none() {
            forget();
        }
        self.state.try_set(open);
    }

    fn tick(self, left: RwSignal<u32>) {
        let Some(Some(ends)) =
            self.state.try_with_untracked(|state| state.as_ref().map(|state| state.expires_at))
        else {
            return;
        };
        let seconds = seconds_until(ends);
        left.try_set(seconds);
        let over = if seconds == 0 { self.over.try_get_value().unwrap_or(0) } else { 0 };
        if seconds == 0 && over % AGAIN == 0 {
            self.ask();
        }
        self.over.try_set_value(if seconds == 0 { over.saturating_add(1) } else { 0 });
    }
}

/// Whether the shop has said that there is nothing held for whoever asks, rather than nothing at all.
fn is_told(error: &ApiError) -> bool {
    let busy = error.is(ProblemType::TooManyRequests);
    matches!(error, ApiError::Problem(problem) if problem.status < 500 && !busy)
}

fn seconds_until(moment: DateTime<Utc>) -> u32 {
    u32::try_from((moment - now()).num_seconds()).unwrap_or(0)
}
