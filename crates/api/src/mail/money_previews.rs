//! The mails about money that goes back, as they leave.

use securecart_db::{
    orders::OrderRecord,
    refunds::{RefundLineRecord, RefundRecord, RefundSource},
};
use securecart_domain::{
    Currency, Money, OrderLineId, PaymentId, RefundId,
    refunds::{RefundOrigin, RefundReason, RefundStatus},
};

use super::{
    order_letters::{being_checked, cancelled, not_honoured},
    previews::{HOSTILE, at, check, config, order, sealed},
    refund_letters::{came_back, sent},
};

fn money(minor: i64) -> Money {
    Money::new(minor, Currency::Usd)
}

fn refund(order: &OrderRecord) -> RefundRecord {
    let line = |name: &str, variant: &str| RefundLineRecord {
        line_id: OrderLineId::new(order.id.uuid()),
        name: name.to_owned(),
        variant_title: variant.to_owned(),
        quantity: 1,
        withheld: 0,
        kept: 0,
        amount: money(1125),
    };
    RefundRecord {
        id: RefundId::new(order.id.uuid()),
        order_id: order.id,
        source: RefundSource::Order(PaymentId::new(order.id.uuid())),
        status: RefundStatus::Succeeded,
        origin: RefundOrigin::Staff,
        reason: RefundReason::Damaged,
        note: "for staff alone".to_owned(),
        amount: money(2500),
        shipping: money(500),
        adjustment: money(-250),
        provider_refund_id: None,
        failure: String::new(),
        attempts: 0,
        created_at: at(),
        updated_at: at(),
        completed_at: Some(at()),
        lines: vec![line("Stoneware mug", "Chalk"), line(HOSTILE, "")],
    }
}

fn second_payment(order: &OrderRecord) -> RefundRecord {
    RefundRecord {
        reason: RefundReason::PaidTwice,
        origin: RefundOrigin::Shop,
        shipping: money(0),
        adjustment: money(2500),
        lines: Vec::new(),
        ..refund(order)
    }
}

#[test]
fn every_mail_about_money_that_goes_back_is_worded_in_both_parts() {
    let (order, http) = (order(), config().http);
    let refund = refund(&order);
    let all = OrderRecord {
        money: securecart_db::orders::OrderMoney { refunded: order.money.received, ..order.money },
        ..order.clone()
    };
    for (name, letter) in [
        ("refund-sent", sent(&order, &refund, &http)),
        ("refund-of-a-second-payment", sent(&order, &second_payment(&order), &http)),
        ("refund-came-back", came_back(&order, &refund, &http)),
        ("order-cancelled-by-customer", cancelled(&all, true, &http)),
        ("order-cancelled-by-shop", cancelled(&all, false, &http)),
        ("order-not-honoured", not_honoured(&all, &http)),
        ("payment-being-checked", being_checked(&all, &http)),
    ] {
        let message = sealed(&letter);
        assert!(!message.html.contains("<b onclick"), "{name}: a product's name became markup");
        assert!(!message.text.contains("for staff alone"), "{name} tells a note of the staff");
        check(name, &message);
    }
}

#[test]
fn money_that_is_not_on_its_way_is_not_promised() {
    let (order, http) = (order(), config().http);
    let failed = RefundRecord { status: RefundStatus::Failed, ..refund(&order) };
    let stuck = OrderRecord { refunds: vec![failed], ..order.clone() };
    let words = cancelled(&stuck, true, &http).paragraphs.join(" ");
    assert!(words.contains("did not go back as it should"), "{words}");
    let free = OrderRecord {
        money: securecart_db::orders::OrderMoney { received: money(0), refunded: money(0), ..order.money },
        ..order
    };
    let words = cancelled(&free, true, &http).paragraphs.join(" ");
    assert!(words.contains("You have not paid anything"), "{words}");
}
