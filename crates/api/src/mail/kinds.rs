//! Every kind of mail, as the outbox keeps it.

use chrono::{DateTime, Utc};
use securecart_domain::{AddressChangeId, OrderId, RefundId, ReturnId, ShipmentId, StockWishId, UserId};
use serde::{Deserialize, Serialize};

use super::Notice;

/// A mail that was promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "payload", rename_all = "snake_case")]
pub enum Mail {
    /// What was ordered, to whoever ordered it.
    OrderConfirmation {
        /// The order.
        order: OrderId,
    },
    /// That money is on its way back, to whoever ordered.
    RefundSent {
        /// The order.
        order: OrderId,
        /// The refund.
        refund: RefundId,
    },
    /// That money of which whoever ordered was told did not arrive.
    RefundCameBack {
        /// The order.
        order: OrderId,
        /// The refund.
        refund: RefundId,
    },
    /// That a paid order is cancelled, to whoever ordered.
    OrderCancelled {
        /// The order.
        order: OrderId,
        /// Whether the customer did it, or the shop.
        by_customer: bool,
    },
    /// That something of an order was sent, to whoever ordered.
    Shipped {
        /// The order.
        order: OrderId,
        /// What was sent.
        shipment: ShipmentId,
    },
    /// That a return may be sent, to whoever asked.
    ReturnApproved {
        /// The order.
        order: OrderId,
        /// The return.
        return_id: ReturnId,
    },
    /// That a return is not taken back, to whoever asked.
    ReturnRejected {
        /// The order.
        order: OrderId,
        /// The return.
        return_id: ReturnId,
    },
    /// That a return has arrived, to whoever sent it.
    ReturnReceived {
        /// The order.
        order: OrderId,
        /// The return.
        return_id: ReturnId,
    },
    /// That an order was paid when its goods were gone, to whoever paid.
    OrderNotHonoured {
        /// The order.
        order: OrderId,
    },
    /// That what was paid does not fit the order and is being looked at, to whoever paid.
    PaymentBeingChecked {
        /// The order.
        order: OrderId,
    },
    /// Whether an address wants to be told of stock, to that address.
    ConfirmStockWish {
        /// The wish.
        wish: StockWishId,
    },
    /// That something is in stock again, to who waited for it.
    BackInStock {
        /// The wish.
        wish: StockWishId,
    },
    /// That something about an account has changed, to its owner.
    Notice {
        /// The account.
        user: UserId,
        /// When it happened.
        at: DateTime<Utc>,
        /// What happened.
        notice: Notice,
    },
    /// A link that confirms the address of an account, or a word to whoever has that address already.
    ConfirmAddress {
        /// The account.
        user: UserId,
    },
    /// A link that makes another address the account's, or a word to whoever has that address already.
    ConfirmNewAddress {
        /// The change that was asked for.
        change: AddressChangeId,
    },
    /// To the old address: that it is the account's no longer, and a link that takes it back.
    AddressChanged {
        /// The change that was made.
        change: AddressChangeId,
        /// When it was made.
        at: DateTime<Utc>,
    },
    /// A link that resets a password. Nobody's where the address has no account: the promise is made all the same, so
    /// that asking takes as long.
    ResetPassword {
        /// The account, and the version of its security data when it was asked for.
        account: Option<(UserId, i64)>,
    },
    /// That an account is gone, to whoever owned it. By the time it leaves nobody can look the owner up, so this
    /// one carries name and address, sealed; they are wiped when the mail has left.
    Farewell {
        /// What the shop's key opens, in base64.
        sealed: String,
    },
}

impl Mail {
    /// What can be promised only once.
    pub(super) fn unique_key(&self) -> Option<String> {
        match self {
            Self::OrderConfirmation { order } => Some(format!("order_confirmation:{order}")),
            Self::RefundSent { refund, .. } => Some(format!("refund_sent:{refund}")),
            Self::RefundCameBack { refund, .. } => Some(format!("refund_came_back:{refund}")),
            Self::OrderCancelled { order, .. } => Some(format!("order_cancelled:{order}")),
            Self::Shipped { shipment, .. } => Some(format!("shipped:{shipment}")),
            Self::ReturnApproved { return_id, .. } => Some(format!("return_approved:{return_id}")),
            Self::ReturnRejected { return_id, .. } => Some(format!("return_rejected:{return_id}")),
            Self::ReturnReceived { return_id, .. } => Some(format!("return_received:{return_id}")),
            Self::OrderNotHonoured { order } => Some(format!("order_not_honoured:{order}")),
            Self::PaymentBeingChecked { order } => Some(format!("payment_being_checked:{order}")),
            Self::BackInStock { wish } => Some(format!("back_in_stock:{wish}")),
            Self::Notice { .. }
            | Self::ConfirmStockWish { .. }
            | Self::ConfirmAddress { .. }
            | Self::ConfirmNewAddress { .. }
            | Self::AddressChanged { .. }
            | Self::ResetPassword { .. }
            | Self::Farewell { .. } => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_promise_of_the_first_release_is_still_understood() {
        let order: OrderId = "ord_0192f000000070008000000000000001".parse().unwrap();
        let stored = json!({"kind": "order_confirmation", "payload": {"order": order}});
        let mail: Mail = serde_json::from_value(stored).unwrap();
        assert_eq!(mail, Mail::OrderConfirmation { order });
        assert_eq!(mail.unique_key(), Some(format!("order_confirmation:{order}")));
    }
}
