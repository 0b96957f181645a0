#![doc = include_str!("../README.md")]

mod database;
mod server;
mod template;

pub use database::TestDatabase;
