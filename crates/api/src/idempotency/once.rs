//! The call as operations see it that store their outcome themselves.

use std::{fmt::Display, sync::Arc};

use actix_web::{FromRequest, HttpMessage as _, HttpRequest, dev::Payload};
use securecart_db::{
    Conn, DbError,
    idempotency::{KeyedCall, keep_answer, keep_reached},
};

use super::{StoredAnswer, key};
use crate::{http::ApiError, keys::Keys};

/// The proof that a call has a key and is carried out by this request alone. It stands after the proof of access:
/// `access: Shopper, once: Once`. Who takes it stores the outcome in the transaction of the effect, with [`Once::keep`]
/// or [`Once::keep_reached`]; nothing else marks one.
///
/// Refuses calls without a key with 400 `idempotency-key-needed`. Operations whose row of the endpoint table says
/// `key Required` have to take it; a test asks each of them.
#[derive(Clone, Debug)]
pub struct Once {
    call: Arc<KeyedCall>,
}

impl Once {
    /// Stores the answer, which commits with what the call did. The handler gives the same answer.
    pub async fn keep(&self, tx: &mut Conn, keys: &Keys, answer: &StoredAnswer) -> Result<(), ApiError> {
        Ok(keep_answer(tx, &self.call, &answer.seal(keys, &self.call)?).await?)
    }

    /// Stores what was reached, for operations that go on outside of the transaction: whoever repeats the call after a
    /// crash finds it in [`Once::reached`].
    pub async fn keep_reached(&self, tx: &mut Conn, reached: impl Display) -> Result<(), DbError> {
        keep_reached(tx, &self.call, &reached.to_string()).await
    }

    /// What an attempt that was cut off had reached.
    pub fn reached(&self) -> Option<&str> {
        self.call.reached()
    }
}

impl FromRequest for Once {
    type Error = ApiError;
    type Future = std::future::Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let call = request.extensions().get::<Arc<KeyedCall>>().cloned();
        std::future::ready(call.ok_or_else(key::missing).map(|call| {
            call.take_by_hand();
            Self { call }
        }))
    }
}
