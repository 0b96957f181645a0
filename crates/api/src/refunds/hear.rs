//! Hearing of refunds from the provider: of ours, how they go on, and of those made in its dashboard.

use securecart_db::{
    Conn,
    refunds::{
        NewRefund, RefundRecord, RefundSource, find_left_of_unexpected, find_refund_any,
        find_refund_by_provider, find_source_of_payment, lock_order_to_refund, reserve_refund,
        succeed_refund,
    },
};
use securecart_domain::{
    Currency, Money, OrderId, RefundId,
    refunds::{RefundOrigin, RefundReason, RefundStatus},
};
use serde_json::json;

use super::{
    RefundError,
    conclude::{Said, conclude},
    decide::entry,
};
use crate::{
    adapters::{
        clock::Clock,
        payment_gateway::{GatewayError, ProviderRefund},
    },
    audit::{self, Outcome},
    auth::Actor,
    mail::{Mail, promise},
    state::AppState,
};

/// Looks after a refund that an event named. Of the event only the id is believed: the provider is asked. Refunds of
/// payments that are not this shop's are left alone.
pub async fn hear_of_refund(
    state: &AppState,
    actor: &Actor,
    provider_refund_id: &str,
) -> Result<(), RefundError> {
    match state.payments.fetch_refund(provider_refund_id).await {
        Ok(told) => note(state, actor, told).await,
        Err(GatewayError::Missing) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Compares all refunds of a payment with what the provider knows.
pub(super) async fn note_refunds_of_payment(
    state: &AppState,
    actor: &Actor,
    payment: &str,
) -> Result<(), RefundError> {
    for told in state.payments.list_refunds(payment).await? {
        note(state, actor, told).await?;
    }
    Ok(())
}

async fn note(state: &AppState, actor: &Actor, told: ProviderRefund) -> Result<(), RefundError> {
    let (known, source) = {
        let mut conn = state.db.connection().await?;
        let known = find_ours(&mut conn, &told).await?;
        let source = match told.payment_id.as_deref().filter(|_| known.is_none()) {
            Some(payment) => find_source_of_payment(&mut conn, payment).await?,
            None => None,
        };
        (known, source)
    };
    let (clock, said) = (&state.clock, Said::Refund(told.clone()));
    if let Some(known) = known {
        state.db.transaction(async |tx| conclude(tx, clock, actor, &known, &said).await).await?;
    } else if let Some(source) = source {
        state.db.transaction(async |tx| adopt(tx, clock, actor, source, &told).await).await?;
    }
    Ok(())
}

async fn find_ours(conn: &mut Conn, told: &ProviderRefund) -> Result<Option<RefundRecord>, RefundError> {
    let by_id = find_refund_by_provider(conn, &told.id).await?;
    Ok(match (by_id, told.reference) {
        (Some(refund), _) => Some(refund),
        (None, Some(reference)) => find_refund_any(conn, reference).await?,
        (None, None) => None,
    })
}

/// Writes down a refund that was made in the provider's dashboard, so that the books know where the money is. It names
/// no lines and puts nothing on the shelf.
async fn adopt(
    tx: &mut Conn,
    clock: &Clock,
    actor: &Actor,
    (order, source): (OrderId, RefundSource),
    told: &ProviderRefund,
) -> Result<(), RefundError> {
    let order = lock_order_to_refund(tx, order).await?.ok_or(RefundError::NotFound)?;
    if told.status == RefundStatus::Failed || find_refund_by_provider(tx, &told.id).await?.is_some() {
        return Ok(());
    }
    let left = match source {
        RefundSource::Order(_) => order.payment_left,
        RefundSource::Unexpected(id) => {
            find_left_of_unexpected(tx, id).await?.ok_or(RefundError::NotFound)?
        }
    };
    let new = adopted(clock, (order.id, source), left.currency(), told)?;
    if !reserve_refund(tx, clock.now(), &new).await? {
        // One of ours that is being refused has taken the room.
        return Err(RefundError::NoRoomYet);
    }
    if told.status == RefundStatus::Succeeded {
        succeed_refund(tx, clock.now(), new.id).await?;
    }
    promise(tx, clock, &Mail::RefundSent { order: order.id, refund: new.id }).await?;
    let detail = json!({ "refund": new.id, "amount": new.amount, "provider_refund": told.id });
    audit::record(tx, clock.now(), actor, entry("refund_noted", &order, Outcome::Success, detail)).await?;
    Ok(())
}

fn adopted(
    clock: &Clock,
    (order_id, source): (OrderId, RefundSource),
    expected: Currency,
    told: &ProviderRefund,
) -> Result<NewRefund, RefundError> {
    let currency: Currency = told.currency.parse().map_err(|_| RefundError::OtherRefund)?;
    if currency != expected {
        return Err(RefundError::OtherRefund);
    }
    let amount = Money::new(told.amount_minor, currency);
    Ok(NewRefund {
        id: RefundId::new(clock.uuid()),
        order_id,
        source,
        origin: RefundOrigin::Provider,
        reason: match source {
            RefundSource::Order(_) => RefundReason::Other,
            RefundSource::Unexpected(_) => RefundReason::PaidTwice,
        },
        note: String::new(),
        amount,
        shipping: Money::zero(currency),
        adjustment: amount,
        lines: Vec::new(),
        provider_refund_id: Some(told.id.clone()),
        next_attempt_at: clock.now(),
    })
}
