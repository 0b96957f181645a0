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
    let owing = orders.iter().filter(|order| unsent(std::slice::from_ref(*order)) > 0).count();
    let not_sent = not_sent(unsent(orders), owing, orders.len());
    let who = if owing == 1 { "the customer gets" } else { "the customers get" };
    format!(
        "{not_sent} Completing marks all of it as sent, and {who} a mail that says so. It can not be taken back."
    )
}

/// How many units, and of how many of the orders where there are several.
fn not_sent(units: u64, owing: usize, orders: usize) -> String {
    let are = if units == 1 { "is" } else { "are" };
    let of = match (orders, u64::try_from(owing).unwrap_or(u64::MAX)) {
        (1, _) => String::new(),
        (_, owing) => format!(" of {}", counted(owing, "order", "orders")),
    };
    format!("{}{of} {are} not sent yet.", counted(units, "unit", "units"))
}

#[cfg(test)]
mod tests {
    use super::not_sent;

    #[test]
    fn what_is_not_sent_is_a_sentence() {
        assert_eq!(not_sent(1, 1, 1), "1 unit is not sent yet.");
        assert_eq!(not_sent(2, 1, 1), "2 units are not sent yet.");
        assert_eq!(not_sent(1, 1, 3), "1 unit of 1 order is not sent yet.");
        assert_eq!(not_sent(5, 2, 3), "5 units of 2 orders are not sent yet.");
    }
}
