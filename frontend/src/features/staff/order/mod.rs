//! What stands beside the lines of an order.

use leptos::prelude::*;
use securecart_domain::orders::{FulfilmentStatus, OrderStatus, PaymentStatus};
use securecart_dto::orders::{Order, OrderCustomer};

use super::orders::OrderSelection;
use super::words::{fulfilment_words, order_words, payment_words};
use crate::features::orders::RefundEvents;
use crate::frame::moment;
use crate::routes::Route;
use crate::ui::{Card, StatusPill, SummaryList, SummaryRow, TextLink, Timeline, TimelineEvent, Tone};

/// The three states of an order.
#[component]
pub(super) fn StatesCard(order: Order) -> impl IntoView {
    let states = [
        ("Order", order_words(order.status)),
        ("Payment", payment_words(order.payment_status)),
        ("Delivery", fulfilment_words(order.fulfilment_status)),
    ];
    let rows = states.map(|(label, (tone, words))| {
        view! {
            <SummaryRow label=label>
                <StatusPill tone=tone label=words />
            </SummaryRow>
        }
    });
    view! {
        <Card title="Where it stands".to_owned()>
            <SummaryList>{rows.collect_view()}</SummaryList>
        </Card>
    }
}

/// Who bought, and what else.
#[component]
pub(super) fn CustomerCard(customer: OrderCustomer) -> impl IntoView {
    let others = OrderSelection { words: customer.email.clone(), ..OrderSelection::default() };
    view! {
        <Card title="Customer".to_owned()>
            <SummaryList>
                <SummaryRow label="Account">
                    {customer.username.unwrap_or_else(|| "Guest".to_owned())}
                </SummaryRow>
                <SummaryRow label="E-mail">{customer.email}</SummaryRow>
                <SummaryRow label="Orders">
                    <TextLink href=Route::AdminOrders(others)>"All of this address"</TextLink>
                </SummaryRow>
            </SummaryList>
        </Card>
    }
}

/// What happened to the order. A moment is told only where one is known.
#[component]
pub(super) fn ProgressCard(order: Order) -> impl IntoView {
    let (paid_tone, paid) = payment_words(order.payment_status);
    let (sent_tone, sent) = fulfilment_words(order.fulfilment_status);
    let (last_tone, last) = order_words(order.status);
    let paid_now = order.payment_status != PaymentStatus::Unpaid;
    let sent_now = order.fulfilment_status != FulfilmentStatus::Unfulfilled;
    let told = order.cancelled_at.is_some();
    let ended = !told && !matches!(order.status, OrderStatus::Pending | OrderStatus::Placed);
    view! {
        <Card title="What happened".to_owned()>
            <Timeline>
                <TimelineEvent
                    title="Ordered"
                    time=moment(order.placed_at)
                    datetime=order.placed_at.to_rfc3339()
                    tone=Tone::Success
                />
                <TimelineEvent title=paid tone=if paid_now { paid_tone } else { Tone::Neutral } />
                <TimelineEvent title=sent tone=if sent_now { sent_tone } else { Tone::Neutral } />
                {ended.then(|| view! { <TimelineEvent title=last tone=last_tone /> })}
                <RefundEvents order=order />
            </Timeline>
        </Card>
    }
}
