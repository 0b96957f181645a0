//! Settling: making a checkout and its order agree with what the provider says.
//!
//! Webhook, success page and reconciler all come here. The provider is asked outside of any transaction; then one
//! transaction locks the checkout and takes conditional steps. Running it twice, or many times at once, has the
//! effect of running it once.

mod another;
mod apply;
mod free;
mod give_back;
mod not_honoured;
mod receive;
mod verdict;

use securecart_db::{
    DbError,
    checkouts::{find_checkout_any, find_checkout_by_session},
};
use securecart_domain::{CheckoutId, checkout::CheckoutStatus};
use securecart_keys::KeyError;

use crate::{
    adapters::payment_gateway::{GatewayError, PaymentSession},
    auth::Actor,
    crash_point::{Step, crash_point},
    refunds::RefundError,
    state::AppState,
};

pub use free::settle_free;
pub use give_back::cancel_unopened;

/// Why a checkout could not be settled now.
#[derive(Debug, thiserror::Error)]
pub enum SettleError {
    /// There is no such checkout.
    #[error("there is no such checkout")]
    NoCheckout,
    /// The provider did not say.
    #[error(transparent)]
    Gateway(#[from] GatewayError),
    /// A key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// Money that has to go back at once.
    #[error(transparent)]
    Refund(#[from] RefundError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

/// Asks the provider about a checkout and acts on the answer; gives the status it has then.
///
/// A checkout that has ended, or that has no session yet, is left as it is.
pub async fn settle(
    state: &AppState,
    actor: &Actor,
    checkout: CheckoutId,
) -> Result<CheckoutStatus, SettleError> {
    let known = {
        let mut conn = state.db.connection().await?;
        find_checkout_any(&mut conn, checkout).await?.ok_or(SettleError::NoCheckout)?
    };
    let Some(session_id) = known.provider_session_id.filter(|_| known.status.holds_stock()) else {
        return Ok(known.status);
    };
    let session = state.payments.fetch_session(&session_id).await?;
    apply(state, actor, checkout, &session).await
}

/// The same, starting from a session that the provider named. Also for checkouts that have ended (money that
/// comes late must not go unnoticed) and for sessions whose creation was never answered: their metadata says
/// which checkout they are for. `None` for sessions that are not of this shop.
pub async fn settle_session(
    state: &AppState,
    actor: &Actor,
    session_id: &str,
) -> Result<Option<CheckoutStatus>, SettleError> {
    let session = match state.payments.fetch_session(session_id).await {
        Err(GatewayError::Missing) => return Ok(None),
        outcome => outcome?,
    };
    let by_session = {
        let mut conn = state.db.connection().await?;
        find_checkout_by_session(&mut conn, &session.id).await?
    };
    let named = session.checkout_reference.as_deref().and_then(|reference| reference.parse().ok());
    let Some(checkout) = by_session.or(named) else {
        tracing::info!(session.id, "a session of somebody else");
        return Ok(None);
    };
    match apply(state, actor, checkout, &session).await {
        Err(SettleError::NoCheckout) => Ok(None),
        outcome => outcome.map(Some),
    }
}

/// Acts on what the provider has just said of a checkout's session. Should it have paid for a checkout of which the shop
/// knew another page, that page is closed.
pub async fn apply(
    state: &AppState,
    actor: &Actor,
    checkout: CheckoutId,
    session: &PaymentSession,
) -> Result<CheckoutStatus, SettleError> {
    let status = take_step(state, actor, checkout, session).await?;
    if another::is_paid(session)
        && status == CheckoutStatus::Paid
        && let Err(error) = close_other_page(state, actor, checkout, session).await
    {
        // It closes by itself in half an hour; what comes through it until then goes back.
        tracing::warn!(checkout.id = %checkout, %error, "the other page of a checkout could not be closed");
    }
    Ok(status)
}

/// Nobody is to pay twice: closes the page that the shop has noted if another one was paid. It may have been paid too.
async fn close_other_page(
    state: &AppState,
    actor: &Actor,
    id: CheckoutId,
    paid: &PaymentSession,
) -> Result<(), SettleError> {
    let known = {
        let mut conn = state.db.connection().await?;
        find_checkout_any(&mut conn, id).await?.and_then(|checkout| checkout.provider_session_id)
    };
    let Some(other) = known.filter(|known| *known != paid.id) else { return Ok(()) };
    let session = match state.payments.expire_session(&other).await {
        Err(GatewayError::Refused { .. }) => state.payments.fetch_session(&other).await?,
        outcome => outcome?,
    };
    take_step(state, actor, id, &session).await.map(drop)
}

async fn take_step(
    state: &AppState,
    actor: &Actor,
    checkout: CheckoutId,
    session: &PaymentSession,
) -> Result<CheckoutStatus, SettleError> {
    let paid = another::is_paid(session);
    let crash = |step| {
        if paid {
            crash_point(step);
        }
    };
    crash(Step::MoneyHeard);
    let status = state
        .db
        .transaction(async |tx| {
            let status = apply::apply(tx, &state.clock, &state.keys, actor, checkout, session).await?;
            crash(Step::OrderUncommitted);
            Ok::<_, SettleError>(status)
        })
        .await?;
    crash(Step::OrderPlaced);
    Ok(status)
}
