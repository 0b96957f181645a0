//! `securecart`: one file is the shop.

use std::process::ExitCode;

use clap::Parser as _;
use securecart_api::cli::{self, Arguments};

#[actix_web::main]
async fn main() -> ExitCode {
    // One TLS stack for everything; libraries ask for it by this default.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        return fail("the TLS provider is installed twice");
    }
    match cli::run(Arguments::parse()).await {
        Ok(status) => status,
        Err(error) => fail(&format!("{error:#}")),
    }
}

fn fail(reason: &str) -> ExitCode {
    cli::complain(reason);
    ExitCode::FAILURE
}
