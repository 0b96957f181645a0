//! What operators ask, on a listener of its own that the public does not reach.

use actix_web::{App, HttpResponse, HttpServer, dev::Server, get, web};
use anyhow::Context as _;
use serde_json::json;
use tokio::sync::watch;

use crate::{config::Config, state::AppState};

type Stopping = watch::Receiver<bool>;

/// The operators' listener.
pub(super) fn server(state: AppState, stopping: Stopping, config: &Config) -> anyhow::Result<Server> {
    let (state, stopping) = (web::Data::new(state), web::Data::new(stopping));
    let listen = config.http.operator_listen;
    let server = HttpServer::new(move || {
        App::new().app_data(state.clone()).app_data(stopping.clone()).service(live).service(ready)
    });
    let bound = server.workers(1).disable_signals().shutdown_timeout(2).bind(listen);
    Ok(bound.with_context(|| format!("the operators' address {listen} can not be used"))?.run())
}

/// The process runs.
#[get("/health/live")]
async fn live() -> HttpResponse {
    HttpResponse::Ok().json(json!({"status": "live"}))
}

/// Requests can be served: the database answers and the end was not asked for.
#[get("/health/ready")]
async fn ready(state: web::Data<AppState>, stopping: web::Data<Stopping>) -> HttpResponse {
    if *stopping.borrow() {
        return HttpResponse::ServiceUnavailable().json(json!({"status": "stopping"}));
    }
    match state.db.ping().await {
        Ok(()) => HttpResponse::Ok().json(json!({"status": "ready"})),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            HttpResponse::ServiceUnavailable().json(json!({"status": "no database"}))
        }
    }
}
