//! From Stripe's objects to the shop's words.

use stripe_checkout::{CheckoutSession, CheckoutSessionPaymentStatus, CheckoutSessionStatus};
use stripe_shared::{PaymentIntent, PaymentIntentStatus};

use super::{PaymentSession, PaymentState, SessionState, request::CHECKOUT_KEY};

impl From<CheckoutSession> for PaymentSession {
    fn from(session: CheckoutSession) -> Self {
        let metadata = session.metadata.unwrap_or_default();
        let intent = session.payment_intent.as_ref().and_then(|intent| intent.as_object());
        let payment = payment(&session.payment_status, intent);
        let of_payer = session.customer_details.and_then(|details| details.email);
        Self {
            state: session.status.map_or(SessionState::Open, state),
            payment,
            amount_minor: session.amount_total,
            currency: session.currency.map(|currency| currency.to_string().to_uppercase()),
            order_reference: session.client_reference_id,
            checkout_reference: metadata.get(CHECKOUT_KEY).cloned(),
            payment_id: session.payment_intent.map(|intent| intent.id().to_string()),
            email: of_payer.or(session.customer_email),
            url: session.url,
            id: session.id.to_string(),
        }
    }
}

/// A state that is not known yet is taken for open: nothing is done about it until it is.
fn state(status: CheckoutSessionStatus) -> SessionState {
    match status {
        CheckoutSessionStatus::Complete => SessionState::Complete,
        CheckoutSessionStatus::Expired => SessionState::Expired,
        _ => SessionState::Open,
    }
}

fn payment(status: &CheckoutSessionPaymentStatus, intent: Option<&PaymentIntent>) -> PaymentState {
    match status {
        CheckoutSessionPaymentStatus::Paid | CheckoutSessionPaymentStatus::NoPaymentRequired => {
            PaymentState::Received
        }
        _ if intent.is_some_and(has_failed) => PaymentState::Failed,
        _ => PaymentState::Awaited,
    }
}

/// Says nothing about open sessions, where a declined card leaves the intent in the same state.
fn has_failed(intent: &PaymentIntent) -> bool {
    matches!(intent.status, PaymentIntentStatus::Canceled | PaymentIntentStatus::RequiresPaymentMethod)
}
