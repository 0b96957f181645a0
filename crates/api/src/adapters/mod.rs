//! What touches the world outside: the clock, the payment provider, mail.

pub mod clock;
pub mod mailer;
pub mod payment_gateway;
