//! What every handler can reach.

use std::sync::Arc;

use actix_web::web;
use securecart_db::Db;

use crate::{
    adapters::{clock::Clock, mailer::Mailer, payment_gateway::PaymentGateway},
    audit::Denials,
    auth::password::PasswordHasher,
    catalog::Window,
    config::Config,
    imports::OpenFile,
    keys::Keys,
    limits::Limits,
    media::PictureStore,
    security::Watch,
};

/// The running shop, shared by all workers.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub db: Db,
    /// Settings from the environment.
    pub config: Arc<Config>,
    /// Time and fresh ids.
    pub clock: Clock,
    /// What seals personal data and secrets.
    pub keys: Keys,
    /// Hashes passwords off the async threads.
    pub passwords: PasswordHasher,
    /// Takes payments.
    pub payments: Arc<dyn PaymentGateway>,
    /// Where pictures lie.
    pub pictures: PictureStore,
    /// Sends mail.
    pub mailer: Mailer,
    /// How many refusals may still be written to the audit log.
    pub denials: Denials,
    /// How often anybody may do what.
    pub limits: Limits,
    /// What is kept in memory of the shop window.
    pub window: Window,
    /// What is kept in memory of the import that is being worked on.
    pub import_file: OpenFile,
    /// Who is turned away, and what was seen lately.
    pub watch: Watch,
}

/// The state as handlers take it.
pub type State = web::Data<AppState>;
