use leptos::prelude::*;
use securecart_domain::returns::ReturnStatus;
use securecart_dto::returns::AdminReturn;

use super::selection::ReturnSelection;
use crate::features::orders::return_words;
use crate::features::staff::list_frame::ListFrame;
use crate::features::staff::listing::{Listing, use_select};
use crate::features::staff::words::{choices, counted};
use crate::frame::{PageTitle, day};
use crate::routes::Route;
use crate::ui::{Binding, Cell, Cluster, Column, Container, EmptyState, Field, PageHeader, Row, RowTitle};
use crate::ui::{Select, Stack, StatusPill, Table, Width};

/// Returns, longest waiting first: those that the shop has something to do for, unless others are asked for.
#[component]
pub(in crate::features::staff) fn ReturnsPage() -> impl IntoView {
    let listing = Listing::<ReturnSelection>::new();
    let total = move || listing.total().map(|total| counted(total, "return", "returns"));
    let nothing = || {
        view! {
            <EmptyState
                title="Nothing is coming back"
                detail="What customers want to return is listed here until it is settled."
            />
        }
    };
    view! {
        <PageTitle text="Returns" />
        <Container width=Width::Full>
            <PageHeader title="Returns" lead=Signal::derive(total) />
            <Stack>
                <ReturnFilters listing=listing />
                <ListFrame
                    listing=listing
                    failure="The returns could not be loaded"
                    nothing=ViewFn::from(nothing)
                    rows=ViewFn::from(move || view! { <Returns listing=listing /> })
                />
            </Stack>
        </Container>
    }
}

/// Which returns to show.
#[component]
fn ReturnFilters(listing: Listing<ReturnSelection>) -> impl IntoView {
    let select = StoredValue::new(use_select(listing));
    let status = Binding::new(
        Signal::derive(move || {
            listing.selection.get().status.map(|status| status.as_str().to_owned()).unwrap_or_default()
        }),
        move |value: String| {
            let selection = ReturnSelection { status: value.parse().ok(), more: 0 };
            select.with_value(|select| select(selection));
        },
    );
    view! {
        <Cluster>
            <Field label="Which returns" label_hidden=true unmarked=true>
                <Select
                    value=status
                    placeholder="To do".to_owned()
                    options=choices(ReturnStatus::ALL, |status| return_words(status).1)
                />
            </Field>
        </Cluster>
    }
}

#[component]
fn Returns(listing: Listing<ReturnSelection>) -> impl IntoView {
    let columns =
        vec![Column::new("Order"), Column::new("Asked for"), Column::new("Units"), Column::new("Status")];
    view! {
        <Table caption="Returns" columns=columns>
            <For each=move || listing.items() key=|found| (found.details.id, found.details.status) let(found)>
                <ReturnRow found=found />
            </For>
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
