use leptos::prelude::*;
use leptos_router::hooks::use_location;
use securecart_dto::orders::LinkedOrder;

use super::lines::Line;
use super::linked_acts::LinkedActs;
use super::returns::{AskForReturn, ReturnList, Returned};
use super::shipments::ShipmentList;
use super::status::{fulfilment_words, order_words, payment_words};
use super::timeline::OrderTimeline;
use super::totals::OrderSums;
use crate::api::{self, use_client};
use crate::frame::{Loaded, PageTitle, moment};
use crate::routes::{Route, query_value};
use crate::ui::{
    ButtonLink, Card, Cluster, Container, ErrorPanel, Gap, LineItems, PageHeader, SkeletonLines,
};
use crate::ui::{SplitLayout, Stack, StatusPill, Width};

/// The order of a mailed link, for whoever has it. The secret stays in the fragment, which no server sees, so that the
/// page can be loaded again.
#[component]
pub fn LinkedOrderPage() -> impl IntoView {
    let fragment = use_location().hash;
    let token = Memo::new(move |_| {
        fragment.with(|fragment| query_value(fragment.trim_start_matches('#'), "t").unwrap_or_default())
    });
    move || match token.get() {
        token if token.is_empty() => view! { <Incomplete /> }.into_any(),
        token => view! { <Shown token=token /> }.into_any(),
    }
}

#[component]
fn Shown(token: String) -> impl IntoView {
    let client = use_client();
    let secret = StoredValue::new(token);
    let order = LocalResource::new(move || {
        let token = secret.get_value();
        async move { api::orders::get_order_by_link(client, token).await }
    });
    view! {
        <Container>
            <Loaded
                resource=order
                failure="The order could not be shown"
                whole_page=true
                skeleton=|| view! { <SkeletonLines lines=10 /> }
                ready=move |shown| {
                    view! {
                        <Details order=shown token=secret.get_value() on_done=move |()| order.refetch() />
                    }
                }
            />
        </Container>
    }
}

#[component]
fn Incomplete() -> impl IntoView {
    view! {
        <PageTitle text="Your order" />
        <Container width=Width::Narrow>
            <PageHeader title="Your order" />
            <ErrorPanel
                title="This link is not complete"
                detail="Open it from the mail that confirmed your order once more.".to_owned()
            >
                <ButtonLink href=Route::Home>"To the shop"</ButtonLink>
            </ErrorPanel>
        </Container>
    }
}

#[component]
fn Details(order: LinkedOrder, token: String, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let title = format!("Order {}", order.number);
    let lead = format!("Placed on {}", moment(order.placed_at));
    let (bought, acted) = (order.lines.clone(), order.clone());
    let lines = order.lines.clone().into_iter().map(|line| view! { <Line line=line /> }).collect_view();
    view! {
        <PageTitle text=title.clone() />
        <PageHeader
            title=title
            lead=lead
            actions=move || {
                view! {
                    <Cluster>
                        <LinkedActs order=acted.clone() token=token.clone() on_done=on_done />
                        <AskForReturn of=Returned::OfLink(token.clone()) lines=bought.clone() on_done=on_done />
                    </Cluster>
                }
            }
        />
        <SplitLayout side=move || view! { <Side order=order /> }>
            <LineItems label="What you bought">{lines}</LineItems>
        </SplitLayout>
    }
}

#[component]
fn Side(order: LinkedOrder) -> impl IntoView {
    let (tone, status) = order_words(order.status);
    let (paid_tone, paid) = payment_words(order.payment_status);
    let (sent_tone, delivery) = fulfilment_words(order.fulfilment_status);
    let sent = !order.shipments.is_empty();
    let returned = !order.returns.is_empty();
    let returnable = order.lines.clone();
    view! {
        <Stack gap=Gap::Large>
            <Card title="Summary".to_owned()>
                <Stack>
                    <Cluster>
                        <StatusPill tone=tone label=status />
                        <StatusPill tone=paid_tone label=paid />
                        <StatusPill tone=sent_tone label=delivery />
                    </Cluster>
                    <OrderSums totals=order.totals tax=order.tax coupon=order.coupon_code />
                </Stack>
            </Card>
            {sent
                .then(|| {
                    view! {
                        <Card title="Shipments".to_owned()>
                            <ShipmentList shipments=order.shipments lines=order.lines />
                        </Card>
                    }
                })}
            {returned
                .then(|| {
                    view! {
                        <Card title="Returns".to_owned()>
                            <ReturnList returns=order.returns lines=returnable />
                        </Card>
                    }
                })}
            <Card title="What happened".to_owned()>
                <OrderTimeline entries=order.timeline />
            </Card>
        </Stack>
    }
}
