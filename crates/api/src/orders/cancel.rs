//! Cancelling a paid order before anything is sent: the order ends, its goods go back on the shelf, its money goes back.

use securecart_db::{
    Conn,
    orders::{OrderRecord, cancel_paid_order, find_order_any},
    refunds::{RefundableLine, RefundableOrder, lock_order_to_refund},
};
use securecart_domain::{
    OrderId, RefundId, UserId,
    orders::{FulfilmentStatus, OrderStatus},
    refunds::{RefundOrigin, RefundReason},
};
use serde_json::json;

use super::OrderError;
use crate::{
    audit::{self, Entry, Outcome},
    auth::Actor,
    crash_point::{Step, crash_point},
    idempotency::Once,
    mail::{Mail, promise},
    refunds::{Wish, as_far_as_possible, decide, restock},
    state::AppState,
};

/// Who cancels.
#[derive(Clone, Debug)]
pub(super) enum Canceller {
    /// The customer, whose order it has to be.
    Customer(UserId),
    /// Whoever has its link and knows where its mails go: a guest, most of the time.
    Linked,
    /// Staff, whose order it must not be, with a note and whether the goods go back on the shelf.
    Staff { user: UserId, note: String, restock: bool },
}

/// Cancels the order in one transaction, unless an attempt with the same key that was cut off has, and then asks the
/// provider for the money; gives the order as it is then. Should the provider not answer, a job goes on asking.
pub(super) async fn cancel(
    state: &AppState,
    actor: &Actor,
    id: OrderId,
    canceller: &Canceller,
    once: &Once,
) -> Result<OrderRecord, OrderError> {
    let refund = match once.reached() {
        // Anything but an id stands for an order that had no money left to give back.
        Some(begun) => begun.parse().ok(),
        None => begin(state, actor, id, canceller, once).await?,
    };
    crash_point(Step::OrderCancelled);
    if let Some(refund) = refund {
        as_far_as_possible(state, actor, refund).await?;
    }
    let mut conn = state.db.connection().await?;
    find_order_any(&mut conn, id).await?.ok_or(OrderError::NotFound)
}

async fn begin(
    state: &AppState,
    actor: &Actor,
    id: OrderId,
    canceller: &Canceller,
    once: &Once,
) -> Result<Option<RefundId>, OrderError> {
    state
        .db
        .transaction(async |tx| {
            let refund = end(tx, state, actor, id, canceller).await?;
            once.keep_reached(tx, refund.map_or_else(|| "no refund".to_owned(), |refund| refund.to_string()))
                .await?;
            Ok(refund)
        })
        .await
}

async fn end(
    tx: &mut Conn,
    state: &AppState,
    actor: &Actor,
    id: OrderId,
    canceller: &Canceller,
) -> Result<Option<RefundId>, OrderError> {
    let (clock, now) = (&state.clock, state.clock.now());
    let order = lock_order_to_refund(tx, id).await?.ok_or(OrderError::NotFound)?;
    refuse_what_can_not_be(&order, canceller)?;
    if !cancel_paid_order(tx, now, id, order.status).await? {
        return Err(OrderError::NotCancellable("This order has changed meanwhile. Load it again."));
    }
    let by_customer = !matches!(canceller, Canceller::Staff { .. });
    promise(tx, clock, &Mail::OrderCancelled { order: id, by_customer }).await?;
    let refund = match wish(&order, canceller) {
        Some(wish) => Some(decide(tx, clock, actor, &order, &wish).await?),
        None => None,
    };
    let detail = json!({ "number": order.number, "by_customer": by_customer, "refund": refund });
    let entry = Entry {
        event: "order_cancelled",
        object_kind: "order",
        object_key: id.to_string(),
        outcome: Outcome::Success,
        detail,
    };
    audit::record(tx, now, actor, entry).await?;
    // Stock last: its rows are what everybody wants.
    if !matches!(canceller, Canceller::Staff { restock: false, .. }) {
        restock(tx, clock, &order, &unsent(&order)).await?;
    }
    crash_point(Step::CancelUncommitted);
    Ok(refund)
}

/// Nobody learns of orders of others; staff cancel no order of their own, and customers none that is being looked at.
fn refuse_what_can_not_be(order: &RefundableOrder, canceller: &Canceller) -> Result<(), OrderError> {
    match canceller {
        Canceller::Customer(user) if order.customer_id != Some(*user) => return Err(OrderError::NotFound),
        Canceller::Staff { user, .. } if order.customer_id == Some(*user) => {
            return Err(OrderError::NotCancellable(
                "This order is your own. Ask somebody else to cancel it.",
            ));
        }
        _ => {}
    }
    let words = match (order.status, order.fulfilment_status, canceller) {
        (OrderStatus::Placed, FulfilmentStatus::Unfulfilled, _)
        | (OrderStatus::NeedsReview, FulfilmentStatus::Unfulfilled, Canceller::Staff { .. }) => return Ok(()),
        (OrderStatus::Cancelled, ..) => "This order has been cancelled already.",
        (OrderStatus::NeedsReview, _, Canceller::Customer(_) | Canceller::Linked) => {
            "Somebody in the shop is looking at this order. Write to us to have it cancelled."
        }
        _ => "This order has been sent already, in full or in part, and can not be cancelled any more.",
    };
    Err(OrderError::NotCancellable(words))
}

/// All of the money that is left; none for an order that cost nothing or was given back before.
fn wish(order: &RefundableOrder, canceller: &Canceller) -> Option<Wish> {
    let (origin, note) = match canceller {
        Canceller::Customer(_) | Canceller::Linked => (RefundOrigin::Customer, String::new()),
        Canceller::Staff { note, .. } => (RefundOrigin::Staff, note.clone()),
    };
    let everything = Wish { note, ..Wish::everything(order, origin, RefundReason::OrderCancelled) };
    (order.payment_left.minor() > 0).then_some(everything)
}

/// Units that nobody has been refunded for; the others have been dealt with by their refund.
fn unsent(order: &RefundableOrder) -> Vec<(RefundableLine, u16)> {
    let lines = order.lines.iter().map(|line| (*line, line.paid.units_left()));
    lines.filter(|(_, units)| *units > 0).collect()
}
