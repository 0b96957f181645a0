//! What can go wrong.

/// Why a value was not sealed or opened. There is one word for everything that can be wrong with a sealed value, so
/// that nobody learns from trying which part of it was (ASVS 11.2.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Damaged, cut off, of another row, under another key, of another version.
    #[error("a sealed value can not be opened")]
    Unreadable,
    /// The operating system gave no random bytes; nothing can be sealed without them.
    #[error("the operating system gives no random bytes")]
    NoRandomness,
    /// The value is larger than anything that is ever sealed.
    #[error("a value is too large to be sealed")]
    TooLarge,
}
