//! How often anybody may do what: token buckets, failed sign-ins and the browsers that are known.
//!
//! All keys are keyed hashes that the caller makes, so that no address and no name stands in these tables.

pub mod buckets;
pub mod devices;
pub mod sign_ins;

/// A keyed hash of whose bucket it is.
pub type Key = [u8; 32];
