//! What stands beside the lines of an order.

use leptos::prelude::*;
use securecart_dto::orders::{Order, OrderCustomer};

use super::orders::OrderSelection;
use super::words::{fulfilment_words, order_words, payment_words};
use crate::features::orders::OrderTimeline;
use crate::routes::Route;
use crate::ui::{Card, StatusPill, SummaryList, SummaryRow, TextLink};

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

/// What happened to the order.
#[component]
pub(super) fn ProgressCard(order: Order) -> impl IntoView {
    view! {
        <Card title="What happened".to_owned()>
            <OrderTimeline entries=order.timeline />
        </Card>
    }
}
