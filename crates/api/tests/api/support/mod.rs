//! A running shop for one test, and clients that call it.

mod app;
mod client;
mod s3_server;
mod smtp_sink;

pub(crate) use app::{MASTER_KEY, PASSWORD, TestApp};
pub(crate) use client::{Answer, Client, new_key};
pub(crate) use s3_server::S3Server;
pub(crate) use smtp_sink::{Manners, SmtpSink, authority};
