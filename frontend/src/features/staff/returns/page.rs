use leptos::prelude::*;
use securecart_dto::AdminPage;
use securecart_dto::returns::AdminReturn;

use crate::api;
use crate::features::orders::return_words;
use crate::features::staff::words::counted;
use crate::frame::{Loaded, PageTitle, day};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Cell, Column, Container, EmptyState, PageHeader, Row, RowTitle, SkeletonTable, StatusPill};
use crate::ui::{Table, Width};

/// The returns that the shop has something to do for, longest waiting first.
#[component]
pub(in crate::features::staff) fn ReturnsPage() -> impl IntoView {
    let session = use_session();
    let returns = LocalResource::new(move || api::returns::list_open_returns(session.client()));
    let ready = |page: AdminPage<AdminReturn>| {
        if page.items.is_empty() {
            return view! {
                <EmptyState
                    title="Nothing is coming back"
                    detail="What customers want to return is listed here until it is settled."
                />
            }
            .into_any();
        }
        view! { <Returns returns=page.items /> }.into_any()
    };
    view! {
        <PageTitle text="Returns" />
        <Container width=Width::Full>
            <PageHeader title="Returns" lead="What customers send back, longest waiting first." />
            <Loaded
                resource=returns
                failure="The returns could not be loaded"
                skeleton=|| view! { <SkeletonTable rows=4 columns=4 /> }
                ready=ready
            />
        </Container>
    }
}

#[component]
fn Returns(returns: Vec<AdminReturn>) -> impl IntoView {
    let columns =
        vec![Column::new("Order"), Column::new("Asked for"), Column::new("Units"), Column::new("Status")];
    let rows = returns.into_iter().map(|found| view! { <ReturnRow found=found /> }).collect_view();
    view! {
        <Table caption="Returns" columns=columns>
            {rows}
        </Table>
    }
}

#[component]
fn ReturnRow(found: AdminReturn) -> impl IntoView {
    let (tone, status) = return_words(found.details.status);
    let units = found.details.lines.iter().map(|line| u64::from(line.quantity)).sum();
    view! {
        <Row>
            <Cell label="Order" heading=true>
                <RowTitle
                    name=found.order_number
                    href=Route::AdminOrder(found.order_id).path()
                    detail=Some(found.details.reason.refund_reason().label().to_owned())
                />
            </Cell>
            <Cell label="Asked for">{day(found.details.requested_at)}</Cell>
            <Cell label="Units">{counted(units, "unit", "units")}</Cell>
            <Cell label="Status">
                <StatusPill tone=tone label=status />
            </Cell>
        </Row>
    }
}
