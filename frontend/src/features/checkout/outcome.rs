use leptos::prelude::*;
use securecart_domain::checkout::CheckoutStatus;
use securecart_domain::orders::OrderStatus;
use securecart_dto::checkout::CheckoutState;

use super::words::{Told, words, words_of_order};
use crate::frame::PageTitle;
use crate::routes::{Route, query_value};
use crate::session::use_session;
use crate::ui::{ButtonKind, ButtonLink, Card, Cluster, PageHeader, Stack, StatusPill, SummaryList};
use crate::ui::{SummaryRow, Text};

/// The checkout that the address names.
pub(super) fn checkout_of(search: &str) -> Option<String> {
    query_value(search, "checkout").or_else(|| query_value(search, "checkout_id")).filter(|id| !id.is_empty())
}

/// Where the checkout stands and what that means for the shopper's money.
#[component]
pub(super) fn Outcome(state: CheckoutState, told: Told) -> impl IntoView {
    let words =
        words_of_order(state.order_status, state.not_honoured).unwrap_or_else(|| words(state.status, told));
    let number = state.order_number.clone().map(|number| {
        view! { <SummaryRow label="Order number">{number}</SummaryRow> }
    });
    // What was paid instead is what is being checked.
    let as_told =
        state.status == CheckoutStatus::Paid && state.order_status != Some(OrderStatus::NeedsReview);
    let total_label = if as_told { "Paid" } else { "Amount" };
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
        CheckoutStatus::Cancelled | CheckoutStatus::Declined | CheckoutStatus::Expired => view! {
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
    fn the_checkout_is_read_from_the_address() {
        assert_eq!(checkout_of("?checkout=chk_1").as_deref(), Some("chk_1"));
        assert_eq!(checkout_of("?checkout="), None);
        assert_eq!(checkout_of(""), None);
    }
}
