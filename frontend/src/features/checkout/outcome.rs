use leptos::prelude::*;
use securecart_domain::checkout::CheckoutStatus;
use securecart_dto::checkout::CheckoutState;

use crate::frame::PageTitle;
use crate::routes::{Route, query_value};
use crate::session::use_session;
use crate::ui::{ButtonKind, ButtonLink, Card, Cluster, PageHeader, Stack, StatusPill, SummaryList};
use crate::ui::{SummaryRow, Text, Tone};

/// What the payment page told the shopper. What counts is what the server says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Told {
    /// That it is paid.
    Paid,
    /// That it is cancelled.
    Cancelled,
}

/// The checkout that the address names.
pub(super) fn checkout_of(search: &str) -> Option<String> {
    query_value(search, "checkout").or_else(|| query_value(search, "checkout_id")).filter(|id| !id.is_empty())
}

struct Words {
    title: &'static str,
    tone: Tone,
    pill: &'static str,
    text: &'static str,
}

/// Where the checkout stands and what that means for the shopper's money.
#[component]
pub(super) fn Outcome(state: CheckoutState, told: Told) -> impl IntoView {
    let words = words(state.status, told);
    let number = state.order_number.clone().map(|number| {
        view! { <SummaryRow label="Order number">{number}</SummaryRow> }
    });
    let total_label = if state.status == CheckoutStatus::Paid { "Paid" } else { "Amount" };
    view! {
        <PageTitle text=words.title />
        <PageHeader title=words.title />
        <Card>
            <Stack>
                <Cluster>
                    <StatusPill tone=words.tone label=words.pill />
                </Cluster>
                <Text body=words.text.to_owned() />
                <SummaryList>
                    {number}
                    <SummaryRow label=total_label total=true>
                        {state.total.to_string()}
                    </SummaryRow>
                </SummaryList>
                <WaysOn state=state />
            </Stack>
        </Card>
    }
}

fn words(status: CheckoutStatus, told: Told) -> Words {
    match (status, told) {
        (CheckoutStatus::Paid, Told::Paid) => Words {
            title: "Thank you, your order is placed",
            tone: Tone::Success,
            pill: "Paid",
            text: "The payment has arrived. A confirmation is on its way to your e-mail address.",
        },
        (CheckoutStatus::Paid, Told::Cancelled) => Words {
            title: "This order is paid",
            tone: Tone::Success,
            pill: "Paid",
            text: "You went back, but the payment had already gone through, so the order is placed. If you did not mean to buy it, write to us before it is sent.",
        },
        (CheckoutStatus::Open, Told::Paid) => Words {
            title: "Waiting for your payment",
            tone: Tone::Info,
            pill: "Waiting",
            text: "The payment provider has not told us yet. This page looks again by itself.",
        },
        (CheckoutStatus::Open, Told::Cancelled) => Words {
            title: "The payment is still open",
            tone: Tone::Info,
            pill: "Open",
            text: "You have not been charged. You can go on paying, or leave it: it ends by itself.",
        },
        (CheckoutStatus::Processing, _) => Words {
            title: "Your payment is on its way",
            tone: Tone::Info,
            pill: "Processing",
            text: "The payment provider has accepted it and waits for the money. As soon as it arrives the order is placed; until then what you chose is held for you.",
        },
        (CheckoutStatus::Cancelled, _) => Words {
            title: "Payment cancelled",
            tone: Tone::Neutral,
            pill: "Cancelled",
            text: "Payment cancelled. You have not been charged.\n\nEverything is still in your cart.",
        },
        (CheckoutStatus::Expired, _) => Words {
            title: "The time to pay is over",
            tone: Tone::Neutral,
            pill: "Expired",
            text: "You have not been charged. What was held for you is free again; everything still in stock is in your cart.",
        },
    }
}

#[component]
fn WaysOn(state: CheckoutState) -> impl IntoView {
    let session = use_session();
    match state.status {
        CheckoutStatus::Paid => {
            // A guest has no list of orders; the number and the mail are what they keep.
            let order = state.order_id;
            let see = move || {
                match (order, session.is_signed_in()) {
                (Some(order), Some(true)) => {
                    view! { <ButtonLink href=Route::Order(order)>"See the order"</ButtonLink> }.into_any()
                }
                (_, Some(false)) => {
                    view! { <Text muted=true body="Keep the order number: you ordered without an account.".to_owned() /> }
                        .into_any()
                }
                _ => ().into_any(),
            }
            };
            view! {
                <Cluster>
                    {see}
                    <ButtonLink href=Route::everything() kind=ButtonKind::Secondary>
                        "Continue shopping"
                    </ButtonLink>
                </Cluster>
            }
            .into_any()
        }
        CheckoutStatus::Open => {
            let pay = state.payment_url.map(|url| {
                view! { <ButtonLink href=url>"Go to the payment page"</ButtonLink> }
            });
            view! { <Cluster>{pay}</Cluster> }.into_any()
        }
        CheckoutStatus::Processing => ().into_any(),
        CheckoutStatus::Cancelled | CheckoutStatus::Expired => view! {
            <Cluster>
                <ButtonLink href=Route::Cart>"Back to your cart"</ButtonLink>
                <ButtonLink href=Route::everything() kind=ButtonKind::Secondary>
                    "Continue shopping"
                </ButtonLink>
            </Cluster>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_not_paid_is_told_so() {
        for status in [CheckoutStatus::Cancelled, CheckoutStatus::Expired] {
            for told in [Told::Paid, Told::Cancelled] {
                assert!(words(status, told).text.contains("You have not been charged."), "{status}");
            }
        }
    }

    #[test]
    fn the_checkout_is_read_from_the_address() {
        assert_eq!(checkout_of("?checkout=chk_1").as_deref(), Some("chk_1"));
        assert_eq!(checkout_of("?checkout="), None);
        assert_eq!(checkout_of(""), None);
    }
}
