//! A time limit for request bodies; actix-web has one for the head only (slow-body attacks, RUDY).

use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use actix_web::{
    Error, HttpMessage as _,
    body::MessageBody,
    dev::{Payload, ServiceRequest, ServiceResponse},
    error::PayloadError,
    middleware::Next,
    web::Bytes,
};
use futures_util::Stream;
use tokio::time::{Instant, Sleep, sleep};

/// The longest pause between two pieces of a body.
const IDLE: Duration = Duration::from_secs(10);
/// The longest time for a whole body.
const TOTAL: Duration = Duration::from_secs(30);

/// The body took too long.
#[derive(Clone, Copy, Debug)]
pub struct BodyTooSlow;

impl BodyTooSlow {
    /// Whether this is what went wrong with a payload.
    pub fn is_cause_of(error: &PayloadError) -> bool {
        match error {
            PayloadError::Io(error) => {
                error.get_ref().is_some_and(<dyn std::error::Error + Send + Sync>::is::<Self>)
            }
            _ => false,
        }
    }
}

impl fmt::Display for BodyTooSlow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the body did not arrive in time")
    }
}

impl std::error::Error for BodyTooSlow {}

/// Middleware: gives the body of every request its time limit.
pub async fn limit_body_time(
    mut request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, Error> {
    let payload = request.take_payload();
    if !matches!(payload, Payload::None) {
        let timed = TimedPayload { payload, idle: Box::pin(sleep(IDLE)), total: Box::pin(sleep(TOTAL)) };
        request.set_payload(Payload::Stream { payload: Box::pin(timed) });
    }
    next.call(request).await
}

struct TimedPayload {
    payload: Payload,
    idle: Pin<Box<Sleep>>,
    total: Pin<Box<Sleep>>,
}

impl Stream for TimedPayload {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(item) = Pin::new(&mut self.payload).poll_next(context) {
            self.idle.as_mut().reset(Instant::now() + IDLE);
            return Poll::Ready(item);
        }
        let idle = self.idle.as_mut().poll(context).is_ready();
        let total = self.total.as_mut().poll(context).is_ready();
        if idle || total {
            let error = io::Error::new(io::ErrorKind::TimedOut, BodyTooSlow);
            return Poll::Ready(Some(Err(PayloadError::Io(error))));
        }
        Poll::Pending
    }
}
