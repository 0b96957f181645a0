//! `/v1/refunds`.

use actix_web::{HttpResponse, get, post, web::Path};

use super::{
    call::ApiCall,
    list::{LIST_PARAMS, page},
};
use crate::ledger::Ledger;

#[post("/v1/refunds")]
pub(super) async fn create_refund(call: ApiCall) -> HttpResponse {
    call.perform(Ledger::create_refund).await
}

#[get("/v1/refunds/{id}")]
pub(super) async fn retrieve_refund(id: Path<String>, call: ApiCall) -> HttpResponse {
    call.perform(move |ledger, params, _| {
        params.allow_only(&["expand"])?;
        ledger.required_object("refund", "re_", &id, "refund")
    })
    .await
}

#[get("/v1/refunds")]
pub(super) async fn list_refunds(call: ApiCall) -> HttpResponse {
    call.perform(|ledger, params, _| {
        params.allow_only(&[&LIST_PARAMS[..], &["charge", "payment_intent"]].concat())?;
        let (intent, charge) = (params.get("payment_intent").text()?, params.get("charge").text()?);
        page(ledger.list_refunds(intent, charge), "/v1/refunds", params)
    })
    .await
}
