//! A running shop for one test, and clients that call it.

mod app;
mod client;

pub(crate) use app::{PASSWORD, TestApp};
pub(crate) use client::{Answer, Client};
