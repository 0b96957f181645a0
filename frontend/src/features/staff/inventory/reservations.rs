use leptos::prelude::*;
use securecart_domain::VariantId;
use securecart_dto::AdminPage;
use securecart_dto::inventory::{ReservationQuery, StockReservation};

use crate::api::{self, use_client};
use crate::features::staff::words::counted;
use crate::frame::{Loaded, moment};
use crate::ui::{Cell, Column, Row, Section, SkeletonLines, Stack, Table, Text};

/// Reservations that are shown; there are hardly ever more.
const SHOWN: u16 = 50;

/// What open checkouts keep of a variant.
#[component]
pub(super) fn Reservations(variant: VariantId) -> impl IntoView {
    let client = use_client();
    let kept = LocalResource::new(move || async move {
        let query =
            ReservationQuery { variant: Some(variant), limit: Some(SHOWN), ..ReservationQuery::default() };
        api::inventory::list_reservations(client, &query).await
    });
    view! {
        <Section title="Kept for open checkouts">
            <Loaded
                resource=kept
                failure="What checkouts keep could not be loaded"
                skeleton=|| view! { <SkeletonLines lines=2 /> }
                ready=|page| view! { <Kept page=page /> }
            />
        </Section>
    }
}

#[component]
fn Kept(page: AdminPage<StockReservation>) -> impl IntoView {
    if page.items.is_empty() {
        return view! { <Text muted=true body="Nobody is about to pay for it." /> }.into_any();
    }
    let left_out = page.total.saturating_sub(u64::try_from(page.items.len()).unwrap_or(0));
    let columns =
        vec![Column::new("Checkout"), Column::number("Units"), Column::new("Since"), Column::new("Until")];
    let rows = page.items.into_iter().map(|kept| view! { <KeptRow kept=kept /> }).collect_view();
    view! {
        <Stack>
            <Table caption="Kept for open checkouts" columns=columns>
                {rows}
            </Table>
            {(left_out > 0)
                .then(|| {
                    let body = format!("And {} more.", counted(left_out, "reservation", "reservations"));
                    view! { <Text muted=true body=body /> }
                })}
        </Stack>
    }
    .into_any()
}

#[component]
fn KeptRow(kept: StockReservation) -> impl IntoView {
    view! {
        <Row>
            <Cell label="Checkout" heading=true>
                {kept.checkout_id.to_string()}
            </Cell>
            <Cell label="Units" numeric=true>
                {kept.quantity}
            </Cell>
            <Cell label="Since" one_line=true>
                {moment(kept.created_at)}
            </Cell>
            <Cell label="Until" one_line=true>
                {moment(kept.expires_at)}
            </Cell>
        </Row>
    }
}
