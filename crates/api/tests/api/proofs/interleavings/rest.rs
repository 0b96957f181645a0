//! What is true when nobody does anything any more.

use std::collections::BTreeMap;

use securecart_api::{
    auth::Actor,
    jobs::{carry_out_refunds, reconcile, retry_events},
    payments::settle::settle_session,
};

use super::world::{PRODUCTS, UNITS, World};
use crate::shopping::{assert_ledger_holds, count};

impl World {
    /// The provider answers again, and time passes until nothing is open any more.
    pub(super) async fn come_to_rest(&self) {
        self.app.stripe.clear_faults();
        for _ in 0..3 {
            self.wait(40).await;
            reconcile(self.app.state.clone()).await.unwrap();
            retry_events(self.app.state.clone()).await.unwrap();
        }
        // Of these the shop hears by webhook alone, which the provider repeats for days.
        let elsewhere = self.elsewhere.lock().unwrap().clone();
        for page in elsewhere {
            settle_session(&self.app.state, &Actor::system(), &page).await.unwrap();
        }
        for _ in 0..20 {
            if count(&self.app, "refunds", "status = 'pending'").await == 0 {
                break;
            }
            self.wait(61).await;
            carry_out_refunds(self.app.state.clone()).await.unwrap();
        }
    }

    pub(super) async fn assert_all_has_ended(&self) {
        assert_eq!(count(&self.app, "checkouts", "status IN ('open', 'processing')").await, 0, "checkouts");
        assert_eq!(count(&self.app, "refunds", "status <> 'succeeded'").await, 0, "refunds");
        assert_eq!(count(&self.app, "orders", "status = 'needs_review'").await, 0, "nobody has to look");
        let held = "SELECT sum(reserved)::int8 AS number FROM stock_levels";
        assert_eq!(self.app.number(held).await, 0, "nothing is held");
        assert_ledger_holds(&self.app).await;
    }

    /// Every unit is sold or on the shelf.
    pub(super) async fn assert_goods_add_up(&self) {
        let gone = "SELECT coalesce(sum(l.quantity - l.restocked_quantity), 0)::int8 AS number FROM order_lines l
                    JOIN orders o ON o.id = l.order_id WHERE EXISTS (
                      SELECT FROM stock_holds h WHERE h.checkout_id = o.checkout_id AND h.status = 'claimed')";
        let left = "SELECT sum(on_hand)::int8 AS number FROM stock_levels";
        let units = i64::from(UNITS) * i64::try_from(PRODUCTS).unwrap();
        assert_eq!(self.app.number(gone).await + self.app.number(left).await, units, "sold or still there");
    }

    /// Whoever paid has an order or the money back; of each payment went back what the shop says, told in one mail each.
    pub(super) async fn assert_money_adds_up(&self) {
        let app = &self.app;
        let sessions = app.stripe.sessions();
        let paid = sessions.iter().filter(|session| session["payment_status"] == "paid").count();
        let paid = i64::try_from(paid).unwrap();
        let orders = count(app, "orders", "number IS NOT NULL").await;
        assert_eq!(orders + count(app, "unexpected_payments", "true").await, paid, "sessions that were paid");
        assert_eq!(count(app, "payments", "status = 'succeeded'").await, orders, "payments");
        let told = "kind IN ('order_confirmation', 'order_not_honoured')";
        assert_eq!(count(app, "outbox", told).await, orders, "one mail for each");
        let refunds = app.stripe.refunds();
        let many = i64::try_from(refunds.len()).unwrap();
        assert_eq!(count(app, "refunds", "true").await, many, "as many refunds as the provider made");
        assert_eq!(count(app, "outbox", "kind = 'refund_sent'").await, many, "one mail for each");
        let mut by_payment: BTreeMap<&str, i64> = BTreeMap::new();
        for refund in &refunds {
            *by_payment.entry(refund["payment_intent"].as_str().unwrap()).or_default() +=
                refund["amount"].as_i64().unwrap();
        }
        for (intent, cents) in by_payment {
            let ours = format!(
                "SELECT sum(refunded_minor)::int8 AS number FROM (
                   SELECT provider_payment_id, refunded_minor, captured_minor FROM payments
                   UNION ALL SELECT provider_payment_id, refunded_minor, captured_minor FROM unexpected_payments) AS p
                 WHERE provider_payment_id = '{intent}' AND refunded_minor <= captured_minor"
            );
            assert_eq!(app.number(&ours).await, cents, "what went back of {intent}");
        }
    }
}
