//! What one can do in the shop, one folder per part of it.

pub mod account;
pub mod cart;
pub mod catalog;
pub mod checkout;
pub mod orders;
pub mod staff;
