use leptos::prelude::*;
use securecart_domain::Money;
use securecart_dto::ProblemType;

use super::super::held::remember;
use super::draft::CheckoutDraft;
use crate::api::{self, ApiError, Attempt, use_client};
use crate::features::cart::use_cart;
use crate::forms::{FormProblem, FormState};
use crate::routes::Route;
use crate::ui::{Button, ButtonSize, Checkbox, Gap, Notice, Stack, Text, TextLink, Tone};

/// Holds the stock and hands over to the payment page. What speaks against it is said beside its field, and what has no
/// field above the button.
#[component]
pub(super) fn Payment(
    /// What the shopper sees; the server refuses if it is another total by now. None as long as it is not known.
    total: Signal<Option<Money>>,
) -> impl IntoView {
    let draft = CheckoutDraft::of_this_page();
    let (client, cart, attempt) = (use_client(), use_cart(), Attempt::new());
    let ready = Signal::derive(move || cart.read(|cart| cart.ready).unwrap_or(false));
    let pay = move |_| {
        let expected_total = total.get_untracked();
        draft.form.send(
            move |errors| draft.check(errors),
            move |request| async move {
                let request = securecart_dto::checkout::CheckoutRequest { expected_total, ..request };
                let started = api::checkout::start_checkout(client, &request, attempt).await;
                let left = started.and_then(|checkout| {
                    remember(checkout.checkout_id);
                    leave_for(&checkout.payment_url)
                });
                // What was shown is out of date: show what is so now, beside the reason.
                if left.as_ref().is_err_and(is_out_of_date) {
                    cart.reload();
                    draft.options.refetch();
                }
                left
            },
        );
    };
    let label = move || match total.get() {
        Some(total) if total.minor() == 0 => "Place the order".to_owned(),
        Some(total) => format!("Pay {total}"),
        None => "Pay".to_owned(),
    };
    let terms_url = Memo::new(move |_| draft.session.terms_url());
    let terms = move || match terms_url.get() {
        Some(_) => {
            "I have looked through my order and accept the terms. Paying for it makes it binding.".to_owned()
        }
        None => "I have looked through my order. Paying for it makes it binding.".to_owned(),
    };
    view! {
        <Stack>
            <Show when=move || !ready.get()>
                <Notice tone=Tone::Warning>
                    "Something in your cart can not be bought as it stands. "
                    <TextLink href=Route::Cart>"Settle it in your cart"</TextLink>
                    " first."
                </Notice>
            </Show>
            <FormProblem form=draft.form />
            <div id=FormState::id("/terms_accepted") tabindex="-1">
                <Stack gap=Gap::Small>
                    <Checkbox checked=draft.accepted label=Signal::derive(terms) />
                    {move || {
                        terms_url
                            .get()
                            .map(|url| {
                                view! {
                                    <TextLink href=url external=true>
                                        "Read the terms"
                                    </TextLink>
                                }
                            })
                    }}
                    {move || {
                        let wrong = draft.form.error("/terms_accepted").get();
                        wrong.map(|wrong| view! { <Notice tone=Tone::Danger>{wrong}</Notice> })
                    }}
                </Stack>
            </div>
            <Button
                size=ButtonSize::Large
                full=true
                icon=icondata::LuLock
                busy=draft.form.busy()
                disabled=Signal::derive(move || !ready.get() || total.get().is_none())
                on:click=pay
            >
                {label}
            </Button>
            <Text
                muted=true
                body="You pay on the payment provider's secure page. While you are there, what is in your cart is held for you.".to_owned()
            />
        </Stack>
    }
}

fn is_out_of_date(error: &ApiError) -> bool {
    [
        ProblemType::CartChanged,
        ProblemType::CartEmpty,
        ProblemType::InsufficientStock,
        ProblemType::CouponUnusable,
    ]
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
