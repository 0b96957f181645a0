//! `kill -9` at every step of a purchase and of a refund, and then a fresh start: nothing is lost, nothing happens twice.
//! `just crash-test` runs these with their names.

mod purchases;
mod refunds;

use std::collections::BTreeSet;

use securecart_api::crash_point::Step;

use crate::{shopping::mails, support::TestApp};

/// The mails that were sent, however often each was.
fn different_mails(app: &TestApp) -> usize {
    mails(app).iter().map(|mail| message_id(mail)).collect::<BTreeSet<_>>().len()
}

/// What makes two copies of a mail one mail (RFC 5322 §3.6.4).
fn message_id(mail: &str) -> String {
    mail.lines().find(|line| line.to_lowercase().starts_with("message-id:")).unwrap().to_owned()
}

/// A step that nobody tries is one that nobody knows to be safe.
#[test]
fn every_step_is_tried() {
    let tried = [include_str!("purchases.rs"), include_str!("refunds.rs")].concat();
    for step in Step::ALL {
        assert!(tried.contains(&format!("Step::{step:?}")), "{step:?} is not tried");
    }
}
