//! Logs: structured, to the console and to a file per day.

use actix_web::{
    Error,
    body::MessageBody,
    dev::{ServiceRequest, ServiceResponse},
};
use tracing::Span;
use tracing_actix_web::RootSpanBuilder;
use tracing_appender::{non_blocking::WorkerGuard, rolling};
use tracing_subscriber::{
    EnvFilter, Layer as _, fmt, layer::SubscriberExt as _, util::SubscriberInitExt as _,
};

use crate::{config::LogConfig, http::client_address::address_of};

/// Days of log files that are kept.
const KEEP_DAYS: usize = 30;

/// Starts logging: readable lines on the console, JSON in the file. Log lines are written by a thread of their
/// own; dropping the guard writes what is left.
pub fn start(config: &LogConfig) -> anyhow::Result<WorkerGuard> {
    std::fs::create_dir_all(&config.dir)?;
    let file = rolling::Builder::new()
        .rotation(rolling::Rotation::DAILY)
        .filename_prefix("securecart")
        .filename_suffix("jsonl")
        .max_log_files(KEEP_DAYS)
        .build(&config.dir)?;
    let (file, guard) = tracing_appender::non_blocking(file);
    let filter = || EnvFilter::try_new(&config.filter);
    tracing_subscriber::registry()
        .with(fmt::layer().with_writer(std::io::stderr).with_target(false).compact().with_filter(filter()?))
        .with(fmt::layer().json().with_writer(file).with_filter(filter()?))
        .try_init()?;
    Ok(guard)
}

/// The span of a request: method, route pattern, status, network address and signed-in user, never the query string or
/// the body, which hold what people look for and who they are.
pub struct RequestSpans;

impl RootSpanBuilder for RequestSpans {
    fn on_request_start(request: &ServiceRequest) -> Span {
        use actix_web::HttpMessage as _;
        let id = request.extensions().get::<tracing_actix_web::RequestId>().map(ToString::to_string);
        let address = address_of(request.request()).map(|address| address.to_string());
        tracing::info_span!(
            "request",
            id = id.unwrap_or_default(),
            method = %request.method(),
            address = address.as_deref(),
            user.id = tracing::field::Empty,
            route = tracing::field::Empty,
            status = tracing::field::Empty,
        )
    }

    fn on_request_end<B: MessageBody>(span: Span, outcome: &Result<ServiceResponse<B>, Error>) {
        let Ok(response) = outcome else { return };
        let route = response.request().match_pattern().unwrap_or_else(|| "unmatched".to_owned());
        span.record("route", route.as_str());
        span.record("status", response.status().as_u16());
        let _entered = span.enter();
        if response.status().is_server_error() {
            tracing::warn!("answered");
        } else {
            tracing::debug!("answered");
        }
    }
}
