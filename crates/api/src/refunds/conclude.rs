//! Writing down what the provider said of a refund.

use securecart_db::{
    Conn,
    orders::review_cancelled_order,
    refunds::{
        RefundRecord, RefundSource, RefundableOrder, fail_refund, find_payment_of_source, find_refund_any,
        lock_order_to_refund, remember_provider_refund, succeed_refund,
    },
};
use securecart_domain::refunds::RefundStatus;
use serde_json::json;

use super::{RefundError, decide::entry};
use crate::{
    adapters::{clock::Clock, payment_gateway::ProviderRefund},
    audit::{self, Outcome},
    auth::Actor,
    mail::{Mail, promise},
};

/// What the provider said.
#[derive(Clone, Debug)]
pub(super) enum Said {
    /// There is such a refund.
    Refund(ProviderRefund),
    /// It refused, in its own word; no refund was made.
    Refused(String),
}

/// Takes the step that the provider's word calls for; hearing it again changes nothing. Gives the refund after it.
pub(super) async fn conclude(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    known: &RefundRecord,
    said: &Said,
) -> Result<RefundRecord, RefundError> {
    let order = lock_order_to_refund(tx, known.order_id).await?.ok_or(RefundError::NotFound)?;
    let refund = find_refund_any(tx, known.id).await?.ok_or(RefundError::NotFound)?;
    match said {
        Said::Refund(told) => {
            let payment = find_payment_of_source(tx, refund.source).await?;
            refuse_another(payment.as_deref(), &refund, told)?;
            if refund.provider_refund_id.is_none() {
                remember_provider_refund(tx, clock.now(), refund.id, &told.id).await?;
            }
            match refund.status.step_to(told.status) {
                Ok(RefundStatus::Failed) => {
                    let failure = told.failure.as_deref().unwrap_or("unknown");
                    fail(tx, clock, actor, &order, &refund, failure).await?;
                }
                Ok(_) => succeed(tx, clock, actor, &order, &refund).await?,
                // Heard before, or still on its way: who paid is told that it is, once.
                Err(_) if refund.status == RefundStatus::Pending => tell(tx, clock, &refund).await?,
                Err(_) => {}
            }
        }
        Said::Refused(failure) if refund.status == RefundStatus::Pending => {
            fail(tx, clock, actor, &order, &refund, failure).await?;
        }
        Said::Refused(_) => {}
    }
    find_refund_any(tx, known.id).await?.ok_or(RefundError::NotFound)
}

/// What names our refund has to be it: the payment, the amount, the currency, and the id once that is known.
fn refuse_another(
    payment: Option<&str>,
    refund: &RefundRecord,
    told: &ProviderRefund,
) -> Result<(), RefundError> {
    let fits = payment == told.payment_id.as_deref()
        && refund.amount.minor() == told.amount_minor
        && refund.amount.currency().as_str() == told.currency
        && refund.provider_refund_id.as_ref().is_none_or(|known| *known == told.id);
    if fits {
        return Ok(());
    }
    tracing::error!(refund.id = %refund.id, provider.refund = told.id, "the provider speaks of another refund");
    Err(RefundError::OtherRefund)
}

async fn succeed(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    order: &RefundableOrder,
    refund: &RefundRecord,
) -> Result<(), RefundError> {
    succeed_refund(tx, clock.now(), refund.id).await?;
    tell(tx, clock, refund).await?;
    let detail = json!({ "refund": refund.id, "amount": refund.amount });
    audit::record(tx, clock.now(), actor, entry("refund_succeeded", order, Outcome::Success, detail)).await?;
    Ok(())
}

/// The mail that money is on its way; its key makes it one, however often it is promised.
async fn tell(tx: &mut Conn, clock: &Clock, refund: &RefundRecord) -> Result<(), RefundError> {
    Ok(promise(tx, clock, &Mail::RefundSent { order: refund.order_id, refund: refund.id }).await?)
}

/// Payment, lines and order get back what the refund took. Who was told that money is coming is told that it is not, and
/// an order that was cancelled for it is a person's to look at. What came twice is nothing of the order's.
async fn fail(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    order: &RefundableOrder,
    refund: &RefundRecord,
    failure: &str,
) -> Result<(), RefundError> {
    let now = clock.now();
    fail_refund(tx, now, refund, failure).await?;
    let review = match refund.source {
        RefundSource::Order(_) => review_cancelled_order(tx, now, order.id).await?,
        RefundSource::Unexpected(_) => false,
    };
    if refund.provider_refund_id.is_some() {
        promise(tx, clock, &Mail::RefundCameBack { order: order.id, refund: refund.id }).await?;
    }
    tracing::error!(refund.id = %refund.id, order.id = %order.id, failure, "a refund failed: a person has to look");
    let detail =
        json!({ "refund": refund.id, "amount": refund.amount, "failure": failure, "needs_review": review });
    audit::record(tx, now, actor, entry("refund_failed", order, Outcome::Failure, detail)).await?;
    Ok(())
}
