//! Passkeys: those of the own account, and the button that uses one.

mod add;
mod button;
mod card;
mod list;
mod remove;
mod rename;
mod step;

pub(super) use button::{PasskeyButton, PasskeyUse};
pub use card::Passkeys;
pub(super) use step::ProveStep;
