//! `securecart serve`

use std::sync::Arc;

use super::{database, seed};
use crate::{
    adapters::{clock::Clock, mailer::Mailer, payment_gateway::StripeGateway},
    audit::Denials,
    auth::password::PasswordHasher,
    catalog::Window,
    config::Config,
    imports::OpenFile,
    keys::Keys,
    limits::Limits,
    media::PictureStore,
    security::Watch,
    server,
    state::AppState,
    telemetry,
};

pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    let _logs = telemetry::start(&config.logging)?;
    let (database, keys) = database::open_migrated(&config).await?;
    let state = state(config, database.db.clone(), keys)?;
    look_at_pictures(&state).await;
    if state.config.demo {
        seed::load_demo(&state).await?;
    }
    let address = state.config.http.public_origin();
    let outcome = server::serve(state, || tracing::info!(%address, "the shop is open")).await;
    database.close().await?;
    tracing::info!("the shop is closed");
    outcome
}

/// Says at once where pictures can not be kept. The shop opens all the same: it sells without them too.
async fn look_at_pictures(state: &AppState) {
    let place = state.config.bucket.as_ref().map_or_else(
        || state.config.data_dir.join("media").display().to_string(),
        |bucket| format!("the bucket {bucket}"),
    );
    if let Err(error) = state.pictures.check().await {
        tracing::error!(%error, %place, "pictures can not be kept or shown: see to it that this can be used");
    }
}

/// The shop over an open database.
pub(super) fn state(config: Config, db: securecart_db::Db, keys: Keys) -> anyhow::Result<AppState> {
    let clock = Clock::system();
    let passwords = PasswordHasher::new(config.password_cost, config.http.workers)?;
    Ok(AppState {
        limits: Limits::new(&config, &clock)?,
        payments: Arc::new(StripeGateway::new(&config.stripe)?),
        pictures: PictureStore::of(&config)?,
        mailer: Mailer::new(&config.mail, &config.data_dir)?,
        db,
        passwords,
        window: Window::new(clock.clone()),
        import_file: OpenFile::default(),
        clock,
        watch: Watch::default(),
        keys,
        denials: Denials::default(),
        config: Arc::new(config),
    })
}
