//! The payment page of a checkout.

use securecart_db::{
    checkouts::{CheckoutRecord, find_checkout_any, store_session},
    orders::list_lines_any,
};
use securecart_domain::{CheckoutId, accounts::Email, cart::Quantity};

use super::CheckoutError;
use crate::{
    adapters::payment_gateway::{
        GatewayError, NewPaymentSession, PaymentDiscount, PaymentLine, PaymentSession,
    },
    auth::Actor,
    config::HttpConfig,
    crash_point::{Step, crash_point},
    payments::settle::{apply, cancel_unopened, settle_free},
    state::AppState,
};

/// What is known of a checkout's payment page.
pub enum Page {
    /// The provider's session is known, with the page's address as long as it was ever told.
    Known {
        /// The provider's id.
        session_id: String,
        /// Where to pay.
        url: Option<String>,
    },
    /// The checkout has ended.
    Ended,
}

/// Opens the payment page of a checkout unless it has one, and remembers it. One that costs nothing needs no page: its
/// order is placed at once.
///
/// Safe at any time and from anywhere: the checkout's id is the key by which the provider knows that it was
/// asked before, so a session whose answer was lost is found again instead of being opened twice. If the
/// provider refuses or stays silent the stock is given back and the error says why. A session that it may have
/// opened nevertheless is one whose page nobody was ever shown; should it be paid all the same, its metadata
/// lead [`crate::payments::settle::settle_session`] to the cancelled checkout and its order to a person.
pub async fn ensure_session(state: &AppState, actor: &Actor, id: CheckoutId) -> Result<Page, CheckoutError> {
    let (checkout, new) = request(state, id).await?;
    if !checkout.status.holds_stock() {
        return Ok(Page::Ended);
    }
    if checkout.costs_nothing() {
        settle_free(state, actor, id).await?;
        return Ok(Page::Ended);
    }
    if let Some(session_id) = checkout.provider_session_id {
        return Ok(Page::Known { session_id, url: checkout.payment_url });
    }
    match state.payments.create_session(&new).await {
        Ok(session) => {
            crash_point(Step::PageOpened);
            remember(state, actor, id, session).await
        }
        Err(error) => {
            tracing::warn!(checkout.id = %id, %error, "no payment page: the stock is given back");
            state.db.transaction(async |tx| cancel_unopened(tx, &state.clock, actor, id).await).await?;
            opened_meanwhile(state, id).await?.ok_or_else(|| error.into())
        }
    }
}

/// The page, if another request for the same checkout was answered while this one was not.
async fn opened_meanwhile(state: &AppState, id: CheckoutId) -> Result<Option<Page>, CheckoutError> {
    let mut conn = state.db.connection().await?;
    let checkout = find_checkout_any(&mut conn, id).await?.filter(|found| found.status.holds_stock());
    Ok(checkout.and_then(|found| {
        found.provider_session_id.map(|session_id| Page::Known { session_id, url: found.payment_url })
    }))
}

async fn remember(
    state: &AppState,
    actor: &Actor,
    id: CheckoutId,
    session: PaymentSession,
) -> Result<Page, CheckoutError> {
    let url = session.url.as_deref();
    let stored = state.db.transaction(async |tx| store_session(tx, id, &session.id, url).await).await?;
    if stored {
        crash_point(Step::PageNoted);
        return Ok(Page::Known { session_id: session.id, url: session.url });
    }
    // It was given up while the provider was asked: nobody may pay this session.
    tracing::warn!(checkout.id = %id, session.id, "closing the session of a checkout that has ended");
    match state.payments.expire_session(&session.id).await {
        Ok(expired) => apply(state, actor, id, &expired).await.map(|_| Page::Ended).map_err(Into::into),
        Err(GatewayError::Refused { .. } | GatewayError::Missing) => Ok(Page::Ended),
        Err(error) => Err(error.into()),
    }
}

/// The checkout and what the provider is asked for it; made of stored data alone, so that it never changes.
async fn request(
    state: &AppState,
    id: CheckoutId,
) -> Result<(CheckoutRecord, NewPaymentSession), CheckoutError> {
    let mut conn = state.db.connection().await?;
    let checkout = find_checkout_any(&mut conn, id).await?.ok_or(CheckoutError::NotFound)?;
    let lines = list_lines_any(&mut conn, &[checkout.order_id]).await?;
    let lines = lines.into_iter().map(|line| PaymentLine {
        name: line.name,
        description: line.variant_title,
        unit_price: line.unit_price,
        quantity: line.quantity,
    });
    let lines = lines.chain(extras(&checkout));
    let http = &state.config.http;
    let email = state.keys.open_order_email(checkout.order_id, checkout.email.as_ref())?;
    let new = NewPaymentSession {
        checkout_id: id,
        order_id: checkout.order_id,
        lines: lines.collect(),
        discount: discount(&checkout),
        email: Some(email).filter(|email| Email::parse(email).is_ok()),
        success_url: return_address(http, "success", id),
        cancel_url: return_address(http, "cancelled", id),
        expires_at: checkout.expires_at,
    };
    Ok((checkout, new))
}

/// What is paid besides the goods: sending, and tax that comes on top.
fn extras(checkout: &CheckoutRecord) -> Vec<PaymentLine> {
    let delivery = checkout.shipping_name.as_deref().unwrap_or("Delivery");
    let tax = checkout.tax_name.as_deref().unwrap_or("Tax");
    let on_top = if checkout.tax_included { 0 } else { checkout.tax.minor() };
    let extras = [(checkout.shipping.minor(), delivery, checkout.shipping), (on_top, tax, checkout.tax)];
    let paid = extras.into_iter().filter(|(minor, ..)| *minor > 0);
    paid.map(|(_, name, amount)| PaymentLine {
        name: name.to_owned(),
        description: String::new(),
        unit_price: amount,
        quantity: Quantity::ONE,
    })
    .collect()
}

fn discount(checkout: &CheckoutRecord) -> Option<PaymentDiscount> {
    let name = checkout.coupon_code.clone().unwrap_or_default();
    (checkout.discount.minor() > 0).then_some(PaymentDiscount { name, amount: checkout.discount })
}

/// Where the shopper comes back to.
pub(super) fn return_address(http: &HttpConfig, page: &str, id: CheckoutId) -> String {
    http.public_address(&format!("/checkout/{page}?checkout={id}"))
}
