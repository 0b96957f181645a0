//! Steps of purchases at which a test kills the program, to see that nothing is lost. Release builds have none.
//!
//! A debug build that finds the name of a step in `SECURECART_KILL_AT` ends itself there with `kill -9`, the first time
//! it comes by: nothing is finished, closed or rolled back by the program. `api/tests/api/crashes.rs` kills it at every
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
}

impl Step {
    /// All of them.
    pub const ALL: [Self; 10] = [
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
