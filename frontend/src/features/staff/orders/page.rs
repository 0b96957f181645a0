use std::collections::BTreeSet;

use leptos::prelude::*;
use securecart_domain::{OrderId, Permission};
use securecart_dto::orders::Order;

use super::bulk::Bulk;
use super::bulk_bar::BulkBar;
use super::completing::CompletingQuestion;
use super::filters::OrderFilters;
use super::row::OrderRow;
use super::selection::OrderSelection;
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::{Listing, Selection};
use crate::features::staff::words::counted;
use crate::frame::PageTitle;
use crate::session::use_session;
use crate::ui::{Column, Container, EmptyState, PageHeader, Stack, Table, Width};

/// The ticked orders.
pub(super) type Ticked = RwSignal<BTreeSet<OrderId>>;

/// All orders: found, filtered, and marked several at a time.
#[component]
pub(in crate::features::staff) fn OrdersPage() -> impl IntoView {
    let listing = Listing::<OrderSelection>::new();
    let ticked: Ticked = RwSignal::new(BTreeSet::new());
    let bulk = Bulk::new(move || {
        ticked.try_set(BTreeSet::new());
        listing.refetch();
    });
    // What another selection hides must not be marked along; "load more" hides nothing.
    let start = Memo::new(move |_| listing.selection.get().with_more(0));
    Effect::new(move |_| {
        start.track();
        ticked.set(BTreeSet::new());
    });
    let total = move || listing.total().map(|total| counted(total, "order", "orders"));
    let rows = move || view! { <Rows listing=listing ticked=ticked bulk=bulk /> }.into_any();
    view! {
        <PageTitle text="Orders" />
        <Container width=Width::Full>
            <PageHeader title="Orders" lead=Signal::derive(total) />
            <Stack>
                <OrderFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The orders could not be loaded"
                    nothing=ViewFn::from(|| view! { <NoOrders /> })
                    rows=ViewFn::from(rows)
                />
            </Stack>
        </Container>
        <CompletingQuestion bulk=bulk />
    }
}

#[component]
fn NoOrders() -> impl IntoView {
    view! {
        <EmptyState
            title="There are no orders yet"
            detail="As soon as somebody has paid, the order is here.".to_owned()
            icon=icondata::LuClipboardList
        />
    }
}

#[component]
fn Rows(listing: Listing<OrderSelection>, ticked: Ticked, bulk: Bulk) -> impl IntoView {
    let session = use_session();
    let may_mark = Memo::new(move |_| session.may(Permission::WriteOrders));
    move || {
        let may_mark = may_mark.get();
        let tick = may_mark.then(|| Column::unlabelled("Select"));
        let columns = tick.into_iter().chain([
            Column::new("Order"),
            Column::new("Placed"),
            Column::new("Customer"),
            Column::new("Goods"),
            Column::new("Status"),
            Column::new("Payment"),
            Column::new("Delivery"),
            Column::number("Total"),
        ]);
        view! {
            {may_mark.then(|| view! { <BulkBar listing=listing ticked=ticked bulk=bulk /> })}
            <Table caption="Orders" columns=columns.collect() busy=listing.busy>
                <For each=move || listing.items() key=row_key let(order)>
                    <OrderRow order=order ticked=may_mark.then_some(ticked) />
                </For>
            </Table>
        }
    }
}

/// A row is drawn anew when the order is in another state.
fn row_key(order: &Order) -> (OrderId, &'static str, &'static str, &'static str) {
    let states = (order.status.as_str(), order.payment_status.as_str(), order.fulfilment_status.as_str());
    (order.id, states.0, states.1, states.2)
}
