//! The mails about what comes back, as they leave.

use securecart_db::returns::ReturnRecord;
use securecart_domain::{
    ReturnId,
    returns::{ReturnReason, ReturnStatus},
};

use super::{
    previews::{HOSTILE, at, check, config, order, sealed},
    return_letters::{approved, received, rejected},
};

#[test]
fn every_answer_to_a_return_is_worded_in_both_parts() {
    let (order, http) = (order(), config().http);
    let line = |index: usize| {
        let line = &order.lines[index];
        securecart_db::returns::ReturnLineRecord {
            line_id: line.id,
            variant_id: line.variant_id,
            name: line.name.clone(),
            variant_title: line.variant_title.clone(),
            quantity: 1,
            restocked: 0,
        }
    };
    let found = ReturnRecord {
        id: ReturnId::new(order.id.uuid()),
        order_id: order.id,
        status: ReturnStatus::Approved,
        reason: ReturnReason::Damaged,
        note: None,
        answer: format!("Harbour & Sons\n7 Harbour Steps\n{HOSTILE}"),
        refund_id: None,
        requested_at: at(),
        decided_at: Some(at()),
        received_at: None,
        lines: vec![line(0), line(1)],
    };
    for (name, letter) in [
        ("return-approved", approved(&order, &found, &http)),
        ("return-rejected", rejected(&order, &found, &http)),
        ("return-received", received(&order, &found, &http)),
    ] {
        let message = sealed(&letter);
        assert!(!message.html.contains("<b onclick"), "{name}: words became markup");
        assert_eq!(message.text.contains("7 Harbour Steps"), name != "return-received", "{name}");
        check(name, &message);
    }
}
