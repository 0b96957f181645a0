//! The mails about money that goes back.

use anyhow::Context as _;
use securecart_db::{
    orders::{OrderRecord, find_order_any},
    refunds::{RefundLineRecord, RefundRecord},
};
use securecart_domain::{OrderId, RefundId, refunds::RefundReason};

use super::letter::{Envelope, Letter, Link};
use crate::{adapters::mailer::Message, config::HttpConfig, orders::order_link, state::AppState};

/// How long banks take, in words that promise nothing of theirs.
const HOW_LONG: &str = "It goes back the way you paid. Most banks show it within five to ten days.";

/// That money is on its way back.
pub(super) async fn refund_sent(
    state: &AppState,
    key: &str,
    order: OrderId,
    refund: RefundId,
) -> anyhow::Result<Option<Message>> {
    about_refund(state, key, order, refund, sent).await
}

/// That it came back to the shop.
pub(super) async fn refund_came_back(
    state: &AppState,
    key: &str,
    order: OrderId,
    refund: RefundId,
) -> anyhow::Result<Option<Message>> {
    about_refund(state, key, order, refund, came_back).await
}

async fn about_refund(
    state: &AppState,
    key: &str,
    order: OrderId,
    refund: RefundId,
    words: fn(&OrderRecord, &RefundRecord, &HttpConfig) -> Letter,
) -> anyhow::Result<Option<Message>> {
    let order = find(state, order).await?;
    let refund =
        order.refunds.iter().find(|found| found.id == refund).context("the refund of a mail is gone")?;
    mailed(state, key, &order, &words(&order, refund, &state.config.http))
}

/// The order of a mail.
pub(super) async fn find(state: &AppState, order: OrderId) -> anyhow::Result<OrderRecord> {
    let mut conn = state.db.connection().await?;
    find_order_any(&mut conn, order).await?.context("the order of a mail is gone")
}

/// The letter to where mail about the order goes; none if nobody knows where that is. Guests get a signed link.
pub(super) fn mailed(
    state: &AppState,
    key: &str,
    order: &OrderRecord,
    letter: &Letter,
) -> anyhow::Result<Option<Message>> {
    let to = state.keys.open_order_email(order.id, order.email.as_ref())?;
    if to.is_empty() {
        return Ok(None);
    }
    let envelope = Envelope { shop: &state.config.shop.name, to: &to, key };
    if letter.link.is_some() {
        return letter.seal(envelope).map(Some);
    }
    let address = order_link(&state.keys, &state.config.http, state.clock.now(), order.id);
    let link = Some(Link { label: "See your order", address });
    Letter { link, ..letter.clone() }.seal(envelope).map(Some)
}

/// The words of a refund that is on its way.
pub(super) fn sent(order: &OrderRecord, refund: &RefundRecord, http: &HttpConfig) -> Letter {
    let mut paragraphs = match refund.reason {
        RefundReason::PaidTwice => paid_twice(order, refund),
        _ => vec![format!("We are giving you {} back for your order {}.", refund.amount, order.number)],
    };
    paragraphs.extend(refund.lines.iter().map(of_line));
    if refund.shipping.minor() > 0 {
        paragraphs.push(format!("Shipping: {}", refund.shipping));
    }
    if refund.adjustment.minor() != 0 && !(refund.lines.is_empty() && refund.shipping.minor() == 0) {
        paragraphs.push(format!("Adjustment: {}", refund.adjustment));
    }
    Letter {
        subject: format!("{} on their way back: order {}", refund.amount, order.number),
        username: order.username.clone(),
        paragraphs,
        link: page(order, http),
        afterwards: vec![HOW_LONG.to_owned()],
    }
}

/// What happened, and that the order is as it was.
fn paid_twice(order: &OrderRecord, refund: &RefundRecord) -> Vec<String> {
    vec![
        format!(
            "We have received a second payment for your order {}, which had been paid already. You do not owe it: we are \
             giving you {} back.",
            order.number, refund.amount
        ),
        "Your order stays as it is. You do not have to do anything.".to_owned(),
    ]
}

fn of_line(line: &RefundLineRecord) -> String {
    let variant = match line.variant_title.as_str() {
        "" => String::new(),
        variant => format!(" ({variant})"),
    };
    format!("{} × {}{variant}: {}", line.quantity, line.name, line.amount)
}

/// The words of a refund that did not arrive.
pub(super) fn came_back(order: &OrderRecord, refund: &RefundRecord, http: &HttpConfig) -> Letter {
    let amount = refund.amount;
    Letter {
        subject: format!("Your refund did not arrive: order {}", order.number),
        username: order.username.clone(),
        paragraphs: vec![
            format!("We told you that {amount} of your order {} were on their way back.", order.number),
            "Your bank did not take them: the money came back to us. The card may have expired or been replaced. \
             You have not lost it."
                .to_owned(),
            "Somebody in the shop looks after it and will find another way.".to_owned(),
        ],
        link: page(order, http),
        afterwards: Vec::new(),
    }
}

/// The order's page, for those who have one.
pub(super) fn page(order: &OrderRecord, http: &HttpConfig) -> Option<Link> {
    order.customer_id.map(|_| Link {
        label: "See your order",
        address: http.public_address(&format!("/orders/{}", order.id)),
    })
}
