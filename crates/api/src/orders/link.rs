//! Links that show one order to whoever has them.
//!
//! A link names its order and its last day, and carries an HMAC over both: nothing of it is stored, and nobody can make
//! one for another order or another day.

use base64::{Engine as _, prelude::BASE64_URL_SAFE_NO_PAD};
use chrono::{DateTime, Duration, Utc};
use securecart_domain::OrderId;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use crate::{config::HttpConfig, keys::Keys};

/// How long a link works: longer than anything is on its way, and than most things are returned.
const LIFETIME: Duration = Duration::days(90);

/// Bytes of the order, of the moment when the link ends, and of the signature.
const LENGTH: usize = 16 + 8 + 32;

/// The address of the page that shows the order, for a mail that leaves now.
pub(crate) fn order_link(keys: &Keys, http: &HttpConfig, now: DateTime<Utc>, order: OrderId) -> String {
    http.public_address(&format!("/order#t={}", token(keys, order, now + LIFETIME)))
}

fn token(keys: &Keys, order: OrderId, ends: DateTime<Utc>) -> String {
    let ends = ends.timestamp();
    let mut bytes = Vec::with_capacity(LENGTH);
    bytes.extend(order.uuid().as_bytes());
    bytes.extend(ends.to_be_bytes());
    bytes.extend(keys.order_link_mac(order, ends));
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// The order that a link shows; none if it is not one of ours, or has ended.
pub(super) fn read(keys: &Keys, now: DateTime<Utc>, token: &str) -> Option<OrderId> {
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(token).ok().filter(|bytes| bytes.len() == LENGTH)?;
    let (id, rest) = bytes.split_first_chunk::<16>()?;
    let (ends, mac) = rest.split_first_chunk::<8>()?;
    let (order, ends) = (OrderId::new(Uuid::from_bytes(*id)), i64::from_be_bytes(*ends));
    let ours: bool = keys.order_link_mac(order, ends).as_slice().ct_eq(mac).into();
    (ours && now.timestamp() < ends).then_some(order)
}
