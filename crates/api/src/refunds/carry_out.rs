//! Having the provider give the money back.

use securecart_db::refunds::{RefundRecord, RefundSource, find_payment_of_source, find_refund_any};
use securecart_domain::{RefundId, refunds::RefundStatus};

use super::{
    RefundError,
    conclude::{Said, conclude},
    hear::note_refunds_of_payment,
};
use crate::{
    adapters::payment_gateway::{GatewayError, NewProviderRefund, ProviderRefund},
    auth::Actor,
    crash_point::{Step, crash_point},
    state::AppState,
};

/// Asks the provider for a pending refund, or what has become of it, and writes down what it says; gives the refund as
/// it is then. One that has ended is left as it is.
///
/// Safe to repeat after an interruption at any point: the refund's id is the provider's idempotency key, and who was
/// here before may have been more than a day ago, when the provider has forgotten the key, so that the payment's
/// refunds are looked through first.
pub async fn carry_out(state: &AppState, actor: &Actor, id: RefundId) -> Result<RefundRecord, RefundError> {
    let refund = find(state, id).await?;
    if refund.status != RefundStatus::Pending {
        return Ok(refund);
    }
    let payment = payment_of(state, refund.source).await?;
    crash_point(Step::RefundDecided);
    let said = match ask(state, &refund, &payment).await {
        Ok(told) => Said::Refund(told),
        Err(error) => Said::Refused(refusal(error)?),
    };
    crash_point(Step::RefundMade);
    let concluded = settle(state, actor, &refund, &said).await?;
    crash_point(Step::RefundNoted);
    if let Said::Refused(reason) = &said {
        tracing::warn!(refund.id = %id, reason, "the payment provider refused a refund");
        // It may know of refunds that nobody told us of; they are why it refuses.
        if let Err(error) = note_refunds_of_payment(state, actor, &payment).await {
            tracing::warn!(refund.id = %id, %error, "the refunds of the payment could not be compared");
        }
    }
    Ok(concluded)
}

async fn find(state: &AppState, id: RefundId) -> Result<RefundRecord, RefundError> {
    let mut conn = state.db.connection().await?;
    find_refund_any(&mut conn, id).await?.ok_or(RefundError::NotFound)
}

async fn payment_of(state: &AppState, source: RefundSource) -> Result<String, RefundError> {
    let mut conn = state.db.connection().await?;
    let payment = find_payment_of_source(&mut conn, source).await?;
    payment.ok_or(RefundError::NothingPaid)
}

async fn ask(state: &AppState, refund: &RefundRecord, payment: &str) -> Result<ProviderRefund, GatewayError> {
    if let Some(known) = &refund.provider_refund_id {
        return state.payments.fetch_refund(known).await;
    }
    if refund.attempts > 0 {
        let made = state.payments.list_refunds(payment).await?;
        if let Some(made) = made.into_iter().find(|made| made.reference == Some(refund.id)) {
            return Ok(made);
        }
    }
    let (id, payment_id, amount) = (refund.id, payment.to_owned(), refund.amount);
    state.payments.create_refund(&NewProviderRefund { id, payment_id, amount }).await
}

/// The provider's word for a refusal that is final: it understood, and did nothing. Everything else is asked again.
fn refusal(error: GatewayError) -> Result<String, GatewayError> {
    match error {
        GatewayError::Missing => Ok("unknown_payment".to_owned()),
        GatewayError::Refused { status: 400 | 402, ref code, .. } if code != "idempotency_error" => {
            Ok(code.clone())
        }
        error => Err(error),
    }
}

async fn settle(
    state: &AppState,
    actor: &Actor,
    refund: &RefundRecord,
    said: &Said,
) -> Result<RefundRecord, RefundError> {
    state
        .db
        .transaction(async |tx| {
            let concluded = conclude(tx, &state.clock, actor, refund, said).await?;
            crash_point(Step::RefundNoteUncommitted);
            Ok(concluded)
        })
        .await
}
