//! A time limit for request bodies; actix-web has one for the head only (slow-body attacks, RUDY). Large files from slow
//! lines have theirs, as long as they keep coming.

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
/// The time for a whole body, beside what its bytes may take.
const TOTAL: Duration = Duration::from_secs(30);
/// What a byte may take: half a megabit each second.
const PER_BYTE: Duration = Duration::from_micros(16);

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
        request.set_payload(Payload::Stream { payload: Box::pin(TimedPayload::new(payload)) });
    }
    next.call(request).await
}

struct TimedPayload {
    payload: Payload,
    idle: Pin<Box<Sleep>>,
    total: Pin<Box<Sleep>>,
}

impl TimedPayload {
    fn new(payload: Payload) -> Self {
        Self { payload, idle: Box::pin(sleep(IDLE)), total: Box::pin(sleep(TOTAL)) }
    }
}

impl Stream for TimedPayload {
    type Item = Result<Bytes, PayloadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(item) = Pin::new(&mut self.payload).poll_next(context) {
            self.idle.as_mut().reset(Instant::now() + IDLE);
            if let Some(Ok(bytes)) = &item {
                let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
                let deadline = self.total.deadline() + PER_BYTE.saturating_mul(length);
                self.total.as_mut().reset(deadline);
            }
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

#[cfg(test)]
mod tests {
    use futures_util::{TryStreamExt as _, stream};

    use super::*;

    /// How many of a hundred pieces of that size arrive, one each five seconds.
    async fn arriving(size: usize) -> (usize, bool) {
        let pieces = stream::unfold(0_u8, move |sent| async move {
            sleep(Duration::from_secs(5)).await;
            (sent < 100).then(|| (Ok(Bytes::from(vec![0; size])), sent + 1))
        });
        let mut body = TimedPayload::new(Payload::Stream { payload: Box::pin(pieces) });
        let mut arrived = 0;
        loop {
            match body.try_next().await {
                Ok(Some(_)) => arrived += 1,
                Ok(None) => return (arrived, true),
                Err(error) => {
                    assert!(BodyTooSlow::is_cause_of(&error), "{error}");
                    return (arrived, false);
                }
            }
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_large_file_may_take_its_time_and_one_byte_after_another_may_not() {
        assert_eq!(arriving(1024 * 1024).await, (100, true), "1.6 megabits each second");
        assert_eq!(arriving(1).await, (6, false));
    }
}
