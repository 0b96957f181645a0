//! Build steps and checks that need code: the browser app, the API description, the rules of the tree.
//!
//! `cargo xtask --help` lists them. People call them through `just`, which holds no logic of its own.

mod compiler;
mod console;
mod guard;
mod openapi;
mod parity;
mod pictures;
mod process;
mod size;
mod tidy;
mod watch;
mod web;
mod workspace;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::workspace::Workspace;

/// What `cargo xtask` understands.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "Build steps and checks of SecureCart")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build the browser app into a folder of static files.
    Web {
        /// Fast build without optimisation and compression.
        #[arg(long)]
        dev: bool,
        /// Where the files go.
        #[arg(long, default_value = "frontend/dist")]
        out: PathBuf,
    },
    /// Write openapi/securecart.json from the server's own description.
    Openapi {
        /// Change nothing; fail when the committed file differs.
        #[arg(long)]
        check: bool,
    },
    /// Check what neither compiler nor clippy can: file length, forbidden names, colours.
    Tidy,
    /// Prove the direction of dependencies and that the shared crates fit in a browser.
    Guard,
    /// Prove that server and browser price carts alike; needs node.
    Parity,
    /// Print the sizes of the browser app and of the server binary.
    Size,
    /// Draw the pictures of the demo catalogue anew.
    Pictures,
    /// Build app and server again on every change; `scripts/run --watch` calls this.
    Watch {
        /// The process to tell (by SIGUSR1) that there is a new server.
        #[arg(long)]
        runner: u32,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            console::complain(format_args!("Failed: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    let workspace = Workspace::locate()?;
    match task {
        Task::Web { dev, out } => {
            let mode = if dev { web::Mode::Dev } else { web::Mode::Release };
            web::build(&workspace, mode, &out)
        }
        Task::Openapi { check } => openapi::run(&workspace, check),
        Task::Tidy => tidy::run(&workspace),
        Task::Guard => guard::run(&workspace),
        Task::Parity => parity::run(&workspace),
        Task::Size => size::run(&workspace),
        Task::Pictures => pictures::render(workspace.root()),
        Task::Watch { runner } => watch::run(&workspace, runner),
    }
}
