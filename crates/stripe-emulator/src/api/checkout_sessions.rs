//! `/v1/checkout/sessions`.

use actix_web::{HttpResponse, get, post, web::Path};

use super::{
    call::ApiCall,
    list::{LIST_PARAMS, page},
};
use crate::{
    error::ApiError,
    ledger::{Ledger, Line},
};

#[post("/v1/checkout/sessions")]
pub(super) async fn create_checkout_session(call: ApiCall) -> HttpResponse {
    call.perform(Ledger::create_session).await
}

#[get("/v1/checkout/sessions/{id}")]
pub(super) async fn retrieve_checkout_session(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&["expand"])?;
        ledger.required_object("checkout.session", "cs_", &id, "session")
    })
    .await
}

#[post("/v1/checkout/sessions/{id}/expire")]
pub(super) async fn expire_checkout_session(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, cause| {
        params.allow_only(&["expand"])?;
        ledger.expire_session(&id, cause)
    })
    .await
}

#[get("/v1/checkout/sessions/{id}/line_items")]
pub(super) async fn list_line_items(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&LIST_PARAMS)?;
        let session =
            ledger.session(&id).ok_or_else(|| ApiError::missing("checkout.session", &id, "session"))?;
        let lines = session.lines.iter().map(Line::json).collect();
        page(lines, &format!("/v1/checkout/sessions/{id}/line_items"), params)
    })
    .await
}

#[get("/v1/checkout/sessions")]
pub(super) async fn list_checkout_sessions(call: ApiCall) -> HttpResponse {
    call.perform(|ledger, params, _| {
        params.allow_only(&[&LIST_PARAMS[..], &["payment_intent", "status"]].concat())?;
        let intent = params.get("payment_intent").text()?;
        let status = params.get("status").one_of(&["open", "complete", "expired"])?;
        let wanted = ledger.sessions().rev().filter(|session| {
            intent.is_none_or(|id| session.payment_intent.as_deref() == Some(id))
                && status.is_none_or(|status| session.status.as_str() == status)
        });
        let sessions = wanted.map(|session| ledger.session_json(session)).collect();
        page(sessions, "/v1/checkout/sessions", params)
    })
    .await
}
