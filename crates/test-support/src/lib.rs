#![doc = include_str!("../README.md")]

mod database;
mod folder;
mod server;
mod template;

pub use database::TestDatabase;
