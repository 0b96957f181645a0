//! The mails about orders that end before anything is sent, or that are not taken yet.

use securecart_db::orders::OrderRecord;
use securecart_domain::{OrderId, refunds::RefundStatus};

use super::{
    letter::Letter,
    refund_letters::{find, mailed, page},
};
use crate::{adapters::mailer::Message, config::HttpConfig, state::AppState};

/// That a paid order is cancelled.
pub(super) async fn order_cancelled(
    state: &AppState,
    key: &str,
    order: OrderId,
    by_customer: bool,
) -> anyhow::Result<Option<Message>> {
    let order = find(state, order).await?;
    mailed(state, key, &order, &cancelled(&order, by_customer, &state.config.http))
}

/// That an order was paid when its goods were gone.
pub(super) async fn order_not_honoured(
    state: &AppState,
    key: &str,
    order: OrderId,
) -> anyhow::Result<Option<Message>> {
    let order = find(state, order).await?;
    mailed(state, key, &order, &not_honoured(&order, &state.config.http))
}

/// That a payment does not fit its order.
pub(super) async fn payment_being_checked(
    state: &AppState,
    key: &str,
    order: OrderId,
) -> anyhow::Result<Option<Message>> {
    let order = find(state, order).await?;
    mailed(state, key, &order, &being_checked(&order, &state.config.http))
}

pub(super) fn cancelled(order: &OrderRecord, by_customer: bool, http: &HttpConfig) -> Letter {
    let number = &order.number;
    let first = if by_customer {
        format!("You have cancelled your order {number}. Nothing of it will be sent.")
    } else {
        format!("We had to cancel your order {number}. Nothing of it will be sent.")
    };
    Letter {
        subject: format!("Your order {number} is cancelled"),
        username: order.username.clone(),
        paragraphs: vec![first, money_in_words(order)],
        link: page(order, http),
        afterwards: Vec::new(),
    }
}

/// What becomes of the money; what cannot go back is not promised.
fn money_in_words(order: &OrderRecord) -> String {
    let (received, refunded) = (order.money.received, order.money.refunded);
    let failed = order.refunds.iter().any(|refund| refund.status == RefundStatus::Failed);
    if received.minor() == 0 {
        "You have not paid anything for it.".to_owned()
    } else if refunded == received {
        format!("All of your money goes back to you: {refunded}. We write to you when it has been sent.")
    } else if failed {
        "Your money did not go back as it should. Somebody in the shop looks after it.".to_owned()
    } else {
        format!("{refunded} of the {received} that you paid go back to you.")
    }
}

pub(super) fn not_honoured(order: &OrderRecord, http: &HttpConfig) -> Letter {
    let (number, received) = (&order.number, order.money.received);
    Letter {
        subject: format!("We could not send your order {number}"),
        username: order.username.clone(),
        paragraphs: vec![
            "We are sorry: your payment arrived when what you chose was no longer held for you, so we could not take \
             your order."
                .to_owned(),
            format!("Your money is on its way back: {received}. You do not have to do anything."),
            "If it is still in stock, you can order it again.".to_owned(),
        ],
        link: page(order, http),
        afterwards: vec!["We write to you again when the money has been sent.".to_owned()],
    }
}

pub(super) fn being_checked(order: &OrderRecord, http: &HttpConfig) -> Letter {
    let number = &order.number;
    Letter {
        subject: format!("Your payment for order {number} is being checked"),
        username: order.username.clone(),
        paragraphs: vec![
            "Your payment has arrived, but it does not fit what was to be paid, so we have not taken your order yet."
                .to_owned(),
            "Somebody of the shop looks at it now and writes to you: either your order is taken, or your money goes \
             back the way you paid. You do not have to do anything, and please do not pay again."
                .to_owned(),
        ],
        link: page(order, http),
        afterwards: Vec::new(),
    }
}
