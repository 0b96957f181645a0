//! The controls over HTTP, under `/_emulator/`; bodies are JSON.

use std::time::Duration;

use actix_web::{
    HttpResponse, get, post,
    web::{Bytes, Data, Path, ServiceConfig},
};
use reqwest::Client;
use serde::Deserialize;
use serde_json::json;

use super::{
    ControlError,
    answer::{answer, done, read},
    guard::Controller,
};
use crate::{
    faults::FaultRule,
    shared::Shared,
    webhooks::{ReleaseOrder, WebhookMessage},
};

type Answer = Result<HttpResponse, ControlError>;

/// Adds every control.
pub(crate) fn configure(services: &mut ServiceConfig) {
    services
        .service(show_health)
        .service(list_events)
        .service(list_deliveries)
        .service(list_calls)
        .service(list_sessions)
        .service(repeat_event)
        .service(hold_deliveries)
        .service(release_deliveries)
        .service(lose_events)
        .service(set_webhook_url)
        .service(send_webhook)
        .service(advance_clock)
        .service(inject_faults)
        .service(pay_session)
        .service(decline_session)
        .service(arrive_session)
        .service(confirm_session)
        .service(wait_until_idle)
        .service(reset)
        .configure(super::refund_calls::configure);
}

#[get("/_emulator/health")]
async fn show_health() -> HttpResponse {
    done()
}

#[get("/_emulator/events")]
async fn list_events(_: Controller, shared: Data<Shared>) -> HttpResponse {
    answer(json!({ "events": shared.events() }))
}

#[get("/_emulator/deliveries")]
async fn list_deliveries(_: Controller, shared: Data<Shared>) -> HttpResponse {
    answer(json!({ "deliveries": shared.deliveries() }))
}

#[get("/_emulator/calls")]
async fn list_calls(_: Controller, shared: Data<Shared>) -> HttpResponse {
    answer(json!({ "calls": shared.api_calls() }))
}

#[get("/_emulator/sessions")]
async fn list_sessions(_: Controller, shared: Data<Shared>) -> HttpResponse {
    answer(json!({ "sessions": shared.sessions() }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Repetition {
    #[serde(default = "one")]
    copies: u32,
}

fn one() -> u32 {
    1
}

#[post("/_emulator/events/{id}/repeat")]
async fn repeat_event(_: Controller, id: Path<String>, body: Bytes, shared: Data<Shared>) -> Answer {
    let order: Repetition = read(&body)?;
    let deliveries = shared.repeat_event(&id, order.copies).await?;
    Ok(answer(json!({ "deliveries": deliveries })))
}

#[post("/_emulator/deliveries/hold")]
async fn hold_deliveries(_: Controller, shared: Data<Shared>) -> HttpResponse {
    shared.hold_deliveries();
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Release {
    #[serde(default = "as_created")]
    order: ReleaseOrder,
}

fn as_created() -> ReleaseOrder {
    ReleaseOrder::Created
}

#[post("/_emulator/deliveries/release")]
async fn release_deliveries(_: Controller, body: Bytes, shared: Data<Shared>) -> Answer {
    let release: Release = read(&body)?;
    let deliveries = shared.release_deliveries(&release.order).await;
    Ok(answer(json!({ "deliveries": deliveries })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Loss {
    count: u32,
}

#[post("/_emulator/deliveries/lose")]
async fn lose_events(_: Controller, body: Bytes, shared: Data<Shared>) -> Answer {
    let loss: Loss = read(&body)?;
    shared.lose_next_events(loss.count);
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Idleness {
    #[serde(default = "ten_seconds")]
    milliseconds: u64,
}

fn ten_seconds() -> u64 {
    10_000
}

#[post("/_emulator/deliveries/wait")]
async fn wait_until_idle(_: Controller, body: Bytes, shared: Data<Shared>) -> Answer {
    let order: Idleness = read(&body)?;
    let idle = shared.wait_until_idle(Duration::from_millis(order.milliseconds)).await;
    Ok(answer(json!({ "idle": idle })))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Endpoint {
    url: Option<String>,
}

#[post("/_emulator/webhook")]
async fn set_webhook_url(_: Controller, body: Bytes, shared: Data<Shared>) -> Answer {
    let endpoint: Endpoint = read(&body)?;
    shared.set_webhook_url(endpoint.url);
    Ok(done())
}

#[post("/_emulator/webhook/send")]
async fn send_webhook(_: Controller, body: Bytes, client: Data<Client>, shared: Data<Shared>) -> Answer {
    let message: WebhookMessage = read(&body)?;
    let received = shared.send_webhook(&client, message).await?;
    Ok(answer(json!(received)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Advance {
    seconds: u64,
}

#[post("/_emulator/clock/advance")]
async fn advance_clock(_: Controller, body: Bytes, shared: Data<Shared>) -> Answer {
    let advance: Advance = read(&body)?;
    let now = shared.advance_clock(Duration::from_secs(advance.seconds));
    Ok(answer(json!({ "now": now })))
}

#[post("/_emulator/faults")]
async fn inject_faults(_: Controller, body: Bytes, shared: Data<Shared>) -> Answer {
    let rule: FaultRule = read(&body)?;
    shared.inject_faults(rule);
    Ok(done())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Payment {
    #[serde(default = "paying_card")]
    card_number: String,
    email: Option<String>,
}

fn paying_card() -> String {
    "4242424242424242".to_owned()
}

#[post("/_emulator/sessions/{id}/pay")]
async fn pay_session(_: Controller, id: Path<String>, body: Bytes, shared: Data<Shared>) -> Answer {
    let payment: Payment = read(&body)?;
    let outcome = shared.pay_session(&id, &payment.card_number, payment.email.as_deref())?;
    Ok(answer(json!(outcome)))
}

#[post("/_emulator/sessions/{id}/decline")]
async fn decline_session(_: Controller, id: Path<String>, shared: Data<Shared>) -> Answer {
    let outcome = shared.pay_session(&id, "4000000000000002", None)?;
    Ok(answer(json!(outcome)))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Confirmation {
    agreed: bool,
}

#[post("/_emulator/sessions/{id}/confirm")]
async fn confirm_session(_: Controller, id: Path<String>, body: Bytes, shared: Data<Shared>) -> Answer {
    let confirmation: Confirmation = read(&body)?;
    let outcome = shared.confirm_session(&id, confirmation.agreed)?;
    Ok(answer(json!(outcome)))
}

#[post("/_emulator/reset")]
async fn reset(_: Controller, shared: Data<Shared>) -> HttpResponse {
    shared.reset();
    done()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Arrival {
    arrived: bool,
}

#[post("/_emulator/sessions/{id}/arrive")]
async fn arrive_session(_: Controller, id: Path<String>, body: Bytes, shared: Data<Shared>) -> Answer {
    let arrival: Arrival = read(&body)?;
    let outcome = shared.arrive_session(&id, arrival.arrived)?;
    Ok(answer(json!(outcome)))
}
