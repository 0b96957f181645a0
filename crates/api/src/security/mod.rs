//! Noticing attacks, turning their sources away for a while, and showing both to staff.

mod acknowledge_security_event;
mod error;
mod get_security_event;
mod layer;
mod lift_security_block;
mod list_security_events;
mod scanner_paths;
mod service;
mod sighting;
mod watch;

use securecart_db::security::EventRecord;
use securecart_dto::security::SecurityEvent;
use utoipa_actix_web::service_config::ServiceConfig;

pub use error::SecurityError;
pub use layer::watch_requests;
pub use sighting::{Sighting, notice, notice_failed_sign_in};
pub use watch::Watch;

/// The feature's operations.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list_security_events::list_security_events)
        .service(get_security_event::get_security_event)
        .service(acknowledge_security_event::acknowledge_security_event)
        .service(lift_security_block::lift_security_block);
}

/// The event as it is told at this time: a block that is over is none.
fn event(record: EventRecord, now: chrono::DateTime<chrono::Utc>) -> SecurityEvent {
    SecurityEvent {
        id: record.id,
        kind: record.kind,
        severity: record.severity,
        source: record.source,
        first_seen_at: record.first_seen_at,
        last_seen_at: record.last_seen_at,
        occurrences: record.occurrences,
        blocked_until: record.blocked_until.filter(|until| *until > now),
        lifted_at: record.lifted_at,
        acknowledged_by: record.acknowledged_by_name,
        acknowledged_at: record.acknowledged_at,
    }
}
