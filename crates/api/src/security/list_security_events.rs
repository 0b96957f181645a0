//! `GET /admin/security/events`

use actix_web::{get, web::Json};
use chrono::{DateTime, Utc};
use securecart_db::security::{EventFilter, count_events_any, list_events_any};
use securecart_domain::{SecurityEventId, catalog::PlainText, security::SecurityEventState};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    security::{SecurityEvent, SecurityEventQuery},
};

use super::event;
use crate::{
    auth::{Allowed, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// A list that keeps the rules.
pub(crate) struct EventListing {
    filter: EventFilter,
    state: Option<SecurityEventState>,
    after: Option<SecurityEventId>,
    limit: Limit,
}

impl TryFrom<SecurityEventQuery> for EventListing {
    type Error = Vec<FieldError>;

    fn try_from(query: SecurityEventQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let source = query.source.as_deref().map(|text| PlainText::optional_line(text, 200));
        let source = fields.take_optional("?source", source).flatten();
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let filter = EventFilter {
            kind: query.kind,
            severity: query.severity,
            source: source.map(|text| text.to_string()).filter(|text| !text.is_empty()),
            ..EventFilter::default()
        };
        match (limit, after, fields.finish()) {
            (Some(limit), Some(after), Ok(())) => Ok(Self { filter, state: query.state, after, limit }),
            (_, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

impl EventListing {
    fn filter_at(self, now: DateTime<Utc>) -> EventFilter {
        let acknowledged = match self.state {
            Some(SecurityEventState::Open) => Some(false),
            Some(SecurityEventState::Acknowledged) => Some(true),
            Some(SecurityEventState::Blocked) | None => None,
        };
        let blocked_at = (self.state == Some(SecurityEventState::Blocked)).then_some(now);
        EventFilter { acknowledged, blocked_at, ..self.filter }
    }
}

/// What looked like an attack, newest first.
#[utoipa::path(tag = "security", operation_id = "list_security_events", security(("session" = ["read_security"])),
    params(SecurityEventQuery), responses(
    (status = 200, description = "A page of events and the number of all", body = AdminPage<SecurityEvent>),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/security/events")]
pub(crate) async fn list_security_events(
    _access: Allowed<perm::ReadSecurity>,
    state: State,
    query: ValidQuery<SecurityEventQuery, EventListing>,
) -> Result<Json<AdminPage<SecurityEvent>>, ApiError> {
    let (listing, now) = (query.into_inner(), state.clock.now());
    let (after, limit) = (listing.after, listing.limit);
    let filter = listing.filter_at(now);
    let mut conn = state.db.connection().await?;
    let found = list_events_any(&mut conn, &filter, after, limit.get() + 1).await?;
    let total = count_events_any(&mut conn, &filter).await?;
    let (events, next_cursor) = limit.cut(found, |last| last.id);
    let items = events.into_iter().map(|record| event(record, now)).collect();
    Ok(Json(AdminPage { items, next_cursor, total }))
}
