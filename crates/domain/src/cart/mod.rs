//! Carts: quantities. What a cart costs is in [`crate::pricing`].

mod quantity;

pub use quantity::{InvalidQuantity, Quantity};
