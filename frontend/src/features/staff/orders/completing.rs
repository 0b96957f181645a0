use leptos::prelude::*;
use securecart_dto::admin::BulkOrderAction;
use securecart_dto::orders::Order;

use super::bulk::{Bulk, unsent};
use crate::features::staff::words::counted;
use crate::ui::{Binding, ConfirmDialog};

/// Asks before orders are completed of which something is not sent yet: that sends it, tells the customer and is final.
#[component]
pub(super) fn CompletingQuestion(bulk: Bulk) -> impl IntoView {
    let asked = bulk.asked();
    let open = Binding::new(Signal::derive(move || asked.read().is_some()), move |open: bool| {
        if !open {
            asked.set(None);
        }
    });
    let title = move || match asked.read().as_deref() {
        Some([_, _, ..]) => "Complete these orders?".to_owned(),
        _ => "Complete this order?".to_owned(),
    };
    let words = move || asked.read().as_deref().map(consequence);
    view! {
        <ConfirmDialog
            open=open
            title=Signal::derive(title)
            confirm_label="Send the rest and complete"
            busy=bulk.doing(BulkOrderAction::Complete)
            on_confirm=move |()| bulk.complete()
        >
            {words}
        </ConfirmDialog>
    }
}

fn consequence(orders: &[Order]) -> String {
    let units = counted(unsent(orders), "unit is", "units are");
    let owing = orders.iter().filter(|order| unsent(std::slice::from_ref(*order)) > 0).count();
    let of = match (orders.len(), u64::try_from(owing).unwrap_or(u64::MAX)) {
        (1, _) => String::new(),
        (_, owing) => format!(" of {}", counted(owing, "order", "orders")),
    };
    let who = if owing == 1 { "the customer gets" } else { "the customers get" };
    format!(
        "{units}{of} not sent yet. Completing marks all of it as sent, and {who} a mail that says so. It can not be taken back."
    )
}
