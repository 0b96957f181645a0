//! What the provider's words mean for the shop.

use chrono::{DateTime, Duration, Utc};
use securecart_domain::checkout::CheckoutEvent;

use crate::adapters::payment_gateway::{PaymentSession, PaymentState, SessionState};
use securecart_db::checkouts::CheckoutRecord;

/// Clocks of the shop and the provider may differ by this much.
const CLOCK_DIFFERENCE: Duration = Duration::seconds(30);

/// What happened to the session, if anything did. Only the shop ends a session before its time, and only when
/// the shopper goes back.
pub(super) fn event(
    session: &PaymentSession,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<CheckoutEvent> {
    match (session.state, session.payment) {
        (SessionState::Open, _) => None,
        (SessionState::Complete, PaymentState::Received) => Some(CheckoutEvent::PaymentReceived),
        (SessionState::Complete, PaymentState::Awaited) => Some(CheckoutEvent::PaymentAccepted),
        (SessionState::Complete, PaymentState::Failed) => Some(CheckoutEvent::PaymentFailed),
        (SessionState::Expired, _) if now < expires_at - CLOCK_DIFFERENCE => Some(CheckoutEvent::Cancelled),
        (SessionState::Expired, _) => Some(CheckoutEvent::TimedOut),
    }
}

/// What of a paid session does not fit the checkout; nothing if everything does.
pub(super) fn differences(session: &PaymentSession, checkout: &CheckoutRecord) -> Vec<&'static str> {
    let reference = Some(checkout.order_id.to_string());
    let checkout_id = Some(checkout.id.to_string());
    let checks = [
        (session.amount_minor == Some(checkout.total.minor()), "amount"),
        (session.currency.as_deref() == Some(checkout.total.currency().as_str()), "currency"),
        (session.order_reference == reference, "order_reference"),
        (session.checkout_reference == checkout_id, "checkout_reference"),
    ];
    checks.into_iter().filter(|(fits, _)| !fits).map(|(_, name)| name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn session(state: SessionState, payment: PaymentState) -> PaymentSession {
        PaymentSession {
            id: "cs_1".to_owned(),
            url: None,
            state,
            payment,
            amount_minor: None,
            currency: None,
            order_reference: None,
            checkout_reference: None,
            payment_id: None,
            email: None,
        }
    }

    #[test]
    fn an_early_end_is_a_cancellation() {
        let expires_at = DateTime::from_timestamp(10_000, 0).unwrap();
        let at = |seconds| {
            let expired = session(SessionState::Expired, PaymentState::Awaited);
            event(&expired, expires_at, DateTime::from_timestamp(seconds, 0).unwrap())
        };
        assert_eq!(at(5_000), Some(CheckoutEvent::Cancelled));
        assert_eq!(at(9_990), Some(CheckoutEvent::TimedOut));
        assert_eq!(at(10_001), Some(CheckoutEvent::TimedOut));
    }

    #[test]
    fn a_declined_card_ends_nothing_and_a_refused_transfer_does() {
        let now = DateTime::UNIX_EPOCH;
        assert_eq!(event(&session(SessionState::Open, PaymentState::Failed), now, now), None);
        let failed = session(SessionState::Complete, PaymentState::Failed);
        assert_eq!(event(&failed, now, now), Some(CheckoutEvent::PaymentFailed));
    }
}
