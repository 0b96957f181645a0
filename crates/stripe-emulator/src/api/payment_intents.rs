//! `/v1/payment_intents`.

use actix_web::{HttpResponse, get, web::Path};

use super::call::ApiCall;

#[get("/v1/payment_intents/{id}")]
pub(super) async fn retrieve_payment_intent(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&["expand"])?;
        ledger.required_object("payment_intent", "pi_", &id, "intent")
    })
    .await
}
