//! Ending a checkout before its time.

use securecart_domain::{CheckoutId, checkout::CheckoutStatus};

use super::{CheckoutError, ensure_session, session::Page};
use crate::{
    adapters::payment_gateway::GatewayError,
    auth::Actor,
    crash_point::{Step, crash_point},
    payments::settle::{apply, settle},
    state::AppState,
};

/// Ends a checkout; gives what became of it, which is `Paid` if the money was faster.
///
/// The provider closes the session first and the stock is given back only then, so that nobody pays for goods
/// that were given away. A checkout whose session is not known yet is asked for it, for the same reason.
pub async fn give_up(
    state: &AppState,
    actor: &Actor,
    id: CheckoutId,
) -> Result<CheckoutStatus, CheckoutError> {
    let Page::Known { session_id, .. } = ensure_session(state, actor, id).await? else {
        return Ok(settle(state, actor, id).await?);
    };
    match state.payments.expire_session(&session_id).await {
        Ok(session) => {
            crash_point(Step::PageClosed);
            Ok(apply(state, actor, id, &session).await?)
        }
        // It is not open any more: paid, or closed already.
        Err(GatewayError::Refused { .. }) => Ok(settle(state, actor, id).await?),
        Err(error) => Err(error.into()),
    }
}
