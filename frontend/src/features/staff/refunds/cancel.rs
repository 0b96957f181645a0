use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::Permission;
use securecart_domain::orders::{FulfilmentStatus, OrderStatus};
use securecart_dto::orders::{CancelOrderRequest, Order};

use super::draft::payment_left;
use crate::api::{self, use_client};
use crate::session::use_session;
use crate::ui::{Button, ButtonKind, Checkbox, ConfirmDialog, Stack, Text, use_toasts};

/// Gives an order up of which nothing was sent, after a question.
#[component]
pub(in crate::features::staff) fn CancelOrder(
    order: Order,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let (client, toasts, session) = (use_client(), use_toasts(), use_session());
    let (open, busy, restock) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(true));
    let unsent = order.fulfilment_status == FulfilmentStatus::Unfulfilled;
    let can = unsent && matches!(order.status, OrderStatus::Placed | OrderStatus::NeedsReview);
    let (id, left) = (order.id.to_string(), payment_left(&order));
    let cancel = move |()| {
        let (id, restock) = (id.clone(), restock.get_untracked());
        busy.set(true);
        spawn_local(async move {
            let request = CancelOrderRequest { note: String::new(), restock };
            let answer = api::refunds::cancel_order(client, &id, &request).await;
            busy.try_set(false);
            open.try_set(false);
            match answer {
                Ok(order) if order.status == OrderStatus::Cancelled => {
                    toasts.success(format!("Order {} is cancelled.", order.number));
                }
                Ok(_) => {
                    toasts.error("The order is cancelled, but its money did not go back. Look at it again.");
                }
                Err(error) => toasts.error(error.detail()),
            }
            on_done.try_run(());
        });
    };
    view! {
        <Show when=move || can && session.may(Permission::WriteRefunds)>
            <Button kind=ButtonKind::Secondary on:click=move |_| open.set(true)>
                "Cancel order"
            </Button>
        </Show>
        <ConfirmDialog
            open=open
            title="Cancel this order?"
            confirm_label="Cancel the order"
            danger=true
            busy=busy
            on_confirm=cancel
        >
            <Stack>
                <Text body=format!(
                    "Nothing of it will be sent, and {left} go back to who paid. The customer gets a mail. This can not be undone.",
                ) />
                <Checkbox checked=restock label="Put its goods back on the shelf" />
            </Stack>
        </ConfirmDialog>
    }
}
