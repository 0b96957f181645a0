use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_dto::Page;
use securecart_dto::orders::Order;

use super::status::{fulfilment_words, order_words};
use crate::api::{self, use_client};
use crate::features::account::AccountTabs;
use crate::frame::{Loaded, PageTitle, day};
use crate::routes::Route;
use crate::ui::{ButtonLink, Cell, Column, Container, EmptyState, LoadMore, PageHeader, Row, SkeletonTable};
use crate::ui::{StatusPill, Table, TextLink, Width, use_toasts};

/// Everything the customer has bought, newest first.
#[component]
pub fn OrdersPage() -> impl IntoView {
    let client = use_client();
    let first = LocalResource::new(move || api::orders::list_my_orders(client, None));
    let ready = |page: Page<Order>| {
        if page.items.is_empty() {
            view! { <NoOrders /> }.into_any()
        } else {
            view! { <Orders first=page /> }.into_any()
        }
    };
    view! {
        <PageTitle text="My orders" />
        <Container width=Width::Reading>
            <AccountTabs />
            <PageHeader title="My orders" />
            <Loaded
                resource=first
                failure="Your orders could not be loaded"
                skeleton=|| view! { <SkeletonTable rows=4 columns=4 /> }
                ready=ready
            />
        </Container>
    }
}

#[component]
fn NoOrders() -> impl IntoView {
    view! {
        <EmptyState
            title="You have not ordered anything yet"
            detail="What you buy while signed in is listed here."
        >
            <ButtonLink href=Route::everything()>"Browse everything"</ButtonLink>
        </EmptyState>
    }
}

#[component]
fn Orders(first: Page<Order>) -> impl IntoView {
    let client = use_client();
    let toasts = use_toasts();
    let orders = RwSignal::new(first.items);
    let next = RwSignal::new(first.next_cursor);
    let busy = RwSignal::new(false);
    let load_more = move |()| {
        let cursor = next.get_untracked();
        busy.set(true);
        spawn_local(async move {
            let page = api::orders::list_my_orders(client, cursor).await;
            busy.try_set(false);
            match page {
                Ok(page) => {
                    orders.try_update(|orders| orders.extend(page.items));
                    next.try_set(page.next_cursor);
                }
                Err(error) => toasts.error(error.detail()),
            }
        });
    };
    let columns = vec![
        Column::new("Order"),
        Column::new("Placed"),
        Column::new("Status"),
        Column::new("Delivery"),
        Column::number("Total"),
    ];
    view! {
        <Table caption="My orders" columns=columns>
            <For each=move || orders.get() key=|order| order.id let(order)>
                <OrderRow order=order />
            </For>
        </Table>
        <LoadMore
            shown=Signal::derive(move || orders.read().len())
            more=Signal::derive(move || next.read().is_some())
            busy=busy
            on_load=load_more
        />
    }
}

#[component]
fn OrderRow(order: Order) -> impl IntoView {
    let (tone, status) = order_words(order.status);
    let (sent_tone, sent) = fulfilment_words(order.fulfilment_status);
    view! {
        <Row>
            <Cell label="Order" heading=true>
                <TextLink href=Route::Order(order.id)>{order.number}</TextLink>
            </Cell>
            <Cell label="Placed">{day(order.placed_at)}</Cell>
            <Cell label="Status">
                <StatusPill tone=tone label=status />
            </Cell>
            <Cell label="Delivery">
                <StatusPill tone=sent_tone label=sent />
            </Cell>
            <Cell label="Total" numeric=true>
                {order.totals.total.to_string()}
            </Cell>
        </Row>
    }
}
