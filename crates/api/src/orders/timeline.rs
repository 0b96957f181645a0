//! What happened to an order, in the order in which it happened.

use chrono::{DateTime, Utc};
use securecart_db::{
    orders::OrderRecord, refunds::RefundRecord, returns::ReturnRecord, shipments::ShipmentRecord,
};
use securecart_domain::{
    Money,
    orders::TimelineStep,
    refunds::{RefundReason, RefundStatus},
    returns::ReturnStatus,
};
use securecart_dto::timeline::TimelineEntry;

/// Everything that is known with its time.
pub(super) fn timeline(order: &OrderRecord) -> Vec<TimelineEntry> {
    let received = order.money.received;
    let mut entries = vec![entry(TimelineStep::Placed, order.placed_at)];
    if received.minor() > 0 {
        entries.push(TimelineEntry { amount: Some(received), ..entry(TimelineStep::Paid, order.placed_at) });
    }
    entries.extend(order.shipments.iter().map(shipped));
    entries.extend(order.refunds.iter().filter_map(paid_twice));
    entries.extend(order.refunds.iter().map(refunded));
    entries.extend(order.returns.iter().flat_map(returned));
    entries.extend(order.cancelled_at.map(|at| entry(TimelineStep::Cancelled, at)));
    entries.extend(order.completed_at.map(|at| entry(TimelineStep::Completed, at)));
    entries.sort_by_key(|entry| (entry.at, entry.step));
    entries
}

fn entry(step: TimelineStep, at: DateTime<Utc>) -> TimelineEntry {
    TimelineEntry { step, at, subject: None, units: None, amount: None }
}

fn shipped(shipment: &ShipmentRecord) -> TimelineEntry {
    let units = shipment.lines.iter().map(|line| u32::from(line.quantity)).sum();
    TimelineEntry {
        subject: Some(shipment.id.to_string()),
        units: Some(units),
        ..entry(TimelineStep::Shipped, shipment.shipped_at)
    }
}

/// What came that goes back by this refund, so that a refund of an order that was paid once is understood.
fn paid_twice(refund: &RefundRecord) -> Option<TimelineEntry> {
    (refund.reason == RefundReason::PaidTwice).then(|| TimelineEntry {
        subject: Some(refund.id.to_string()),
        amount: Some(refund.amount),
        ..entry(TimelineStep::PaidTwice, refund.created_at)
    })
}

fn refunded(refund: &RefundRecord) -> TimelineEntry {
    let step = match refund.status {
        RefundStatus::Pending => TimelineStep::RefundPending,
        RefundStatus::Succeeded => TimelineStep::Refunded,
        RefundStatus::Failed => TimelineStep::RefundFailed,
    };
    let amount: Option<Money> = Some(refund.amount);
    let at = refund.completed_at.unwrap_or(refund.created_at);
    TimelineEntry { subject: Some(refund.id.to_string()), amount, ..entry(step, at) }
}

/// The steps of a return; its money is told with the refund.
fn returned(found: &ReturnRecord) -> impl Iterator<Item = TimelineEntry> {
    let decided = match found.status {
        ReturnStatus::Rejected => TimelineStep::ReturnRejected,
        _ => TimelineStep::ReturnApproved,
    };
    let steps = [
        (TimelineStep::ReturnRequested, Some(found.requested_at)),
        (decided, found.decided_at),
        (TimelineStep::ReturnReceived, found.received_at),
    ];
    let units = found.lines.iter().map(|line| u32::from(line.quantity)).sum();
    let subject = found.id.to_string();
    steps.into_iter().filter_map(move |(step, at)| {
        Some(TimelineEntry { subject: Some(subject.clone()), units: Some(units), ..entry(step, at?) })
    })
}
