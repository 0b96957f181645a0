//! The layer around every operation: claims the call, or gives the answer that was given before.

use std::sync::Arc;

use actix_session::SessionExt as _;
use actix_web::{
    Error, HttpMessage as _, HttpResponse,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::{StatusCode, header},
    middleware::Next,
    web::Bytes,
};
use chrono::Duration;
use securecart_db::idempotency::{Claim, KeyedCall, NewClaim, claim, keep_answer, release, scope};
use securecart_dto::{ProblemType, endpoint::KeyRule};

use super::{
    StoredAnswer,
    key::{self, Caller},
};
use crate::{
    auth::session,
    http::{
        ApiError,
        problems::request_id,
        valid::{JSON_LIMIT, read_body},
    },
    state::{AppState, State},
};

/// How long a call is left alone that has not answered; it outlasts every limit of time that a request has.
const CLAIMED: Duration = Duration::seconds(45);
/// How long an answer is kept.
const KEPT: Duration = Duration::hours(24);
/// How long to wait before each try to release a call; together well below [`CLAIMED`].
const RELEASE_PAUSES: [std::time::Duration; 5] = [
    std::time::Duration::ZERO,
    std::time::Duration::from_millis(200),
    std::time::Duration::from_secs(1),
    std::time::Duration::from_secs(4),
    std::time::Duration::from_secs(10),
];

/// Middleware: carries a `POST` with an `Idempotency-Key` out once. Innermost, so that what turns callers away turns
/// them away here too.
pub async fn carry_out_once(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let Some((state, new)) = keyed(&mut request).await? else {
        return Ok(next.call(request).await?.map_into_boxed_body());
    };
    let claimed = begin(&state, &new).await?;
    let call = match claimed {
        Begun::Call(call) => Arc::new(call),
        Begun::Answered(answer) => return Ok(request.into_response(answer)),
    };
    let guard = ReleaseOnDrop(Some((state.clone(), call.clone())));
    request.extensions_mut().insert(call.clone());
    let response = scope(call.clone(), next.call(request)).await?;
    let response = finish(&state, &call, response.map_into_boxed_body(), guard).await?;
    Ok(response)
}

/// The call that the request names; none if it names none, or if the operation needs none.
async fn keyed(request: &mut ServiceRequest) -> Result<Option<(State, NewClaim)>, ApiError> {
    let Some(key) = key::read(request.headers())?.map(<[u8]>::to_vec) else { return Ok(None) };
    if key::rule(request.request()) == KeyRule::Ignored {
        return Ok(None);
    }
    let state = request.app_data::<State>().cloned();
    let (Some(state), Some(caller)) = (state, caller(request)) else { return Ok(None) };
    let body = if is_form(request) { Bytes::new() } else { body_of(request).await? };
    let now = state.clock.now();
    let new = NewClaim {
        id: key::call_id(caller, request.request(), &key),
        fingerprint: key::fingerprint(request.request(), &body),
        user_id: caller.user(),
        attempt: state.clock.uuid(),
        claimed_until: now + CLAIMED,
        expires_at: now + KEPT,
    };
    Ok(Some((state, new)))
}

fn caller(request: &ServiceRequest) -> Option<Caller> {
    let session = request.get_session();
    session::user(&session).map(Caller::User).or_else(|| session::row(&session).map(Caller::Guest))
}

/// Browsers give a form that is sent again another boundary, so its bytes tell nothing.
fn is_form(request: &ServiceRequest) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

/// Reads the body, and leaves it for the operation.
async fn body_of(request: &mut ServiceRequest) -> Result<Bytes, ApiError> {
    let body = read_body(request.take_payload(), JSON_LIMIT).await?.freeze();
    let whole = futures_util::stream::iter([Ok(body.clone())]);
    request.set_payload(Payload::Stream { payload: Box::pin(whole) });
    Ok(body)
}

enum Begun {
    Call(KeyedCall),
    Answered(HttpResponse),
}

async fn begin(state: &AppState, new: &NewClaim) -> Result<Begun, ApiError> {
    let now = state.clock.now();
    let mut conn = state.db.connection().await?;
    let claimed = claim(&mut conn, now, new).await?;
    drop(conn);
    Err(match claimed {
        Claim::Yours(call) => return Ok(Begun::Call(call)),
        Claim::Answered(sealed) => {
            return Ok(Begun::Answered(StoredAnswer::open(&state.keys, &new.id, &sealed)?.again()?));
        }
        Claim::Running(_) => ApiError::retry_after(
            ProblemType::CallRunning,
            "This very call is being carried out. Ask again in a moment with the same Idempotency-Key.",
            1,
        ),
        Claim::OtherCall => ApiError::new(
            ProblemType::IdempotencyKeyReused,
            "This Idempotency-Key was used for another call. Take a new one for each thing to be done.",
        ),
        Claim::AnswerLost => ApiError::new(
            ProblemType::AnswerLost,
            "This was done when it was asked for first, and is not done again; what was answered is lost. Look at how \
             things stand.",
        ),
    })
}

/// Stores the answer, or lets the call be made again.
async fn finish(
    state: &AppState,
    call: &KeyedCall,
    response: ServiceResponse<BoxBody>,
    mut guard: ReleaseOnDrop,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if !is_kept(response.status()) {
        return Ok(response);
    }
    guard.0 = None;
    if call.is_answered() {
        return Ok(response);
    }
    if let Some(error) = response.response().error() {
        // The document is written further out, where the log is too.
        if let Some(error) = error.as_error::<ApiError>() {
            store(state, call, Some(StoredAnswer::problem(error, &request_id(response.request()))?)).await;
        }
        return Ok(response);
    }
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let body = to_bytes(body).await?;
    store(state, call, StoredAnswer::of(head.status(), head.headers(), &body)).await;
    Ok(ServiceResponse::new(request, head.set_body(BoxBody::new(body))))
}

/// Whether the operation has decided. Who was not let in, or was not understood, may ask again, and so may who met a
/// fault of ours.
fn is_kept(status: StatusCode) -> bool {
    status.is_success() || matches!(status.as_u16(), 404 | 409 | 412 | 422)
}

/// The caller gets the answer even if it can not be stored; then only the mark of the effect is left.
async fn store(state: &AppState, call: &KeyedCall, answer: Option<StoredAnswer>) {
    let stored = async {
        let Some(answer) = answer else { return Ok(()) };
        let sealed = answer.seal(&state.keys, call)?;
        keep_answer(&mut *state.db.connection().await?, call, &sealed).await.map_err(ApiError::from)
    };
    if let Err(error) = stored.await {
        tracing::warn!(%error, "an answer was given, and not kept for its Idempotency-Key");
    }
}

/// Lets the call be made again when it came to nothing, also when the caller hung up.
struct ReleaseOnDrop(Option<(State, Arc<KeyedCall>)>);

impl Drop for ReleaseOnDrop {
    fn drop(&mut self) {
        let Some((state, call)) = self.0.take() else { return };
        actix_web::rt::spawn(async move { release_patiently(&state, &call).await });
    }
}

/// The caller may ask again at once, and is not to wait for the claim to end by itself because no connection was free.
async fn release_patiently(state: &AppState, call: &KeyedCall) {
    for pause in RELEASE_PAUSES {
        tokio::time::sleep(pause).await;
        let released = async {
            let mut conn = state.db.connection().await?;
            release(&mut conn, call, state.clock.now()).await
        };
        match released.await {
            Ok(()) => return,
            Err(error) => tracing::debug!(%error, "a call was not released yet"),
        }
    }
    tracing::warn!("a call was not released: its claim ends by itself");
}
