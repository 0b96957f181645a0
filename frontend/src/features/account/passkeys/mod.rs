//! Passkeys: signing in, and confirming with one.

mod button;
mod step;

pub(super) use button::{PasskeyButton, PasskeyUse};
pub(super) use step::ProveStep;
