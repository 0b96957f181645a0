//! Running the shop: listeners, jobs and an orderly end.

mod health;
mod redirect;
mod tls;

use std::{sync::Arc, time::Duration};

use actix_web::{HttpServer, dev::Server, dev::ServerHandle, web};
use anyhow::Context as _;
use tokio::sync::watch;

use crate::{app, config::Config, jobs, state::AppState};

/// How long running requests may take to finish once the end was asked for, in seconds.
const DRAIN_SECONDS: u64 = 30;
/// How long the head of a request may take (slow-header attacks).
const HEAD_TIMEOUT: Duration = Duration::from_secs(5);

/// Serves until SIGINT or SIGTERM, then finishes what is running and returns. `ready` is called once all
/// listeners are open.
pub async fn serve(state: AppState, ready: impl FnOnce()) -> anyhow::Result<()> {
    let (stop, stopping) = watch::channel(false);
    let config = Arc::clone(&state.config);
    let public = shop_server(state.clone(), &config)?;
    let operator = health::server(state.clone(), stopping.clone(), &config)?;
    let mut servers = vec![public, operator];
    if let Some(listen) = config.http.redirect_listen {
        servers.push(redirect::server(listen, config.http.public_url.clone())?);
    }
    let handles: Vec<ServerHandle> = servers.iter().map(Server::handle).collect();
    let running: Vec<_> = servers.into_iter().map(actix_web::rt::spawn).collect();
    let jobs = jobs::spawn(&state, &stopping);
    ready();
    wait_for_signal().await?;
    tracing::info!("ending: finishing what is running");
    // Readiness turns to no first, so that a load balancer sends nothing new.
    stop.send_replace(true);
    for handle in handles {
        handle.stop(true).await;
    }
    for server in running {
        server.await.context("a listener did not end in order")??;
    }
    for job in jobs {
        job.await.context("a job did not end in order")?;
    }
    state.db.close();
    Ok(())
}

fn shop_server(state: AppState, config: &Config) -> anyhow::Result<Server> {
    let data = web::Data::new(state);
    let server = HttpServer::new(move || app::build(data.clone()))
        .workers(config.http.workers)
        .client_request_timeout(HEAD_TIMEOUT)
        .shutdown_timeout(DRAIN_SECONDS)
        .disable_signals();
    let listen = config.http.listen;
    let bound = match &config.http.tls {
        Some(files) => server.bind_rustls_0_23(listen, tls::server_config(files)?),
        None => server.bind(listen),
    };
    Ok(bound.with_context(|| format!("the address {listen} can not be used"))?.run())
}

async fn wait_for_signal() -> anyhow::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
