use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::orders::{FulfilmentStatus, OrderStatus};
use securecart_dto::orders::Order;

use crate::api::{self, use_client};
use crate::ui::{Button, ButtonKind, ConfirmDialog, use_toasts};

/// Gives the order up, after a question, as long as nothing of it was sent.
#[component]
pub(super) fn CancelMyOrder(order: Order, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let (client, toasts) = (use_client(), use_toasts());
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let unsent = order.fulfilment_status == FulfilmentStatus::Unfulfilled;
    let offered = order.status == OrderStatus::Placed && unsent;
    let (id, left) = (order.id.to_string(), order.totals.received.checked_sub(order.totals.refunded));
    let money = left.map_or_else(|_| String::new(), |left| format!("{left} go back the way you paid. "));
    let cancel = move |()| {
        let id = id.clone();
        busy.set(true);
        spawn_local(async move {
            let answer = api::refunds::cancel_my_order(client, &id).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(order) => toasts.success(format!("Your order {} is cancelled.", order.number)),
                Err(error) => toasts.error(error.detail()),
            }
            on_done.try_run(());
        });
    };
    offered.then(|| {
        view! {
            <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
                "Cancel order"
            </Button>
            <ConfirmDialog
                open=open
                title="Cancel this order?"
                confirm_label="Cancel the order"
                danger=true
                busy=busy
                on_confirm=cancel
            >
                {format!("Nothing of it will be sent. {money}This can not be undone, but you can order again.")}
            </ConfirmDialog>
        }
    })
}
