use leptos::prelude::*;
use securecart_domain::Permission;
use securecart_domain::orders::{FulfilmentStatus, OrderStatus};
use securecart_dto::admin::BulkOrderAction;
use securecart_dto::orders::Order;

use super::bulk::Bulk;
use crate::session::use_session;
use crate::ui::{Button, ButtonKind};

/// The steps that the order can take now, for those who may.
#[component]
pub(super) fn OrderSteps(order: Order, bulk: Bulk) -> impl IntoView {
    let session = use_session();
    let placed = order.status == OrderStatus::Placed;
    let shipped = order.fulfilment_status == FulfilmentStatus::Fulfilled;
    let order = StoredValue::new(order);
    let button = move |action, label, kind| {
        view! {
            <Button
                kind=kind
                busy=bulk.doing(action)
                disabled=bulk.doing_other(action)
                on:click=move |_| bulk.take(action, vec![order.get_value()])
            >
                {label}
            </Button>
        }
    };
    move || {
        let may = placed && session.may(Permission::WriteOrders);
        let last = if shipped { ButtonKind::Primary } else { ButtonKind::Secondary };
        view! {
            {(may && !shipped)
                .then(|| button(BulkOrderAction::Ship, "Mark shipped", ButtonKind::Primary))}
            {may.then(|| button(BulkOrderAction::Complete, "Mark completed", last))}
        }
    }
}
