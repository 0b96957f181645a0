//! Steps of purchases and refunds at which a test kills the program, to see that nothing is lost. Release builds have none.
//!
//! A debug build that finds the name of a step in `SECURECART_KILL_AT` ends itself there with `kill -9`, the first time
//! it comes by: nothing is finished, closed or rolled back by the program. `api/tests/api/proofs/crashes` kills it at every
//! step, starts it again and looks at the books; `just crash-test` runs that.

/// A moment between two things that belong together, where a program that dies leaves one of them undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Stock is held and the order written down; the payment provider has heard of nothing.
    CheckoutOpened,
    /// The provider has opened a payment page that the shop has not noted.
    PageOpened,
    /// The page is noted; the shopper has not heard of it.
    PageNoted,
    /// The provider has closed the page of a shopper who changed their mind; the stock is still held.
    PageClosed,
    /// The provider's event is noted; nothing has been done about it.
    EventNoted,
    /// The provider has said that the money is there; the shop has done nothing about it.
    MoneyHeard,
    /// The order is placed in a transaction that has not been committed.
    OrderUncommitted,
    /// The order is placed; neither provider nor shopper has heard of it.
    OrderPlaced,
    /// A mail was taken from the outbox; it has not been sent.
    MailTaken,
    /// The mail is sent; the outbox does not know.
    MailSent,
    /// A refund has taken its amount from the payment, in a transaction that has not been committed.
    RefundUncommitted,
    /// A refund is decided; the provider has heard of nothing.
    RefundDecided,
    /// The provider has made the refund; the shop has not noted it.
    RefundMade,
    /// What the provider said of a refund is written down in a transaction that has not been committed.
    RefundNoteUncommitted,
    /// The refund is noted; neither who asked nor who paid has heard of it.
    RefundNoted,
    /// A paid order is cancelled and its goods are on the shelf, in a transaction that has not been committed.
    CancelUncommitted,
    /// A paid order is cancelled; nobody has asked for its money yet.
    OrderCancelled,
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 17] = [
        Self::CheckoutOpened,
        Self::PageOpened,
        Self::PageNoted,
        Self::PageClosed,
        Self::EventNoted,
        Self::MoneyHeard,
        Self::OrderUncommitted,
        Self::OrderPlaced,
        Self::MailTaken,
        Self::MailSent,
        Self::RefundUncommitted,
        Self::RefundDecided,
        Self::RefundMade,
        Self::RefundNoteUncommitted,
        Self::RefundNoted,
        Self::CancelUncommitted,
        Self::OrderCancelled,
    ];

    /// What it is called in `SECURECART_KILL_AT`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::CheckoutOpened => "checkout-opened",
            Self::PageOpened => "page-opened",
            Self::PageNoted => "page-noted",
            Self::PageClosed => "page-closed",
            Self::EventNoted => "event-noted",
            Self::MoneyHeard => "money-heard",
            Self::OrderUncommitted => "order-uncommitted",
            Self::OrderPlaced => "order-placed",
            Self::MailTaken => "mail-taken",
            Self::MailSent => "mail-sent",
            Self::RefundUncommitted => "refund-uncommitted",
            Self::RefundDecided => "refund-decided",
            Self::RefundMade => "refund-made",
            Self::RefundNoteUncommitted => "refund-note-uncommitted",
            Self::RefundNoted => "refund-noted",
            Self::CancelUncommitted => "cancel-uncommitted",
            Self::OrderCancelled => "order-cancelled",
        }
    }
}

/// Ends the program if a test asked for its end at this step.
#[cfg(debug_assertions)]
pub(crate) fn crash_point(step: Step) {
    use std::{
        process::{Command, id},
        sync::LazyLock,
    };

    static KILL_AT: LazyLock<Option<String>> = LazyLock::new(|| std::env::var("SECURECART_KILL_AT").ok());
    if KILL_AT.as_deref() == Some(step.name()) {
        // Only a signal that nobody can catch ends a program as a power cut does.
        let killed = Command::new("kill").args(["-9", &id().to_string()]).status();
        tracing::error!(?killed, "the program should have ended here");
    }
}

/// Nothing: what is released is not killed by its environment.
#[cfg(not(debug_assertions))]
pub(crate) fn crash_point(_: Step) {}
