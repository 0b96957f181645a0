//! Which operations are carried out once.

use crate::endpoint::Method;

/// What an operation makes of the header `Idempotency-Key`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRule {
    /// With a key it is carried out once.
    Accepted,
    /// It is not carried out without one.
    Required,
    /// A key changes nothing: doing it twice is harmless, or the answer is a session or a secret, of which nothing is
    /// kept. Every operation that is no `POST`.
    Ignored,
}

impl KeyRule {
    /// The rule of operations whose row says none.
    pub(crate) const fn of(method: Method) -> Self {
        match method {
            Method::Post => Self::Accepted,
            Method::Get | Method::Put | Method::Patch | Method::Delete => Self::Ignored,
        }
    }
}
