#![doc = include_str!("../README.md")]
#![warn(missing_docs)]

mod error;
mod index;
mod key;
mod master;
mod place;
mod random;

pub use error::KeyError;
pub use index::{BLIND_INDEX_BYTES, IndexKey};
pub use key::Key;
pub use master::{MIN_SECRET_BYTES, MasterRing, RingFault, draw_secret};
pub use place::Place;
pub use zeroize::Zeroizing;
