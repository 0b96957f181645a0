//! What can happen.

use proptest::prelude::*;

use super::world::{BUYERS, PRODUCTS};

/// Something that somebody does. What is not possible at the moment is refused, and that is as good.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Add {
        buyer: usize,
        product: usize,
        units: u8,
    },
    Empty {
        buyer: usize,
    },
    /// Agrees to what has become dearer, and goes to the payment page.
    Checkout {
        buyer: usize,
    },
    /// Pays the newest page of the buyer that is open, also one that the buyer has given up.
    Pay {
        buyer: usize,
    },
    /// Pays the newest checkout of the buyer through another page, which the provider should never have opened.
    PayElsewhere {
        buyer: usize,
    },
    Decline {
        buyer: usize,
    },
    Cancel {
        buyer: usize,
    },
    Return {
        buyer: usize,
    },
    /// The customer cancels the newest paid order.
    CancelOrder {
        buyer: usize,
    },
    /// The customer wants to send a unit of the newest order back.
    AskReturn {
        buyer: usize,
    },
    /// Staff change what a product costs.
    Reprice {
        product: usize,
        cents: i64,
    },
    RefundAmount {
        order: usize,
        cents: i64,
    },
    RefundUnit {
        order: usize,
        restock: bool,
    },
    RefundAll {
        order: usize,
    },
    CancelForCustomer {
        order: usize,
    },
    Ship {
        order: usize,
    },
    /// Staff take the next step with a return: approve it, receive it, give its money back.
    NextOfReturn {
        order: usize,
    },
    Reconcile,
    RetryEvents,
    CarryOutRefunds,
    SendMails,
    /// The next events of the provider get lost.
    LoseEvents,
    /// The provider answers nothing for a while.
    Outage,
    /// Time passes for shop and provider; more than thirty minutes close payment pages.
    Wait {
        minutes: u8,
    },
}

/// Acts that happen at the same time, one group after another.
pub(super) fn history() -> impl Strategy<Value = Vec<Vec<Act>>> {
    proptest::collection::vec(proptest::collection::vec(act(), 1..5), 5..25)
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![22 => shopping(), 14 => afterwards(), 10 => circumstances()]
}

fn shopping() -> impl Strategy<Value = Act> {
    let buyer = || 0..BUYERS;
    prop_oneof![
        4 => (buyer(), 0..PRODUCTS, 1..4_u8)
            .prop_map(|(buyer, product, units)| Act::Add { buyer, product, units }),
        1 => buyer().prop_map(|buyer| Act::Empty { buyer }),
        6 => buyer().prop_map(|buyer| Act::Checkout { buyer }),
        5 => buyer().prop_map(|buyer| Act::Pay { buyer }),
        1 => buyer().prop_map(|buyer| Act::PayElsewhere { buyer }),
        1 => buyer().prop_map(|buyer| Act::Decline { buyer }),
        3 => buyer().prop_map(|buyer| Act::Cancel { buyer }),
        2 => buyer().prop_map(|buyer| Act::Return { buyer }),
    ]
}

/// What is done with orders, whichever of those that were placed.
fn afterwards() -> impl Strategy<Value = Act> {
    let (buyer, order) = (|| 0..BUYERS, || 0..8_usize);
    prop_oneof![
        1 => buyer().prop_map(|buyer| Act::CancelOrder { buyer }),
        2 => buyer().prop_map(|buyer| Act::AskReturn { buyer }),
        1 => (0..PRODUCTS, 500..2000_i64).prop_map(|(product, cents)| Act::Reprice { product, cents }),
        2 => (order(), 1..1500_i64).prop_map(|(order, cents)| Act::RefundAmount { order, cents }),
        2 => (order(), any::<bool>()).prop_map(|(order, restock)| Act::RefundUnit { order, restock }),
        1 => order().prop_map(|order| Act::RefundAll { order }),
        1 => order().prop_map(|order| Act::CancelForCustomer { order }),
        2 => order().prop_map(|order| Act::Ship { order }),
        3 => order().prop_map(|order| Act::NextOfReturn { order }),
    ]
}

fn circumstances() -> impl Strategy<Value = Act> {
    prop_oneof![
        2 => Just(Act::Reconcile),
        1 => Just(Act::RetryEvents),
        2 => Just(Act::CarryOutRefunds),
        1 => Just(Act::SendMails),
        1 => Just(Act::LoseEvents),
        1 => Just(Act::Outage),
        2 => (1..45_u8).prop_map(|minutes| Act::Wait { minutes }),
    ]
}
