//! `GET /me/export`

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::header::{ACCEPT, CONTENT_DISPOSITION, CONTENT_TYPE},
};
use securecart_dto::{
    Problem,
    privacy::{ExportFormat, ExportQuery, PersonalData},
};
use serde_json::json;

use super::{copy, page};
use crate::{
    audit::{self, Entry, Outcome},
    auth::{Fresh, SignedIn},
    http::{ApiError, ValidQuery},
    mail::{Notice, notify},
    state::State,
};

/// Everything that the shop keeps of me.
///
/// As JSON for programs (GDPR Art. 20), or as one HTML page for people (Art. 15), with `format=html` or where `Accept`
/// asks for it. Both hold the same. Secrets, and what only recognises them, are not in it. It is written to the audit
/// log, the owner is told by mail, and there are two a day.
#[utoipa::path(tag = "privacy", operation_id = "export_my_data", security(("session" = [])), params(ExportQuery), responses(
    (status = 200, description = "The copy, as a file", content(
        (PersonalData = "application/json"), (String = "text/html"))),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[get("/api/v1/me/export")]
pub(crate) async fn export_my_data(
    access: SignedIn,
    _fresh: Fresh,
    request: HttpRequest,
    state: State,
    query: ValidQuery<ExportQuery>,
) -> Result<HttpResponse, ApiError> {
    let user = access.user_id();
    let data = state
        .db
        .transaction(async |tx| {
            let data = copy::of(tx, &state, user).await?;
            let entry = Entry {
                event: "user_exported",
                object_kind: "user",
                object_key: user.to_string(),
                outcome: Outcome::Success,
                detail: json!({}),
            };
            audit::record(tx, state.clock.now(), access.actor(), entry).await?;
            notify(tx, &state.clock, user, Notice::DataExported).await?;
            Ok::<_, ApiError>(data)
        })
        .await?;
    let wanted = query.into_inner().format;
    answer(&data, wanted.unwrap_or_else(|| acceptable(&request)))
}

/// A browser that is pointed at it, not by the app, gets what people read.
fn acceptable(request: &HttpRequest) -> ExportFormat {
    let accept = request.headers().get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("");
    let html = accept.split([',', ';']).any(|kind| kind.trim() == "text/html");
    if html { ExportFormat::Html } else { ExportFormat::Json }
}

fn answer(data: &PersonalData, format: ExportFormat) -> Result<HttpResponse, ApiError> {
    let (kind, ending, body) = match format {
        ExportFormat::Json => {
            let text = serde_json::to_string_pretty(data).map_err(ApiError::internal)?;
            ("application/json", "json", text)
        }
        ExportFormat::Html => ("text/html; charset=utf-8", "html", page::page(data)?),
    };
    let day = data.made_at.format("%Y-%m-%d");
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"my-data-{day}.{ending}\"")))
        .body(body))
}
