//! `/v1/charges`.

use actix_web::{HttpResponse, get, web::Path};

use super::call::ApiCall;

#[get("/v1/charges/{id}")]
pub(super) async fn retrieve_charge(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&["expand"])?;
        ledger.required_object("charge", "ch_", &id, "id")
    })
    .await
}
