//! The command line.

mod arguments;
mod audit;
mod catalog;
mod database;
mod doctor;
mod invariants;
mod keys;
mod seed;
mod serve;
mod user;

use std::process::ExitCode;

pub use arguments::Arguments;
use arguments::{AuditCommand, CatalogCommand, Command, UserCommand};

use crate::config::{Config, Env};

/// Runs one command; gives the status to end with. Errors are for people: one sentence, with its cause.
pub async fn run(arguments: Arguments) -> anyhow::Result<ExitCode> {
    if let Command::Openapi = arguments.command {
        print(&crate::openapi::json()?)?;
        return Ok(ExitCode::SUCCESS);
    }
    let config = Config::from_env(&Env::process())?;
    let done = match arguments.command {
        Command::Serve => serve::run(config).await,
        Command::Migrate => database::migrate(config).await,
        Command::Seed { demo: _, products } => seed::run(config, products).await,
        Command::Catalog(CatalogCommand::Import { format, file }) => {
            return catalog::import(config, format.into(), &file).await;
        }
        Command::Catalog(CatalogCommand::Export { format, file }) => {
            catalog::export(config, format.into(), &file).await
        }
        Command::Audit(AuditCommand::Verify { checkpoint }) => {
            return audit::verify(config, checkpoint.as_deref()).await;
        }
        Command::Invariants => return invariants::run(config).await,
        Command::Doctor => doctor::run(config).await,
        Command::Keys(command) => keys::run(config, command).await,
        Command::User(UserCommand::CreateAdmin { username, email }) => {
            user::create_admin(config, &username, &email).await
        }
        Command::User(UserCommand::EraseAgain { users }) => user::erase_again(config, &users).await,
        Command::User(UserCommand::ResetSecondFactor { username }) => {
            user::reset_second_factor(config, &username).await
        }
        Command::Openapi => Ok(()),
    };
    done.map(|()| ExitCode::SUCCESS)
}

/// Writes a line to the standard error output.
#[expect(clippy::print_stderr, reason = "this is how a command says what went wrong")]
pub fn complain(line: &str) {
    eprintln!("{line}");
}

/// Writes to the standard output, where a closed pipe is the reader's decision and no failure of ours.
fn print(text: &str) -> anyhow::Result<()> {
    use std::io::Write as _;
    match std::io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
