//! `GET /admin/audit`

use actix_session::Session;
use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{ACCEPT, CONTENT_DISPOSITION},
};
use securecart_db::audit::{EventFilter, EventRecord, count_events_any, find_actor, list_events_any};
use securecart_domain::{UserId, accounts::Username, catalog::PlainText};
use securecart_dto::{
    AdminPage, FieldError, Problem,
    audit::{AuditEntry, AuditFormat, AuditQuery},
};
use serde_json::json;

use super::{Entry, Outcome, csv, record};
use crate::{
    auth::{Allowed, confirmation_required, is_recent, perm},
    http::{
        ApiError, ValidQuery,
        fields::Fields,
        page::{self, Limit},
    },
    state::State,
};

/// The longest text of a filter, in characters.
const MAX_TEXT: usize = 200;
/// The most rows of a table.
const MAX_ROWS: u16 = 10_000;

/// A list that keeps the rules.
pub(crate) struct EventListing {
    filter: EventFilter,
    actor: Option<Who>,
    as_csv: Option<bool>,
    after: Option<i64>,
    limit: Limit,
}

enum Who {
    Id(UserId),
    Name(Username),
}

impl TryFrom<AuditQuery> for EventListing {
    type Error = Vec<FieldError>;

    fn try_from(query: AuditQuery) -> Result<Self, Vec<FieldError>> {
        let mut fields = Fields::new();
        let mut text = |pointer, text: Option<&str>| {
            let parsed =
                fields.take_optional(pointer, text.map(|text| PlainText::optional_line(text, MAX_TEXT)));
            parsed.flatten().map(|text| text.to_string()).filter(|text| !text.is_empty())
        };
        let filter = EventFilter {
            event: text("?event", query.event.as_deref()),
            actor: None,
            object_key: text("?object", query.object.as_deref()),
            outcome: query.outcome,
            address: text("?address", query.address.as_deref()),
            from: query.from,
            to: query.to,
        };
        let actor =
            query.actor.as_deref().filter(|actor| !actor.is_empty()).map(|actor| match actor.parse() {
                Ok(id) => Ok(Who::Id(id)),
                Err(_) => Username::parse(actor).map(Who::Name),
            });
        let actor = fields.take_optional("?actor", actor);
        let limit = fields.take("?limit", Limit::parse(query.limit));
        let after = fields.take_optional("?cursor", query.cursor.as_deref().map(page::decode));
        let as_csv = query.format.map(|format| format == AuditFormat::Csv);
        match (actor, limit, after, fields.finish()) {
            (Some(actor), Some(limit), Some(after), Ok(())) => {
                Ok(Self { filter, actor, as_csv, after, limit })
            }
            (_, _, _, errors) => Err(errors.err().unwrap_or_default()),
        }
    }
}

/// The audit log, newest first.
///
/// As `text/csv` (with `format=csv`, or where `Accept` asks for it) all entries of the selection come at once; more
/// than 10,000 are refused. Such a table takes away who was where, so the caller has to have confirmed to be the owner of the
/// account within ten minutes (ASVS 7.5.3), and it is itself an entry.
#[utoipa::path(tag = "audit", operation_id = "list_audit_events", security(("session" = ["read_audit"])),
    params(AuditQuery), responses(
    (status = 200, description = "A page of entries and the number of all", content(
        (AdminPage<AuditEntry> = "application/json"), (String = "text/csv"))),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/admin/audit")]
pub(crate) async fn list_audit_events(
    access: Allowed<perm::ReadAudit>,
    request: HttpRequest,
    session: Session,
    state: State,
    query: ValidQuery<AuditQuery, EventListing>,
) -> Result<HttpResponse, ApiError> {
    let EventListing { mut filter, actor, as_csv, after, limit } = query.into_inner();
    let as_csv = as_csv.unwrap_or_else(|| wants_csv(&request));
    if as_csv && !is_recent(&session, state.clock.now()) {
        return Err(confirmation_required(&state, &session).await?);
    }
    let mut conn = state.db.connection().await?;
    filter.actor = match actor {
        None => None,
        Some(Who::Id(id)) => Some(id),
        Some(Who::Name(name)) => match find_actor(&mut conn, &name.key()).await? {
            // Nobody of that name did anything: the nil id is nobody's.
            None => Some(UserId::new(uuid::Uuid::nil())),
            found => found,
        },
    };
    let total = count_events_any(&mut conn, &filter).await?;
    if !as_csv {
        let found = list_events_any(&mut conn, &filter, after, limit.get() + 1).await?;
        let (events, next_cursor) = limit.cut(found, |last| last.seq);
        let items = events.into_iter().map(entry).collect::<Vec<_>>();
        return Ok(HttpResponse::Ok().json(AdminPage { items, next_cursor, total }));
    }
    if total > u64::from(MAX_ROWS) {
        let detail = format!("{total} entries are too many for a table of {MAX_ROWS}: select fewer");
        return Err(ApiError::invalid(vec![FieldError::new("?format", "too_many", detail)]));
    }
    let events = list_events_any(&mut conn, &filter, None, i64::from(MAX_ROWS)).await?;
    drop(conn);
    note_export(&access, &state, events.len()).await?;
    let table = csv::table(&events).map_err(ApiError::internal)?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8; header=present")
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\""))
        .body(table))
}

fn wants_csv(request: &HttpRequest) -> bool {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.split([',', ';']).any(|kind| kind.trim() == "text/csv"))
}

/// Who takes the log out of the house is in it.
async fn note_export(access: &Allowed<perm::ReadAudit>, state: &State, rows: usize) -> Result<(), ApiError> {
    let entry = Entry {
        event: "audit_exported",
        object_kind: "audit",
        object_key: "events".to_owned(),
        outcome: Outcome::Success,
        detail: json!({ "rows": rows }),
    };
    let now = state.clock.now();
    state
        .db
        .transaction(async |tx| Ok::<_, ApiError>(record(tx, now, access.actor(), entry.clone()).await?))
        .await
}

fn entry(record: EventRecord) -> AuditEntry {
    AuditEntry {
        seq: record.seq,
        at: record.at,
        event: record.event,
        outcome: record.outcome,
        actor_id: record.actor,
        actor_username: record.username,
        permission: record.permission,
        object_kind: record.object_kind,
        object_key: record.object_key,
        address: record.address,
        user_agent: record.user_agent,
        request_id: record.request_id,
        detail: record.detail,
    }
}
