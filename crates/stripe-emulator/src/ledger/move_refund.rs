//! What becomes of a refund after it was made.

use serde_json::json;

use super::{Cause, Ledger, refund::RefundStatus};

impl Ledger {
    /// Refunds that are made from now on begin in this state.
    pub(crate) fn begin_refunds_as(&mut self, status: RefundStatus) {
        self.refunds_begin = status;
    }

    /// Takes a refund to its next state and tells of it; false if it can not go there. The charge gets the amount of a
    /// refund that fails back.
    pub(crate) fn move_refund(&mut self, id: &str, next: RefundStatus, cause: &Cause) -> bool {
        let Some(refund) = self.refunds.get_mut(id).filter(|refund| refund.status.may_become(next)) else {
            return false;
        };
        let before = json!({ "status": refund.status.as_str() });
        refund.status = next;
        let (shown, charge, amount) = (refund.json(), refund.charge.clone(), refund.amount);
        if next == RefundStatus::Failed
            && let Some(charge) = self.charges.get_mut(&charge)
        {
            charge.refunded = charge.refunded.saturating_sub(amount);
        }
        self.emit("refund.updated", shown.clone(), Some(before), cause);
        if next == RefundStatus::Failed {
            self.emit("refund.failed", shown, None, cause);
        }
        true
    }
}
