//! `/v1/events`.

use actix_web::{HttpResponse, get, web::Path};

use super::{
    call::ApiCall,
    list::{LIST_PARAMS, page},
};
use crate::{error::ApiError, params::Param};

const BOUNDS: [&str; 4] = ["gt", "gte", "lt", "lte"];

#[get("/v1/events/{id}")]
pub(super) async fn retrieve_event(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&["expand"])?;
        ledger.required_object("event", "evt_", &id, "id")
    })
    .await
}

#[get("/v1/events")]
pub(super) async fn list_events(call: ApiCall) -> HttpResponse {
    call.perform(|ledger, params, _| {
        params.allow_only(&[&LIST_PARAMS[..], &["created", "type", "types"]].concat())?;
        let kinds = wanted_types(params)?;
        let (from, to) = created_between(&params.get("created"))?;
        let wanted = ledger.events().rev().filter(|event| {
            (kinds.is_empty() || kinds.iter().any(|kind| kind == event.kind))
                && (from..=to).contains(&event.created)
        });
        page(wanted.map(|event| event.body.clone()).collect(), "/v1/events", params)
    })
    .await
}

fn wanted_types(params: &Param<'_>) -> Result<Vec<String>, ApiError> {
    let mut kinds = Vec::new();
    kinds.extend(params.get("type").text()?.map(str::to_owned));
    for element in params.get("types").elements()? {
        kinds.extend(element.text()?.map(str::to_owned));
    }
    Ok(kinds)
}

/// The first and last second that `created` allows.
fn created_between(created: &Param<'_>) -> Result<(i64, i64), ApiError> {
    if !created.is_present() {
        return Ok((i64::MIN, i64::MAX));
    }
    if let Ok(Some(exactly)) = created.integer(0) {
        return Ok((exactly, exactly));
    }
    created.allow_only(&BOUNDS)?;
    let bound = |name: &str| created.get(name).integer(0);
    let from = bound("gte")?.max(bound("gt")?.map(|after| after.saturating_add(1)));
    let to = [bound("lte")?, bound("lt")?.map(|before| before.saturating_sub(1))];
    Ok((from.unwrap_or(i64::MIN), to.into_iter().flatten().min().unwrap_or(i64::MAX)))
}
