use leptos::prelude::*;
use securecart_domain::orders::OrderStatus;
use securecart_dto::AdminPage;
use securecart_dto::orders::Order;

use crate::api::use_client;
use crate::features::staff::listing::Selection;
use crate::features::staff::orders::OrderSelection;
use crate::features::staff::words::{counted, fulfilment_words};
use crate::frame::{Loaded, moment};
use crate::routes::Route;
use crate::ui::{ButtonKind, ButtonLink, ButtonSize, Card, Cell, Column, EmptyState, Notice, Row};
use crate::ui::{SkeletonLines, StatusPill, Table, TextLink, Tone};

/// Rows shown here; the list has all of them.
const SHOWN: u16 = 6;

/// Paid orders of which something has not left the house.
#[component]
pub(super) fn OrdersToShip() -> impl IntoView {
    let client = use_client();
    let orders = LocalResource::new(move || OrderSelection::to_ship().fetch(client, SHOWN, None));
    view! {
        <Loaded
            resource=orders
            failure="The orders could not be loaded"
            skeleton=|| view! { <SkeletonLines lines=6 /> }
            ready=|page| view! { <ToShip page=page /> }
        />
    }
}

#[component]
fn ToShip(page: AdminPage<Order>) -> impl IntoView {
    if page.items.is_empty() {
        return view! {
            <Card title="To ship".to_owned()>
                <EmptyState
                    title="Everything is shipped"
                    detail="As soon as somebody has paid, the order is here.".to_owned()
                    icon=icondata::LuPackageCheck
                />
            </Card>
        }
        .into_any();
    }
    let title = format!("{} to ship", counted(page.total, "order", "orders"));
    let columns = vec![
        Column::new("Order"),
        Column::new("Placed"),
        Column::new("Customer"),
        Column::new("Delivery"),
        Column::number("Total"),
    ];
    let rows = page.items.into_iter().map(|order| view! { <ToShipRow order=order /> }).collect_view();
    let all = move || {
        view! {
            <ButtonLink
                href=Route::AdminOrders(OrderSelection::to_ship())
                kind=ButtonKind::Secondary
                size=ButtonSize::Small
            >
                "Go to these orders"
            </ButtonLink>
        }
    };
    view! {
        <Card title=title actions=all>
            <Table caption="Orders to ship" columns=columns>
                {rows}
            </Table>
        </Card>
    }
    .into_any()
}

#[component]
fn ToShipRow(order: Order) -> impl IntoView {
    let (tone, sent) = fulfilment_words(order.fulfilment_status);
    view! {
        <Row>
            <Cell label="Order" heading=true>
                <TextLink href=Route::AdminOrder(order.id)>{order.number}</TextLink>
            </Cell>
            <Cell label="Placed">{moment(order.placed_at)}</Cell>
            <Cell label="Customer">{order.customer.username.unwrap_or(order.customer.email)}</Cell>
            <Cell label="Delivery">
                <StatusPill tone=tone label=sent />
            </Cell>
            <Cell label="Total" numeric=true>
                {order.totals.total.to_string()}
            </Cell>
        </Row>
    }
}

/// Orders whose money does not agree with them. Says nothing while there are none, or when it can not be
/// known: the list below says then what is wrong.
#[component]
pub(super) fn OrdersToReview() -> impl IntoView {
    let client = use_client();
    let selection = || OrderSelection { status: Some(OrderStatus::NeedsReview), ..OrderSelection::default() };
    let orders = LocalResource::new(move || selection().fetch(client, 1, None));
    let total = move || orders.get().and_then(Result::ok).map_or(0, |page| page.total);
    move || {
        let total = total();
        (total > 0).then(|| {
            let title = format!("{} a look", counted(total, "order needs", "orders need"));
            view! {
                <Notice tone=Tone::Warning title=title>
                    <p>
                        "Money and order do not agree. "
                        <TextLink href=Route::AdminOrders(selection())>"Go to them"</TextLink>
                    </p>
                </Notice>
            }
        })
    }
}
