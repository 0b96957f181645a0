use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::refunds::RefundOrigin;
use securecart_dto::AdminPage;
use securecart_dto::orders::Order;
use securecart_dto::refunds::Refund;

use super::dialog::RefundForm;
use super::draft::{RefundDraft, payment_left};
use crate::api::{self, use_client};
use crate::features::orders::refund_words;
use crate::frame::{Loaded, moment};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Card, Dialog, SkeletonLines, Stack, SummaryList, SummaryRow, Text};
use crate::ui::{Timeline, TimelineEvent};

/// What was received, what has gone back, and the next refund.
#[component]
pub(in crate::features::staff) fn RefundsCard(
    order: Order,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let left = payment_left(&order);
    let (received, refunded) = (order.totals.received, order.totals.refunded);
    let id = StoredValue::new(order.id.to_string());
    let kept = StoredValue::new(order);
    let offered = move || left.minor() > 0 && session.may(Permission::WriteRefunds);
    let form = move || {
        open.get().then(|| {
            view! { <RefundForm draft=RefundDraft::new(kept.get_value()) open=open on_done=on_done /> }
        })
    };
    view! {
        <Card title="Payment".to_owned()>
            <Stack>
                <SummaryList>
                    <SummaryRow label="Received">{received.to_string()}</SummaryRow>
                    <SummaryRow label="Given back">{refunded.to_string()}</SummaryRow>
                    <SummaryRow label="Left" total=true>
                        {left.to_string()}
                    </SummaryRow>
                </SummaryList>
                <Show when=move || session.may(Permission::ReadRefunds)>
                    <Refunds order=id.get_value() />
                </Show>
                <Show when=offered>
                    <Button kind=ButtonKind::Secondary full=true on:click=move |_| open.set(true)>
                        "Refund"
                    </Button>
                </Show>
            </Stack>
        </Card>
        <Dialog open=open title="Refund">
            {form}
        </Dialog>
    }
}

/// Every refund of the order, oldest first.
#[component]
fn Refunds(order: String) -> impl IntoView {
    let client = use_client();
    let refunds = LocalResource::new(move || {
        let order = order.clone();
        async move { api::refunds::list_order_refunds(client, &order).await }
    });
    let ready = |page: AdminPage<Refund>| {
        if page.items.is_empty() {
            return view! { <Text muted=true body="Nothing has been given back." /> }.into_any();
        }
        let events = page.items.into_iter().map(|refund| view! { <Event refund=refund /> }).collect_view();
        view! { <Timeline>{events}</Timeline> }.into_any()
    };
    view! {
        <Loaded
            resource=refunds
            failure="The refunds could not be loaded"
            skeleton=|| view! { <SkeletonLines lines=2 /> }
            ready=ready
        />
    }
}

#[component]
fn Event(refund: Refund) -> impl IntoView {
    let (tone, words) = refund_words(&refund.refund);
    let at = refund.refund.completed_at.unwrap_or(refund.refund.created_at);
    let who = match refund.origin {
        RefundOrigin::Staff => "by staff",
        RefundOrigin::Customer => "by the customer",
        RefundOrigin::Shop => "by itself",
        RefundOrigin::Provider => "in the payment provider's dashboard",
    };
    let why = format!("{}, {who}", refund.refund.reason.label());
    let failure =
        refund.failure.map(|failure| format!("The payment provider says: {}.", failure.replace('_', " ")));
    let note = Some(refund.note).filter(|note| !note.is_empty());
    let details: Vec<_> = [Some(why), failure, note].into_iter().flatten().collect();
    view! {
        <TimelineEvent title=words time=moment(at) datetime=at.to_rfc3339() tone=tone>
            <Text muted=true body=details.join("\n\n") />
        </TimelineEvent>
    }
}
