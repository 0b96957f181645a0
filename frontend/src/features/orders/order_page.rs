use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use securecart_dto::orders::Order;

use super::again::BuyAgain;
use super::cancel::CancelMyOrder;
use super::delivery::OrderDelivery;
use super::lines::Line;
use super::returns::{AskForReturn, ReturnList, Returned};
use super::shipments::ShipmentList;
use super::status::{fulfilment_words, order_words, payment_words};
use super::timeline::OrderTimeline;
use super::totals::OrderSums;
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle, moment};
use crate::routes::Route;
use crate::ui::{Breadcrumbs, Card, Cluster, Container, Crumb, Gap, LineItems, PageHeader};
use crate::ui::{SkeletonLines, SplitLayout, Stack, StatusPill, SummaryList, SummaryRow, TextLink};

/// One order: what was bought, what was paid, and how far it is.
#[component]
pub fn OrderPage() -> impl IntoView {
    let client = use_client();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let order = LocalResource::new(move || {
        let id = id.get();
        async move { api::orders::get_my_order(client, &id).await }
    });
    view! {
        <Container>
            <Loaded
                resource=order
                failure="The order could not be loaded"
                whole_page=true
                skeleton=|| view! { <SkeletonLines lines=10 /> }
                ready=move |loaded| view! { <Details order=loaded on_done=move |()| order.refetch() /> }
            />
        </Container>
    }
}

#[component]
fn Details(order: Order, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let title = format!("Order {}", order.number);
    let whole = order.clone();
    let crumbs = vec![Crumb::link("My orders", Route::Orders), Crumb::here(order.number.clone())];
    let lines = order.lines.clone().into_iter().map(|line| view! { <Line line=line /> }).collect_view();
    let lead = format!("Placed on {}", moment(order.placed_at));
    view! {
        <PageTitle text=title.clone() />
        <PageHeader
            title=title
            lead=lead
            above=move || view! { <Breadcrumbs crumbs=crumbs.clone() /> }
            actions=move || {
                view! {
                    <CancelMyOrder order=whole.clone() on_done=on_done />
                    <BuyAgain order=whole.id />
                    <AskForReturn of=Returned::Mine(whole.id) lines=whole.lines on_done=on_done />
                }
            }
        />
        <SplitLayout side=move || view! { <Side order=order /> }>
            <Stack>
                <LineItems label="What you bought">{lines}</LineItems>
            </Stack>
        </SplitLayout>
    }
}

#[component]
fn Side(order: Order) -> impl IntoView {
    let (tone, status) = order_words(order.status);
    let (paid_tone, paid) = payment_words(order.payment_status);
    let (sent_tone, delivery) = fulfilment_words(order.fulfilment_status);
    let (sent, back) = (!order.shipments.is_empty(), !order.returns.is_empty());
    let returned = order.lines.clone();
    let sums = order.clone();
    let email = order.customer.email.clone();
    view! {
        <Stack gap=Gap::Large>
            <Card title="Summary".to_owned()>
                <Stack>
                    <Cluster>
                        <StatusPill tone=tone label=status />
                        <StatusPill tone=paid_tone label=paid />
                        <StatusPill tone=sent_tone label=delivery />
                    </Cluster>
                    <OrderSums totals=sums.totals tax=sums.tax coupon=sums.coupon_code />
                    <SummaryList>
                        <SummaryRow label="E-mail">{email}</SummaryRow>
                        <SummaryRow label="Invoice">
                            <TextLink href=Route::Invoice(order.id) external=true>"Download invoice"</TextLink>
                        </SummaryRow>
                    </SummaryList>
                </Stack>
            </Card>
            <OrderDelivery order=order.clone() />
            {sent.then(|| view! {
                <Card title="Shipments".to_owned()>
                    <ShipmentList shipments=order.shipments lines=order.lines />
                </Card>
            })}
            {back.then(|| view! {
                <Card title="Returns".to_owned()>
                    <ReturnList returns=order.returns lines=returned />
                </Card>
            })}
            <Card title="What happened".to_owned()>
                <OrderTimeline entries=order.timeline />
            </Card>
        </Stack>
    }
}
