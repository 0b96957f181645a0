//! From a cart to a payment page.

use securecart_db::checkouts::{CheckoutRecord, find_checkout_any};
use securecart_domain::{CheckoutId, checkout::CheckoutStatus};
use securecart_dto::checkout::CheckoutStarted;

use super::{
    CheckoutError, ensure_session, give_up,
    open::{Ask, Opened, open_checkout},
    session::{Page, return_address},
};
use crate::{
    auth::Actor,
    crash_point::{Step, crash_point},
    idempotency::Once,
    payments::settle::settle,
    state::AppState,
};

/// How often the transaction is tried while earlier checkouts of the owner are being ended.
const ROUNDS: u8 = 3;

/// Opens a checkout of the owner's cart, or comes back to the one that is open for the same contents.
///
/// Repeated after a crash with the same key, it goes on with the checkout that it had begun, as long as that is open.
/// An open one for other contents is ended first. Should an earlier one turn out to be paid, nothing is opened.
pub(super) async fn start(
    state: &AppState,
    actor: &Actor,
    ask: &Ask,
    once: &Once,
) -> Result<CheckoutStarted, CheckoutError> {
    if let Some(begun) = once.reached().and_then(|id| id.parse().ok())
        && let Some(started) = resume(state, actor, begun).await?
    {
        return Ok(started);
    }
    for _ in 0..ROUNDS {
        match open(state, actor, ask, once).await? {
            Opened::New(id) => {
                crash_point(Step::CheckoutOpened);
                return page(state, actor, id).await?.ok_or(CheckoutError::Busy);
            }
            Opened::Same(checkout) => {
                if let Some(started) = resume(state, actor, checkout.id).await? {
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

/// The transaction; what it opens is noted for whoever repeats the call.
async fn open(state: &AppState, actor: &Actor, ask: &Ask, once: &Once) -> Result<Opened, CheckoutError> {
    state
        .db
        .transaction(async |tx| {
            let opened = open_checkout(tx, &state.clock, &state.keys, actor, ask).await?;
            match &opened {
                Opened::New(id) => once.keep_reached(tx, id).await?,
                Opened::Same(checkout) => once.keep_reached(tx, checkout.id).await?,
                Opened::InTheWay(_) => {}
            }
            Ok(opened)
        })
        .await
}

/// A checkout that was begun before, if it still waits for its shopper.
async fn resume(
    state: &AppState,
    actor: &Actor,
    id: CheckoutId,
) -> Result<Option<CheckoutStarted>, CheckoutError> {
    if still_open(settle(state, actor, id).await?)? { page(state, actor, id).await } else { Ok(None) }
}

/// Whether it still waits for its shopper; what the shopper has paid, or is paying, is not started again.
fn still_open(status: CheckoutStatus) -> Result<bool, CheckoutError> {
    match status {
        CheckoutStatus::Open => Ok(true),
        CheckoutStatus::Cancelled | CheckoutStatus::Declined | CheckoutStatus::Expired => Ok(false),
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
