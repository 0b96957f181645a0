//! The controls of refunds over HTTP.

use actix_web::{
    HttpResponse, post,
    web::{Bytes, Data, Path, ServiceConfig},
};
use serde::Deserialize;

use super::{
    ControlError,
    answer::{answer, done, read},
    guard::Controller,
};
use crate::{ledger::RefundStatus, shared::Shared};

/// Adds them.
pub(super) fn configure(services: &mut ServiceConfig) {
    services.service(begin_refunds_as).service(move_refund).service(refund_by_hand);
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Move {
    status: RefundStatus,
}

#[post("/_emulator/refunds")]
async fn begin_refunds_as(
    _: Controller,
    body: Bytes,
    shared: Data<Shared>,
) -> Result<HttpResponse, ControlError> {
    let begin: Move = read(&body)?;
    shared.begin_refunds_as(begin.status);
    Ok(done())
}

#[post("/_emulator/refunds/{id}")]
async fn move_refund(
    _: Controller,
    id: Path<String>,
    body: Bytes,
    shared: Data<Shared>,
) -> Result<HttpResponse, ControlError> {
    let next: Move = read(&body)?;
    Ok(answer(shared.move_refund(&id, next.status)?))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByHand {
    amount: Option<i64>,
}

#[post("/_emulator/payment_intents/{id}/refund")]
async fn refund_by_hand(
    _: Controller,
    id: Path<String>,
    body: Bytes,
    shared: Data<Shared>,
) -> Result<HttpResponse, ControlError> {
    let order: ByHand = read(&body)?;
    Ok(answer(shared.refund_by_hand(&id, order.amount)?))
}
