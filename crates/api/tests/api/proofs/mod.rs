//! The proofs behind `docs/guarantees.md`: many buyers at once, news in every order, random sequences, sudden ends.
//!
//! Each looks at the whole books afterwards ([`crate::shopping::assert_ledger_holds`]), not at what it expects alone.

mod arrivals;
mod contention;
mod crashes;
mod hoarding;
mod interleavings;
mod running_shop;

use crate::{
    shopping::{assert_ledger_holds, count},
    support::TestApp,
};

/// How often a proof is repeated: `SECURECART_PROOF_ROUNDS` where it is set, for long runs by hand.
pub(crate) fn rounds(usual: u32) -> u32 {
    std::env::var("SECURECART_PROOF_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(usual)
}

/// Whoever paid has an order, and nobody else does; every order has left its marks once.
async fn assert_paid_and_placed_once(app: &TestApp, purchases: i64) {
    let paid = app.stripe.sessions().iter().filter(|session| session["payment_status"] == "paid").count();
    assert_eq!(i64::try_from(paid).unwrap(), purchases, "sessions that were paid");
    assert_eq!(count(app, "orders", "status = 'placed'").await, purchases, "orders");
    assert_eq!(count(app, "payments", "status = 'succeeded'").await, purchases, "payments");
    assert_eq!(count(app, "outbox", "kind = 'order_confirmation'").await, purchases, "mails");
    assert_eq!(count(app, "audit_events", "event = 'order_placed'").await, purchases, "audit entries");
    let sales = "SELECT count(DISTINCT reason) AS number FROM stock_movements WHERE kind = 'sale'";
    assert_eq!(app.number(sales).await, purchases, "checkouts that took goods out of the stock");
    assert_ledger_holds(app).await;
}
