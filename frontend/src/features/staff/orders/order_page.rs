use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_dto::orders::{Order, OrderLine};

use super::bulk::Bulk;
use super::completing::CompletingQuestion;
use super::row::customer;
use super::selection::OrderSelection;
use super::steps::OrderSteps;
use crate::api::{self, use_client};
use crate::features::orders::{OrderDelivery, OrderSums};
use crate::features::staff::order::{CustomerCard, ProgressCard, StatesCard};
use crate::features::staff::refunds::{CancelOrder, RefundsCard};
use crate::features::staff::returns::ReturnsCard;
use crate::features::staff::shipments::ShipmentsCard;
use crate::frame::{Loaded, PageTitle, moment, picture};
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Card, Cell, Column, Container, Crumb, Gap, PageHeader, Row, RowTitle};
use crate::ui::{SkeletonLines, SplitLayout, Stack, Table, TextLink, Width};

/// One order: what was bought and by whom, how far it is, and the next step.
#[component]
pub(in crate::features::staff) fn OrderPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let order = LocalResource::new(move || {
        let id = id.get();
        async move { api::staff::get_order(client, &id).await }
    });
    let bulk = Bulk::new(move || order.refetch());
    view! {
        <Container width=Width::Full>
            <Loaded
                resource=order
                failure="The order could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=10 /> }
                ready=move |loaded| {
                    view! { <Details order=loaded bulk=bulk on_done=move |()| order.refetch() /> }
                }
            />
        </Container>
        <CompletingQuestion bulk=bulk />
    }
}

#[component]
fn Details(order: Order, bulk: Bulk, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let title = format!("Order {}", order.number);
    let all = Route::AdminOrders(OrderSelection::default());
    let crumbs = vec![Crumb::link("Orders", all), Crumb::here(order.number.clone())];
    let lead = format!("Placed on {} by {}", moment(order.placed_at), customer(&order).0);
    let (steps, ending, side) = (order.clone(), order.clone(), order.clone());
    view! {
        <PageTitle text=title.clone() />
        <PageHeader
            title=title
            lead=lead
            above=move || view! { <Breadcrumbs crumbs=crumbs /> }
            actions=move || {
                view! {
                    <CancelOrder order=ending on_done=on_done />
                    <OrderSteps order=steps bulk=bulk />
                }
            }
        />
        <SplitLayout side=move || view! { <Side order=side on_done=on_done /> }>
            <Lines order=order />
        </SplitLayout>
    }
}

#[component]
fn Side(order: Order, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    view! {
        <Stack gap=Gap::Large>
            <StatesCard order=order.clone() />
            <ShipmentsCard order=order.clone() on_done=on_done />
            <ReturnsCard order=order.clone() on_done=on_done />
            <RefundsCard order=order.clone() on_done=on_done />
            <CustomerCard customer=order.customer.clone() />
            <OrderDelivery order=order.clone() />
            <ProgressCard order=order />
        </Stack>
    }
}

#[component]
fn Lines(order: Order) -> impl IntoView {
    let columns = vec![
        Column::new("Product"),
        Column::number("Price"),
        Column::number("Quantity"),
        Column::number("Total"),
    ];
    let lines = order.lines.into_iter().map(|line| view! { <Line line=line /> }).collect_view();
    view! {
        <Stack>
            <Table caption="What was bought" columns=columns>
                {lines}
            </Table>
            <Card>
                <Stack>
                    <OrderSums totals=order.totals tax=order.tax coupon=order.coupon_code />
                    <TextLink href=Route::AdminInvoice(order.id) external=true>"Download invoice"</TextLink>
                </Stack>
            </Card>
        </Stack>
    }
}

#[component]
fn Line(line: OrderLine) -> impl IntoView {
    let known = [Some(line.variant_title).filter(|title| !title.is_empty()), line.sku];
    let detail = known.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <Row>
            <Cell label="Product" heading=true>
                <RowTitle
                    name=line.name
                    href=Route::AdminProduct(line.product_id).path()
                    detail=Some(detail).filter(|detail| !detail.is_empty())
                    picture=line.image_url.map(|url| picture(url, ""))
                    pictured=true
                />
            </Cell>
            <Cell label="Price" numeric=true>
                {line.unit_price.to_string()}
            </Cell>
            <Cell label="Quantity" numeric=true>
                {line.quantity}
            </Cell>
            <Cell label="Total" numeric=true>
                {line.total.to_string()}
            </Cell>
        </Row>
    }
}
