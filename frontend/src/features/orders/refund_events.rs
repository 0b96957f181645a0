use leptos::prelude::*;
use securecart_domain::refunds::RefundStatus;
use securecart_dto::orders::Order;
use securecart_dto::refunds::OrderRefund;

use crate::frame::moment;
use crate::ui::{TimelineEvent, Tone};

/// What became of a refund, in words that fit a timeline.
pub fn refund_words(refund: &OrderRefund) -> (Tone, String) {
    let amount = refund.amount;
    match refund.status {
        RefundStatus::Pending => (Tone::Info, format!("{amount} on their way back")),
        RefundStatus::Succeeded => (Tone::Success, format!("{amount} refunded")),
        RefundStatus::Failed => (Tone::Warning, format!("{amount} could not be refunded")),
    }
}

/// The end of an order and its refunds, in the order in which they happened.
#[component]
pub fn RefundEvents(
    /// Whose.
    order: Order,
) -> impl IntoView {
    let cancelled = order.cancelled_at.map(|at| (at, Tone::Neutral, "Cancelled".to_owned()));
    let refunds = order.refunds.iter().map(|refund| {
        let (tone, words) = refund_words(refund);
        (refund.completed_at.unwrap_or(refund.created_at), tone, words)
    });
    let mut events: Vec<_> = cancelled.into_iter().chain(refunds).collect();
    events.sort_by_key(|(at, ..)| *at);
    let event = |(at, tone, words): (chrono::DateTime<chrono::Utc>, Tone, String)| {
        view! { <TimelineEvent title=words time=moment(at) datetime=at.to_rfc3339() tone=tone /> }
    };
    events.into_iter().map(event).collect_view()
}
