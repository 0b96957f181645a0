use std::collections::BTreeMap;

use leptos::prelude::*;
use leptos::task::spawn_local;
use securecart_domain::OrderId;
use securecart_domain::orders::OrderStatus;
use securecart_dto::admin::{BulkOrderAction, BulkOrdersRequest, BulkOrdersResult};
use securecart_dto::orders::Order;

use crate::api::{self, ApiError, Client, use_client};
use crate::features::staff::frame::OrdersWaiting;
use crate::features::staff::words::counted;
use crate::ui::{Toasts, use_toasts};

/// The most orders that take a step at once; the API's limit.
pub(super) const MOST_AT_ONCE: usize = 100;

/// Lets orders take a step, and says what became of them.
#[derive(Clone, Copy)]
pub(super) struct Bulk {
    client: Client,
    toasts: Toasts,
    waiting: OrdersWaiting,
    /// The step that is under way.
    under_way: RwSignal<Option<BulkOrderAction>>,
    /// Orders that would be completed before all of them is sent: whether to is asked first.
    asked: RwSignal<Option<Vec<Order>>>,
    /// Called when the orders are other ones now.
    on_done: Callback<()>,
}

impl Bulk {
    /// `on_done` loads anew what is shown.
    pub(super) fn new(on_done: impl Fn() + Send + Sync + 'static) -> Self {
        Self {
            client: use_client(),
            toasts: use_toasts(),
            waiting: expect_context(),
            under_way: RwSignal::new(None),
            asked: RwSignal::new(None),
            on_done: Callback::new(move |()| on_done()),
        }
    }

    /// Whether this step is under way.
    pub(super) fn doing(self, action: BulkOrderAction) -> Signal<bool> {
        Signal::derive(move || self.under_way.get() == Some(action))
    }

    /// Whether another step is under way.
    pub(super) fn doing_other(self, action: BulkOrderAction) -> Signal<bool> {
        Signal::derive(move || self.under_way.get().is_some_and(|doing| doing != action))
    }

    /// Takes the step; asks first if it would send what is not sent yet and then be final.
    pub(super) fn take(self, action: BulkOrderAction, orders: Vec<Order>) {
        if action == BulkOrderAction::Complete && unsent(&orders) > 0 {
            self.asked.set(Some(orders));
        } else {
            self.do_it(action, &orders);
        }
    }

    /// The orders that are asked about.
    pub(super) fn asked(self) -> RwSignal<Option<Vec<Order>>> {
        self.asked
    }

    /// Completes what was asked about.
    pub(super) fn complete(self) {
        if let Some(orders) = self.asked.get_untracked() {
            self.do_it(BulkOrderAction::Complete, &orders);
        }
    }

    fn do_it(self, action: BulkOrderAction, orders: &[Order]) {
        if self.under_way.get_untracked().is_some() || orders.is_empty() {
            return;
        }
        let numbers: BTreeMap<_, _> = orders.iter().map(|order| (order.id, order.number.clone())).collect();
        let request = BulkOrdersRequest { ids: numbers.keys().copied().collect(), action };
        self.under_way.set(Some(action));
        spawn_local(async move {
            let answer = api::staff::bulk_update_orders(self.client, &request).await;
            self.tell(action, &numbers, answer);
            self.under_way.try_set(None);
            self.asked.try_set(None);
        });
    }

    fn tell(
        self,
        action: BulkOrderAction,
        numbers: &BTreeMap<OrderId, String>,
        answer: Result<BulkOrdersResult, ApiError>,
    ) {
        match answer {
            Ok(result) => {
                if let Some(done) = done(action, result.updated.len()) {
                    self.toasts.success(done);
                }
                if let Some(left) = left(&result, numbers) {
                    self.toasts.error(left);
                }
                self.waiting.recount();
                self.on_done.try_run(());
            }
            Err(error) => self.toasts.error(error.detail()),
        }
    }
}

/// Units that these orders still owe, as far as they can be completed at all.
pub(super) fn unsent(orders: &[Order]) -> u64 {
    let open = orders.iter().filter(|order| order.status == OrderStatus::Placed);
    open.flat_map(|order| &order.lines).map(|line| u64::from(line.unshipped_quantity)).sum()
}

/// What was done: "3 orders are marked shipped."
fn done(action: BulkOrderAction, updated: usize) -> Option<String> {
    let count = u64::try_from(updated).ok().filter(|count| *count > 0)?;
    let state = match action {
        BulkOrderAction::Ship => "shipped",
        BulkOrderAction::Complete => "completed",
    };
    Some(format!("{} marked {state}.", counted(count, "order is", "orders are")))
}

/// What was left as it was, and why; equal reasons together.
fn left(result: &BulkOrdersResult, numbers: &BTreeMap<OrderId, String>) -> Option<String> {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for skipped in &result.skipped {
        let number = numbers.get(&skipped.id).map_or("one", String::as_str);
        reasons.entry(skipped.reason.as_str()).or_default().push(number);
    }
    let sentences: Vec<_> =
        reasons.iter().map(|(reason, numbers)| format!("{}: {reason}", numbers.join(", "))).collect();
    (!sentences.is_empty()).then(|| format!("Left as they were. {}", sentences.join(" ")))
}

#[cfg(test)]
mod tests {
    use securecart_dto::admin::SkippedOrder;

    use super::*;

    fn id(text: &str) -> OrderId {
        format!("ord_{text:0>32}").parse().unwrap()
    }

    #[test]
    fn the_message_counts_what_was_done() {
        assert_eq!(done(BulkOrderAction::Ship, 1).unwrap(), "1 order is marked shipped.");
        assert_eq!(done(BulkOrderAction::Complete, 3).unwrap(), "3 orders are marked completed.");
        assert_eq!(done(BulkOrderAction::Ship, 0), None);
    }

    #[test]
    fn skipped_orders_are_named_with_their_reasons() {
        let numbers = BTreeMap::from([(id("1"), "SC-100001".to_owned()), (id("2"), "SC-100002".to_owned())]);
        let skip = |text: &str, reason: &str| SkippedOrder { id: id(text), reason: reason.to_owned() };
        let result = BulkOrdersResult {
            updated: vec![],
            skipped: vec![skip("1", "It is cancelled."), skip("2", "It is cancelled.")],
        };
        assert_eq!(
            left(&result, &numbers).unwrap(),
            "Left as they were. SC-100001, SC-100002: It is cancelled."
        );
        assert_eq!(left(&BulkOrdersResult { updated: vec![id("1")], skipped: vec![] }, &numbers), None);
    }
}
