use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::orders::OrderStatus;
use securecart_dto::orders::Order;

use super::dialog::ShipmentForm;
use super::draft::ShipmentDraft;
use crate::features::orders::ShipmentList;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Card, Dialog, Stack, Text};

/// What was sent, and the next shipment.
#[component]
pub(in crate::features::staff) fn ShipmentsCard(
    order: Order,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let session = use_session();
    let open = RwSignal::new(false);
    let left = order.lines.iter().any(|line| line.unshipped_quantity > 0);
    let can = left && order.status == OrderStatus::Placed;
    let none = order.shipments.is_empty();
    let kept = StoredValue::new(order.clone());
    let form = move || {
        open.get().then(|| {
            let draft = ShipmentDraft::new(kept.get_value());
            view! { <ShipmentForm draft=draft open=open on_done=on_done /> }
        })
    };
    view! {
        <Card title="Shipments".to_owned()>
            <Stack>
                {none.then(|| view! { <Text muted=true body="Nothing has been sent." /> })}
                <ShipmentList shipments=order.shipments lines=order.lines />
                <Show when=move || can && session.may(Permission::WriteOrders)>
                    <Button kind=ButtonKind::Secondary full=true on:click=move |_| open.set(true)>
                        "New shipment"
                    </Button>
                </Show>
            </Stack>
        </Card>
        <Dialog open=open title="New shipment">
            {form}
        </Dialog>
    }
}
