//! From a cart to a payment page.

use securecart_db::checkouts::{CheckoutRecord, find_checkout_any};
use securecart_domain::{CheckoutId, checkout::CheckoutStatus};
use securecart_dto::checkout::CheckoutStarted;

use super::{
    CheckoutError, ensure_session, give_up,
    open::{Ask, Opened, open_checkout},
    session::{Page, return_address},
};
use crate::{auth::Actor, payments::settle::settle, state::AppState};

/// How often the transaction is tried while earlier checkouts of the owner are being ended.
const ROUNDS: u8 = 3;

/// Opens a checkout of the owner's cart, or comes back to the one that is open for the same contents.
///
/// An open one for other contents is ended first. Should an earlier one turn out to be paid, nothing is opened.
pub(super) async fn start(
    state: &AppState,
    actor: &Actor,
    ask: Ask,
) -> Result<CheckoutStarted, CheckoutError> {
    for _ in 0..ROUNDS {
        let opened = state
            .db
            .transaction(async |tx| open_checkout(tx, &state.clock, &state.keys, actor, ask).await)
            .await?;
        match opened {
            Opened::New(id) => return page(state, actor, id).await?.ok_or(CheckoutError::Busy),
            Opened::Same(checkout) => {
                if still_open(settle(state, actor, checkout.id).await?)?
                    && let Some(started) = page(state, actor, checkout.id).await?
                {
                    return Ok(started);
                }
            }
            Opened::InTheWay(others) => {
                for other in others {
                    still_open(give_up(state, actor, other).await?)?;
                }
            }
        }
    }
    Err(CheckoutError::Busy)
}

/// Whether it still waits for its shopper; what the shopper has paid, or is paying, is not started again.
fn still_open(status: CheckoutStatus) -> Result<bool, CheckoutError> {
    match status {
        CheckoutStatus::Open => Ok(true),
        CheckoutStatus::Cancelled | CheckoutStatus::Expired => Ok(false),
        CheckoutStatus::Paid => Err(CheckoutError::AlreadyPaid),
        CheckoutStatus::Processing => Err(CheckoutError::TooManyOpen),
    }
}

async fn page(
    state: &AppState,
    actor: &Actor,
    id: CheckoutId,
) -> Result<Option<CheckoutStarted>, CheckoutError> {
    let page = ensure_session(state, actor, id).await?;
    let mut conn = state.db.connection().await?;
    let checkout = find_checkout_any(&mut conn, id).await?;
    let address = |checkout: &CheckoutRecord| match page {
        Page::Known { url, .. } => url,
        // Nothing to pay: the page that tells of the order.
        Page::Ended if checkout.costs_nothing() && checkout.status == CheckoutStatus::Paid => {
            Some(return_address(&state.config.http, "success", id))
        }
        Page::Ended => None,
    };
    Ok(checkout.and_then(|checkout| {
        let expires_at = checkout.expires_at;
        address(&checkout).map(|payment_url| CheckoutStarted { checkout_id: id, payment_url, expires_at })
    }))
}
