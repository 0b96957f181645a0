//! Starting an emulator.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use actix_web::{App, HttpServer, dev::Server, web::Data};
use tokio::{net::TcpListener, sync::mpsc, task::JoinHandle, time::MissedTickBehavior};
use url::Url;

use crate::{EmulatorConfig, RunningEmulator, api, controls, page, shared::Shared, webhooks::Courier};

/// How often sessions are looked through for those that are due.
const SWEEP_EVERY: Duration = Duration::from_millis(500);

/// Why an emulator did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// A setting cannot be right.
    #[error("{0}")]
    Config(&'static str),
    /// The address is taken or not this machine's.
    #[error("cannot listen on {0}")]
    Listen(SocketAddr, #[source] std::io::Error),
    /// The client for webhooks could not be built.
    #[error("cannot build the client for webhooks")]
    Client(#[source] reqwest::Error),
}

/// Stripe on this machine. See [`Emulator::start`].
#[derive(Debug)]
pub struct Emulator;

impl Emulator {
    /// Starts an emulator on the Tokio runtime of the caller; it answers when this returns.
    ///
    /// # Errors
    /// [`StartError::Config`] for a key that is not a test key, an empty webhook secret or an address that is not HTTP;
    /// [`StartError::Listen`] when the address cannot be had.
    pub async fn start(config: EmulatorConfig) -> Result<RunningEmulator, StartError> {
        check(&config)?;
        let refused = |error| StartError::Listen(config.listen, error);
        let listener = TcpListener::bind(config.listen).await.map_err(refused)?;
        let address = listener.local_addr().map_err(refused)?;
        let client = Courier::client(config.webhook_timeout).map_err(StartError::Client)?;
        let (courier, jobs) = mpsc::unbounded_channel();
        let base_url = config.public_url.clone().unwrap_or_else(|| base_url(address));
        let listener = listener.into_std().map_err(refused)?;
        let shared = Arc::new(Shared::new(config.clone(), base_url, courier));
        let server = serve(listener, Arc::clone(&shared), client.clone()).map_err(refused)?;
        let handle = server.handle();
        let tasks = vec![
            tokio::spawn(run(server)),
            tokio::spawn(Courier::new(Arc::clone(&shared), client.clone()).run(jobs)),
            sweep(Arc::clone(&shared)),
        ];
        Ok(RunningEmulator::new(shared, address, client, handle, tasks))
    }
}

fn check(config: &EmulatorConfig) -> Result<(), StartError> {
    if !config.secret_key.starts_with("sk_test_") {
        return Err(StartError::Config("the secret key must begin with sk_test_"));
    }
    if config.webhook_secret.is_empty() {
        return Err(StartError::Config("the webhook secret must not be empty"));
    }
    for url in [&config.public_url, &config.webhook_url].into_iter().flatten() {
        if !Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https")) {
            return Err(StartError::Config("the public and webhook addresses must be http or https"));
        }
    }
    if config.public_url.as_deref().is_some_and(|url| url.ends_with('/')) {
        return Err(StartError::Config("the public address must not end with a slash"));
    }
    Ok(())
}

/// An address that a client on this machine can use, also when every interface is listened on.
fn base_url(address: SocketAddr) -> String {
    let reachable = match address.ip() {
        ip if ip.is_unspecified() => SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), address.port()),
        _ => address,
    };
    format!("http://{reachable}")
}

fn serve(
    listener: std::net::TcpListener,
    shared: Arc<Shared>,
    client: reqwest::Client,
) -> std::io::Result<Server> {
    let (shared, client) = (Data::from(shared), Data::new(client));
    let app = move || {
        App::new()
            .app_data(shared.clone())
            .app_data(client.clone())
            .configure(controls::configure)
            .configure(page::configure)
            .configure(api::configure)
    };
    let server = HttpServer::new(app)
        .workers(1)
        .disable_signals()
        .shutdown_timeout(1)
        .on_connect(api::remember_connection)
        .listen(listener)?;
    Ok(server.run())
}

async fn run(server: Server) {
    if let Err(error) = server.await {
        tracing::error!(%error, "the emulator's server ended");
    }
}

fn sweep(shared: Arc<Shared>) -> JoinHandle<()> {
    tokio::spawn(async move {
        let mut ticks = tokio::time::interval(SWEEP_EVERY);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            // Every look at the state expires what is due; nothing else is to do.
            shared.transact(|_, _| ());
        }
    })
}
