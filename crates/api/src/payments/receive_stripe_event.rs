//! `POST /webhooks/stripe`

use actix_web::{post, web::Json};
use securecart_db::webhooks;
use securecart_dto::Problem;

use super::{
    Received,
    event::{StripeEvent, process_event},
};
use crate::{
    crash_point::{Step, crash_point},
    http::ApiError,
    state::State,
};

/// Hear of a payment.
///
/// For the payment provider alone, which signs what it sends. An event is written down before it is answered, so
/// an answer of 200 means that it will be dealt with, now or by the job that repeats what failed.
#[utoipa::path(tag = "payments", operation_id = "receive_stripe_event", security(()),
    request_body(content = serde_json::Value, description = "An event of the provider", content_type = "application/json"),
    responses(
    (status = 200, description = "The event was written down", body = Received),
    (status = "4XX", description = "A problem", body = Problem, content_type = "application/problem+json")))]
#[post("/api/v1/webhooks/stripe")]
pub(crate) async fn receive_stripe_event(
    access: StripeEvent,
    state: State,
) -> Result<Json<Received>, ApiError> {
    let StripeEvent { event, actor } = access;
    let fresh = {
        let mut conn = state.db.connection().await?;
        webhooks::insert_event(&mut conn, state.clock.now(), &event).await?
    };
    crash_point(Step::EventNoted);
    if fresh && let Err(error) = process_event(&state, &actor, &event).await {
        tracing::warn!(event.id, event.kind, error = %error, "an event is left to the job");
        let mut conn = state.db.connection().await?;
        webhooks::note_failure(&mut conn, &event.id, &error.to_string()).await?;
    }
    Ok(Json(Received { received: true }))
}
