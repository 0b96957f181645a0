//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use securecart_domain::{UserId, catalog::ProductFileFormat};

/// The shop.
#[derive(Debug, Parser)]
#[command(name = "securecart", version, about = "The online shop that people can trust")]
#[command(after_help = "Settings come from the environment; .env.example lists them all.")]
pub struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Serve the shop until interrupted
    Serve,
    /// Bring the database up to date
    Migrate,
    /// Load data into an empty shop
    Seed {
        /// The demo: a catalogue with pictures and two accounts
        #[arg(long, required_unless_present = "products")]
        demo: bool,
        /// So many made-up products, for measuring
        #[arg(long, hide = true, conflicts_with = "demo", value_parser = clap::value_parser!(i32).range(1..=1_000_000))]
        products: Option<i32>,
    },
    /// Work with the catalogue
    #[command(subcommand)]
    Catalog(CatalogCommand),
    /// Print the OpenAPI document
    Openapi,
    /// Check settings, database and files, and say what is wrong
    Doctor,
    /// Hold every rule of the books against the database and name what breaks one; ends with status 3 then
    Invariants,
    /// Work with the audit log
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Work with the master keys, which personal data is sealed with
    #[command(subcommand)]
    Keys(KeysCommand),
    /// Work with accounts
    #[command(subcommand)]
    User(UserCommand),
}

#[derive(Debug, Subcommand)]
pub(super) enum CatalogCommand {
    /// Add the products of a file, or bring them up to date
    Import {
        /// How the file is written
        #[arg(long)]
        format: FileFormat,
        /// The file
        file: PathBuf,
    },
    /// Write all products to a file; imported again it changes nothing
    Export {
        /// How the file is to be written
        #[arg(long)]
        format: FileFormat,
        /// The file, which is replaced; - for the standard output
        file: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum FileFormat {
    /// This shop's own CSV, which loses nothing
    Securecart,
    /// A product CSV as Shopify exports and imports it
    Shopify,
}

impl From<FileFormat> for ProductFileFormat {
    fn from(format: FileFormat) -> Self {
        match format {
            FileFormat::Securecart => Self::Securecart,
            FileFormat::Shopify => Self::Shopify,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum AuditCommand {
    /// Go through the audit log and name the first entry that is not as it was written; ends with status 3 then
    Verify {
        /// What an earlier run printed as its end: the log must still have that entry
        #[arg(long, value_name = "NUMBER:MAC")]
        checkpoint: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum UserCommand {
    /// Open an account that may do everything; its password is drawn and shown once
    CreateAdmin {
        /// Its username
        username: String,
        /// Its e-mail address
        email: String,
    },
    /// Erase accounts once more that a restored backup has brought back
    EraseAgain {
        /// Their ids, as the log names them: `an account was erased`
        #[arg(required = true)]
        users: Vec<UserId>,
    },
    /// Take the second factor of somebody away who lost it; a link to choose a new password is mailed to them
    ResetSecondFactor {
        /// Their username
        username: String,
    },
}

#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum KeysCommand {
    /// Draw a new current key and wrap every data key with it; the old one stays in the file until it is retired
    Rotate,
    /// Forget the old keys, two minutes or more after a rotation
    Retire,
    /// List the keys, and how much each still wraps
    Status,
}
